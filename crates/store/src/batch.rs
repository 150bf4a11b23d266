//! What a caller hands over to be written as one: all of it, or nothing.

use crate::write::Write;
use jiff::Timestamp;
use journal::{DistrictId, Fields, Subject};
use serde::Serialize;
use serde_json::Value as Json;

/// The most changes in one batch.
pub const MAX_CHANGES: usize = 20_000;
/// The longest state of one subject, in bytes of JSON.
pub const MAX_STATE_BYTES: usize = 8 * 1024 * 1024;

/// Changes of one district by one actor at one instant.
#[derive(Debug, Clone)]
pub struct Batch {
    /// The tenant.
    pub district: DistrictId,
    /// The instant. The journal's time never runs back: an instant before the district's
    /// last entry is raised to it.
    pub at: Timestamp,
    /// Who: a person's or token's id, or `system`.
    pub actor: String,
    /// What changes; each becomes a journal entry, in this order.
    pub changes: Vec<Change>,
    /// Subjects that must still be at this sequence, though they do not change (0 = must not exist).
    pub expects: Vec<(Subject, i64)>,
    /// Rows that are no journalled facts: sessions, secrets, files, jobs.
    pub writes: Vec<Write>,
    /// When given, a repeated request gets the stored answer instead of being carried out twice.
    pub idempotency: Option<Idempotency>,
}

impl Batch {
    /// An empty batch to be filled.
    pub fn new(district: DistrictId, at: Timestamp, actor: impl Into<String>) -> Self {
        Self {
            district,
            at,
            actor: actor.into(),
            changes: Vec::new(),
            expects: Vec::new(),
            writes: Vec::new(),
            idempotency: None,
        }
    }
}

/// One subject's change: becomes one journal entry and the subject's new state.
#[derive(Debug, Clone)]
pub struct Change {
    /// What changes.
    pub subject: Subject,
    /// The sequence the caller had read; 0 for a new subject.
    pub expected_seq: i64,
    /// What was done, a stable code such as `record.claim`.
    pub action: String,
    /// Why, in the actor's words.
    pub reason: Option<String>,
    /// The changed top-level fields before.
    pub before: Fields,
    /// The same fields after; `null` removes.
    pub after: Fields,
    /// The whole state after, a JSON object without top-level nulls.
    pub state: Json,
}

impl Change {
    /// The change from one state to the next: only the top-level fields that differ are kept.
    ///
    /// Both must serialise to JSON objects; a change whose `after` does not has a `null`
    /// state and is refused by [`crate::Store::commit`] as invalid.
    pub fn between<T: Serialize>(
        subject: Subject,
        expected_seq: i64,
        action: impl Into<String>,
        reason: Option<String>,
        before: Option<&T>,
        after: &T,
    ) -> Self {
        let old = before.and_then(fields).unwrap_or_default();
        let new = fields(after);
        let nothing = Fields::new();
        let (before, patch) = journal::changed_fields(&old, new.as_ref().unwrap_or(&nothing));
        Self {
            subject,
            expected_seq,
            action: action.into(),
            reason,
            before,
            after: patch,
            state: new.map_or(Json::Null, Json::Object),
        }
    }
}

fn fields<T: Serialize>(state: &T) -> Option<Fields> {
    match serde_json::to_value(state) {
        Ok(Json::Object(mut fields)) => {
            fields.retain(|_, value| !value.is_null());
            Some(fields)
        }
        _ => None,
    }
}

/// The key by which a client names a request that it may send twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// The client's key, unique per actor.
    pub key: String,
    /// A digest of the request, so that a key cannot be reused for another.
    pub request_hash: String,
    /// The status to answer a repetition with.
    pub status: i64,
    /// The answer to a repetition.
    pub response: String,
}

/// What was written. Durable when the caller gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The new sequence of every changed subject, in the order of the changes.
    pub seqs: Vec<(Subject, i64)>,
    /// The district's last journal position after the batch.
    pub pos: i64,
}
