//! What surrounds a command: time and actor, handed in.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Who does something, and for which unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Party {
    /// Account of the person.
    pub person: String,
    /// Code of the unit acted for.
    pub unit: String,
}

/// Time and actor of one command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The instant.
    pub now: Timestamp,
    /// The same instant's day in the district's civil time.
    pub today: Date,
    /// Who acts.
    pub actor: Party,
}
