//! The path a task is expected to take from its start to its deadline.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How much is expected when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// Evenly by calendar day from start to deadline, both included.
    #[default]
    LinearDays,
    /// Cumulative amounts at the ends of months, in the target's unit.
    Months(Vec<MonthPoint>),
    /// Points to be reached, each worth a share.
    Milestones(Vec<MilestonePoint>),
}

/// What is to be reached by the end of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthPoint {
    /// Calendar year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Total to be reached since the start, in the target's unit.
    pub cumulative: Decimal,
}

/// A point to be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestonePoint {
    /// What is reached.
    pub title: String,
    /// The last day on which it is in time.
    pub due: Date,
    /// Its share of the whole, in percent.
    pub share_percent: Decimal,
}
