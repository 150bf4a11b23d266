//! One civil day: whether it is worked, and why.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Why a day is worked or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "name")]
pub enum DayKind {
    /// Monday to Friday, nothing else said.
    Workday,
    /// Saturday or Sunday, nothing else said.
    Weekend,
    /// Off by a notice, with the holiday's name.
    Holiday(String),
    /// A weekend day worked in exchange for a holiday, with the holiday's name.
    MakeupWorkday(String),
    /// Stopped by a local order for the whole day, with its reason.
    Stop(String),
    /// A working day stopped in the morning, with the reason.
    StopMorning(String),
    /// A working day stopped in the afternoon, with the reason.
    StopAfternoon(String),
}

impl DayKind {
    /// Whether the day counts as a working day; one stopped for half of it still does.
    pub fn works(&self) -> bool {
        match self {
            Self::Workday
            | Self::MakeupWorkday(_)
            | Self::StopMorning(_)
            | Self::StopAfternoon(_) => true,
            Self::Weekend | Self::Holiday(_) | Self::Stop(_) => false,
        }
    }
}

/// A civil day with its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// What it is.
    pub kind: DayKind,
    /// Whether a national notice covers its year; if not, weekdays alone decided.
    pub noticed: bool,
}
