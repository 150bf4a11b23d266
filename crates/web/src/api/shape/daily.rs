//! The daily board.

use super::{Day, Exact};
use serde::Serialize;
use utoipa::ToSchema;

/// The board of a day.
#[derive(Serialize, ToSchema)]
pub struct DailyBoard {
    /// The day, as known at its end.
    pub on: Day,
    /// Arrivals from this day on.
    pub since: Day,
    /// The newest first; at most 200.
    pub arrived: Vec<ArrivedValue>,
    /// How many arrived.
    pub arrived_total: u64,
    /// Beyond the usual range; at most 200.
    pub moved: Vec<MovedValue>,
    /// How many moved.
    pub moved_total: u64,
    /// The longest overdue first; at most 200.
    pub stale: Vec<OverdueValue>,
    /// How many are stale.
    pub stale_total: u64,
    /// Series looked at.
    pub series: u64,
}

/// A value that came in.
#[derive(Serialize, ToSchema)]
pub struct ArrivedValue {
    /// Code of the indicator.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Period in words.
    pub period_zh: String,
    /// What a value covers.
    pub flow: String,
    /// None where so few firms stand behind it that it may not be shown.
    pub value: Option<Exact>,
    /// Unit symbol.
    pub unit: String,
    /// Growth over the year before; none where it cannot be said.
    pub growth: Option<Exact>,
    /// Its unit.
    pub growth_unit: String,
    /// How final.
    pub stage: String,
    /// Which confirmed value of its period it is, from 1.
    pub revision: u32,
    /// The first value, where it was another.
    pub revised_from: Option<Exact>,
    /// The day it counts from.
    pub known_on: Day,
    /// Short name of the unit that sent it; empty for derived values.
    pub sender: String,
    /// Where it stands written.
    pub document: String,
}

/// A value beyond its usual range.
#[derive(Serialize, ToSchema)]
pub struct MovedValue {
    /// Code of the indicator.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Period in words.
    pub period_zh: String,
    /// Short name of the unit it comes from.
    pub source: String,
    /// What was looked at: the value of a day, the yearly change in percent of longer periods.
    pub value: Exact,
    /// Its unit.
    pub unit: String,
    /// Lower end of the usual range.
    pub low: Exact,
    /// Upper end.
    pub high: Exact,
    /// How many values the range was made from.
    pub alike: u32,
    /// In Chinese, with what they have in common.
    pub why_zh: String,
    /// What a reader has to know of the day.
    pub caveats: Vec<DayCaveat>,
    /// Whether the value is among what arrived.
    pub new: bool,
}

/// A series that waits for a value past its release.
#[derive(Serialize, ToSchema)]
pub struct OverdueValue {
    /// Code of the indicator.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How often.
    pub cadence: String,
    /// Short name of the unit it comes from.
    pub source: String,
    /// The period that is missing, in words.
    pub period_zh: String,
    /// The last period that has a value, in words.
    pub last_zh: String,
    /// The day it was expected.
    pub due: Day,
    /// Days since.
    pub days: i64,
}

/// What has to be known of a day before its number is set against others.
#[derive(Serialize, ToSchema)]
pub struct DayCaveat {
    /// `holiday`, `makeup_workday`, `stop`, `beside_holiday`, `not_noticed`, `temperature_unknown`.
    pub code: String,
    /// The holiday, or the reason.
    pub name: Option<String>,
}
