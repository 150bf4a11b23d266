//! What a changed notice does to running clocks, listed before it is applied.

use super::reckon::reckon;
use crate::case::Case;
use crate::{ClockDue, Refusal};
use calendar::Calendar;
use jiff::Timestamp;
use serde::Serialize;

/// A clock that another calendar would move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MovedClock {
    /// The case.
    pub case: String,
    /// Its number.
    pub number: String,
    /// The clock.
    pub key: String,
    /// Due as the case has it.
    pub old: Option<Timestamp>,
    /// Due by the other calendar.
    pub new: ClockDue,
}

impl MovedClock {
    /// Whether the instant moves; otherwise only the notices or the certainty behind it.
    pub fn shifts(&self) -> bool {
        self.old != Some(self.new.at)
    }
}

/// The clocks of these cases that run and that the calendar would move; a clock that stands
/// still has no due instant to move. Errors: those of the calendar.
pub fn moved_by<'a>(
    cases: impl IntoIterator<Item = &'a Case>,
    calendar: &Calendar,
    now: Timestamp,
) -> Result<Vec<MovedClock>, Refusal> {
    let mut moved = Vec::new();
    for case in cases {
        for run in case.clocks.iter().filter(|run| run.is_running()) {
            let new = reckon(run, calendar, now)?;
            let same = run.due == Some(new.at)
                && run.beyond_notice == new.beyond_notice
                && run.notices == new.notices;
            if !same {
                moved.push(MovedClock {
                    case: case.id.clone(),
                    number: case.number.clone(),
                    key: run.key.clone(),
                    old: run.due,
                    new,
                });
            }
        }
    }
    Ok(moved)
}
