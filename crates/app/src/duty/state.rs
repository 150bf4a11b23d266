//! What the journal keeps.

use duty::{Entry, Matter};
use serde::{Deserialize, Serialize};

/// One matter with its versions and its entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MatterState {
    /// All versions, the oldest first.
    pub versions: Vec<Matter>,
    /// All entries, past and coming ones too.
    #[serde(default)]
    pub entries: Vec<Entry>,
    /// Somebody changed it here: the profile's folder no longer overrides it.
    #[serde(default)]
    pub edited: bool,
}

/// How often the list changed; moves with every change, so that a reader sees by one subject
/// whether what it holds is current, and two changes cannot pass each other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct HeadState {
    /// Changes so far.
    pub changes: u64,
}

/// The only subject of its kind.
pub(crate) const HEAD: &str = "head";
