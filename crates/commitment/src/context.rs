//! What surrounds a command: time and actor, handed in.

use crate::{Party, Refusal};
use jiff::Timestamp;
use jiff::civil::Date;

/// Time, actor and expectation of one command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The instant.
    pub now: Timestamp,
    /// The same instant's day in the district's civil time.
    pub today: Date,
    /// Who acts.
    pub actor: Party,
    /// Whether the actor acts for the district office, which may verify its own units' claims
    /// (never the same person's).
    pub office: bool,
    /// The version the actor saw, where the state has one; another refuses the command.
    pub expected_version: Option<u32>,
}

impl Context {
    /// Refuses when the actor looked at another version than `version`.
    pub(crate) fn check_version(&self, version: u32) -> Result<(), Refusal> {
        match self.expected_version {
            Some(seen) if seen != version => Err(Refusal::new("stale_version")
                .with("seen", seen)
                .with("current", version)),
            _ => Ok(()),
        }
    }
}
