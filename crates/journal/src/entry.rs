//! What the journal holds.

use crate::Algorithm;
use serde::{Deserialize, Serialize};

/// The tenant: a district's stable code, as its profile names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DistrictId(pub String);

impl DistrictId {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for DistrictId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Display for DistrictId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Something with a history of its own: a kind (`commitment`, `record`…) and an id within it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    /// The kind's stable code.
    pub kind: String,
    /// The id, unique within the kind and the district.
    pub id: String,
}

impl Subject {
    /// A subject of a kind and an id.
    pub fn new(kind: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            id: id.into(),
        }
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.kind, self.id)
    }
}

/// One line of the journal: who did what to which subject when, and what changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The tenant.
    pub district: DistrictId,
    /// What changed.
    pub subject: Subject,
    /// The place in the subject's own chain, from 1 without gaps.
    pub seq: i64,
    /// The place in the district's journal, from 1 without gaps.
    pub pos: i64,
    /// The instant, milliseconds since 1970 UTC; never decreases as `pos` grows.
    pub at_ms: i64,
    /// Who did it: a person's or token's id, or `system`.
    pub actor: String,
    /// What was done, a stable code such as `record.claim`.
    pub action: String,
    /// Why, in the actor's words, where one is asked for.
    pub reason: Option<String>,
    /// The changed top-level fields before, a JSON object as stored.
    pub before: String,
    /// The same fields after, a JSON object as stored; `null` removes a field.
    pub after: String,
    /// The hash of the subject's entry before this one, or 64 zeros.
    pub prev_hash: String,
    /// This entry's hash, see [`crate::link_digest`].
    pub hash: String,
    /// The digest both hashes are made with.
    pub algorithm: Algorithm,
}

/// The last entry of a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The subject.
    pub subject: Subject,
    /// The last sequence number.
    pub seq: i64,
    /// The last hash.
    pub hash: String,
}
