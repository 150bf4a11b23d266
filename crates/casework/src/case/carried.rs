//! A case that another one is handled for.

use serde::{Deserialize, Serialize};

/// Another case of the same incident leads; what is done to that one is done to this one as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The incident both belong to.
    pub cluster: String,
    /// How many acts of the leading case were followed or passed over.
    pub done: u32,
    /// It could not follow and goes on by itself: why, by the code of the refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stuck: Option<String>,
}
