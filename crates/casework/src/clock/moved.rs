//! What a changed notice does to running clocks, listed before it is applied.

use super::reckon::{reckon, sub_reckon};
use crate::case::{Case, SubClock};
use crate::{ClockDue, Refusal};
use calendar::Calendar;
use jiff::Timestamp;
use org::UnitCode;
use serde::Serialize;

/// Which clock of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Moving {
    /// A clock of its type.
    Clock {
        /// The clock.
        key: String,
    },
    /// That of a unit that helps.
    CoHandling {
        /// The part.
        id: String,
        /// The unit.
        unit: UnitCode,
    },
    /// That of a unit called by a whistle.
    Whistle {
        /// The whistle.
        id: String,
        /// The unit.
        unit: UnitCode,
    },
}

/// A clock that another calendar would move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MovedClock {
    /// The case.
    pub case: String,
    /// Its number.
    pub number: String,
    /// The clock.
    pub clock: Moving,
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

/// The clocks of these cases that run and that the calendar would move, those of units that help
/// or were called and have not answered included; a clock that stands still has no due instant to
/// move, and an ended case has none. Errors: those of the calendar.
pub fn moved_by<'a>(
    cases: impl IntoIterator<Item = &'a Case>,
    calendar: &Calendar,
    now: Timestamp,
) -> Result<Vec<MovedClock>, Refusal> {
    let mut moved = Vec::new();
    for case in cases.into_iter().filter(|case| !case.is_ended()) {
        for run in case.clocks.iter().filter(|run| run.is_running()) {
            let new = reckon(run, calendar, now)?;
            let same = run.due == Some(new.at)
                && run.beyond_notice == new.beyond_notice
                && run.notices == new.notices;
            if !same {
                let key = run.key.clone();
                moved.push(of(case, Moving::Clock { key }, run.due, new));
            }
        }
        for (clock, started, due, counted) in waiting(case) {
            let new = sub_reckon(counted, started, calendar)?;
            if new.at != due {
                moved.push(of(case, clock, Some(due), new));
            }
        }
    }
    Ok(moved)
}

type Waiting<'a> = (Moving, Timestamp, Timestamp, &'a SubClock);

/// The clocks of units that help or were called and have not answered.
fn waiting(case: &Case) -> impl Iterator<Item = Waiting<'_>> {
    let parts = case.co_handling.iter().filter(|part| part.done.is_none());
    let parts = parts.filter_map(|part| {
        let clock = Moving::CoHandling {
            id: part.id.clone(),
            unit: part.unit.clone(),
        };
        Some((clock, part.asked_at, part.due, part.counted.as_ref()?))
    });
    let called = case.whistles.iter().flat_map(|whistle| {
        let waiting = whistle.called.iter().filter(|it| it.arrived.is_none());
        waiting.filter_map(|it| {
            let clock = Moving::Whistle {
                id: whistle.id.clone(),
                unit: it.unit.clone(),
            };
            Some((clock, whistle.at, it.due, it.counted.as_ref()?))
        })
    });
    parts.chain(called)
}

fn of(case: &Case, clock: Moving, old: Option<Timestamp>, new: ClockDue) -> MovedClock {
    MovedClock {
        case: case.id.clone(),
        number: case.number.clone(),
        clock,
        old,
        new,
    }
}
