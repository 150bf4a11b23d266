//! Units that work together on a case.

use super::Who;
use calendar::{DutyHours, Limit};
use jiff::Timestamp;
use org::UnitCode;
use org::coded_enum;
use serde::{Deserialize, Serialize};

/// What the due instant of a part or a call follows from, so that a changed notice can move it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubClock {
    /// How long the unit has.
    pub limit: Limit,
    /// The unit's duty hours as they were when it was asked.
    pub duty: DutyHours,
}

/// A unit that helps, with a clock of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoHandling {
    /// Identifier.
    pub id: String,
    /// The unit.
    pub unit: UnitCode,
    /// Who asked.
    pub asked_by: Who,
    /// When.
    pub asked_at: Timestamp,
    /// When its part is due.
    pub due: Timestamp,
    /// What that follows from; none in cases of the first releases, whose parts keep their instant.
    #[serde(default)]
    pub counted: Option<SubClock>,
    /// What it is to do.
    pub task: String,
    /// What it did; or taken back by the asker.
    pub done: Option<Done>,
}

/// The end of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Who,
    /// What was done, or why it is not needed any more.
    pub result: String,
    /// Taken back by the asker, not done.
    pub withdrawn: bool,
}

/// A whistle (吹哨): the named units must come by a clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whistle {
    /// Identifier.
    pub id: String,
    /// The unit that whistled.
    pub by_unit: UnitCode,
    /// Who did it.
    pub by: Who,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
    /// The units called.
    pub called: Vec<Called>,
}

/// A unit called by a whistle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// The unit.
    pub unit: UnitCode,
    /// When it has to be there.
    pub due: Timestamp,
    /// What that follows from; none in cases of the first releases, whose calls keep their instant.
    #[serde(default)]
    pub counted: Option<SubClock>,
    /// When it came.
    pub arrived: Option<Timestamp>,
    /// Who came.
    pub arrived_by: Option<Who>,
    /// Was the whistle needed? Said by the called unit.
    pub needed: Option<WhistleVerdict>,
    /// How did it respond? Said by the unit that whistled.
    pub response: Option<Response>,
}

/// What a called unit says of the whistle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhistleVerdict {
    /// Whether it was needed.
    pub needed: bool,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: Who,
    /// When.
    pub at: Timestamp,
}

coded_enum! {
    /// How a called unit responded.
    Response {
        /// Came and helped.
        Good => "good",
        /// Came, helped in part.
        Fair => "fair",
        /// Did not come, or did not help.
        Poor => "poor",
    }
}
