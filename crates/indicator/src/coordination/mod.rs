//! The weekly coordination (周调度): items that arise from numbers and close by numbers.
//!
//! An item has one owner, an action and a day. It closes because the number changed, or because a miss is
//! explained and somebody else takes the explanation: there is no tick.

mod agenda;
mod change;
mod review;

pub use agenda::{Agenda, agenda};
pub use change::{
    Act, CloseByMiss, CloseByNumber, Promise, Raise, act, close_by_miss, close_by_number, promise,
    raise,
};
pub use review::{Review, ReviewLine, review};

use crate::coded;
use crate::definition::Code;
use crate::{Better, Party};
use figure::{Decimal, Period};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

coded! {
    /// Whose number it is.
    Origin {
        /// A series.
        Indicator => "indicator", "指标";
        /// A project or a sum of projects.
        Project => "project", "项目";
        /// A commitment.
        Commitment => "commitment", "任务";
    }
}

/// The number an item arose from, and the one wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Where from.
    pub origin: Origin,
    /// Code or id there.
    pub code: Code,
    /// Place.
    pub place: String,
    /// Period it was read for.
    pub period: Period,
    /// What it was.
    pub found: Decimal,
    /// What it should be.
    pub wanted: Decimal,
    /// Unit of both.
    pub unit: String,
    /// Which side is better; never neither.
    pub better: Better,
}

impl Gap {
    /// Whether a number is what is wanted, or better.
    pub fn met_by(&self, value: Decimal) -> bool {
        match self.better {
            Better::Lower => value <= self.wanted,
            Better::Higher | Better::Neither => value >= self.wanted,
        }
    }
}

/// What the owner will do, by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Unit that owes it.
    pub unit: String,
    /// The one person.
    pub owner: String,
    /// What will be done.
    pub words: String,
    /// Last day.
    pub due: Date,
    /// The day it was agreed.
    pub on: Date,
}

/// A number promised for a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promised {
    /// The number.
    pub value: Decimal,
    /// The day it is promised for.
    pub due: Date,
    /// The day it was promised.
    pub on: Date,
    /// By whom.
    pub by: Party,
}

/// How an item ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum Ending {
    /// The number changed.
    Number {
        /// What it is now.
        value: Decimal,
        /// The period it was read for.
        period: Period,
        /// The day.
        on: Date,
    },
    /// It did not, and this is why.
    Miss {
        /// What it is.
        value: Decimal,
        /// Why it was missed.
        why: String,
        /// What is learned.
        learned: String,
        /// Who took the explanation.
        party: Party,
        /// The day.
        on: Date,
    },
}

impl Ending {
    /// The day.
    pub fn on(&self) -> Date {
        match self {
            Self::Number { on, .. } | Self::Miss { on, .. } => *on,
        }
    }

    /// The number at the end.
    pub fn value(&self) -> Decimal {
        match self {
            Self::Number { value, .. } | Self::Miss { value, .. } => *value,
        }
    }
}

/// An item. A subject of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Identifier.
    pub id: String,
    /// The number it arose from.
    pub gap: Gap,
    /// The day it arose.
    pub raised_on: Date,
    /// Who raised it; none where it arose by itself.
    pub raised_by: Option<Party>,
    /// What is to be done; the latest counts.
    pub actions: Vec<Action>,
    /// What was promised, the latest last.
    pub promised: Vec<Promised>,
    /// How it ended.
    pub ending: Option<Ending>,
}

impl Item {
    /// What is to be done now.
    pub fn action(&self) -> Option<&Action> {
        self.actions.last()
    }

    /// Whether it is open at the end of a day.
    pub fn open_on(&self, day: Date) -> bool {
        self.raised_on <= day && self.ending.as_ref().is_none_or(|e| day < e.on())
    }
}
