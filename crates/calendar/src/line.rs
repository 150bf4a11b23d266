//! The explanation of a due instant: each day and why it counts or not.

use crate::day::DayKind;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a day added to the count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// Nothing.
    None,
    /// One day: its running number, extensions included, from 1.
    Day(u32),
    /// Seconds of a limit in hours or working hours.
    Seconds {
        /// Second of the day from which the clock runs, 0 at midnight.
        from: u32,
        /// How many seconds ran that day.
        counted: u32,
    },
}

/// Why a day counts or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why", content = "what")]
pub enum Why {
    /// The first day is excluded (Civil Code art. 201).
    FirstDay,
    /// Judged as the kind of day it is: a working-day or working-hour limit.
    Day(DayKind),
    /// Every calendar day counts, whatever kind it is.
    CalendarDay(DayKind),
    /// Plain hours count day and night.
    Continuous,
    /// A day with duty, none of it left after the moment the limit starts from.
    AfterDuty,
    /// The unit has no duty on this working day of the week.
    NoDuty,
    /// The clock stood still, with the reason.
    Paused(String),
    /// An extension begins to count after this day, with its limit and reason.
    Extended(String),
    /// The last day falls on this day off, so the end moves on (Civil Code art. 203).
    RolledPast(DayKind),
    /// The end moved to this working day.
    RolledTo(DayKind),
}

/// One line of the explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The civil day.
    pub date: Date,
    /// 0 for the limit itself, 1 for its first extension, and so on.
    pub step: u16,
    /// What the day added.
    pub count: Count,
    /// Why.
    #[serde(flatten)]
    pub why: Why,
    /// The day's year has no national notice yet (or is before the first): weekdays decided.
    pub unnoticed: bool,
}
