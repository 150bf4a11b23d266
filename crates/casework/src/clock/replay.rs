//! A run of a clock counted again by another limit, other hours or another calendar: what a changed rule
//! would have made of it.

use super::reckon::{reckon, sub_reckon};
use crate::case::{ClockRun, SubClock};
use crate::{ClockDue, Refusal};
use calendar::{Calendar, DutyHours, Limit};
use jiff::Timestamp;

/// By what a run is counted.
#[derive(Debug, Clone, Copy)]
pub struct Measure<'a> {
    /// The limit.
    pub limit: Limit,
    /// The hours that count.
    pub duty: &'a DutyHours,
    /// The days that are worked.
    pub calendar: &'a Calendar,
}

/// When a run ends by another measure, with its pauses and extensions as they were; its stages are left out,
/// because figures go by the end. `now` stands for the end of a pause that lasts. Errors: those of the
/// calendar.
pub fn replay(run: &ClockRun, by: Measure<'_>, now: Timestamp) -> Result<ClockDue, Refusal> {
    let other = ClockRun {
        limit: by.limit,
        duty: by.duty.clone(),
        stages: Vec::new(),
        ..run.clone()
    };
    reckon(&other, by.calendar, now)
}

/// When the clock of a unit that was asked at an instant to help or to come ends by another limit. Errors:
/// those of the calendar.
pub fn replay_asked(
    counted: &SubClock,
    asked: Timestamp,
    limit: Limit,
    calendar: &Calendar,
) -> Result<ClockDue, Refusal> {
    let other = SubClock {
        limit,
        duty: counted.duty.clone(),
    };
    sub_reckon(&other, asked, calendar)
}
