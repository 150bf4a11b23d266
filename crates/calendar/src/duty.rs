//! Duty hours: when in the week a unit is at work (办公时间), for working hours and closing.

use crate::error::{CalendarError, DutyProblem};
use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

/// Most intervals in one day.
const INTERVALS_MAX: usize = 8;
const DAY_MINUTES: u16 = 24 * 60;

/// A stretch of duty inside one day, in minutes since midnight, the end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    pub(crate) from_minute: u16,
    pub(crate) to_minute: u16,
}

impl Interval {
    /// From `from_minute` to `to_minute` since midnight, at most 1,440.
    ///
    /// # Errors
    /// [`CalendarError::Duty`] when it does not end after it starts and by 24:00.
    pub fn new(from_minute: u16, to_minute: u16) -> Result<Self, CalendarError> {
        let interval = Self {
            from_minute,
            to_minute,
        };
        if from_minute < to_minute && to_minute <= DAY_MINUTES {
            return Ok(interval);
        }
        Err(CalendarError::Duty(DutyProblem::Order(
            interval.to_string(),
        )))
    }
}

/// The weekly pattern of a unit; read and written like
/// `mon-fri 09:00-12:00,13:00-17:00; sat 09:00-12:00`, also by serde.
///
/// Holidays and stopped days have no duty whatever the pattern says. A make-up workday has
/// the duty of a weekday: Monday's, or of the first day after it that has any.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DutyHours {
    /// Monday first.
    week: [Vec<Interval>; 7],
}

impl Default for DutyHours {
    /// Monday to Friday 09:00–12:00 and 13:00–17:00.
    fn default() -> Self {
        let day = [(9, 12), (13, 17)];
        let day = day
            .map(|(from, to)| Interval {
                from_minute: from * 60,
                to_minute: to * 60,
            })
            .to_vec();
        Self {
            week: std::array::from_fn(|weekday| if weekday < 5 { day.clone() } else { Vec::new() }),
        }
    }
}

impl DutyHours {
    /// A pattern from the intervals of each day, Monday first.
    ///
    /// # Errors
    /// [`CalendarError::Duty`] when a day's intervals overlap, are out of order or more
    /// than 8, or when there is no duty from Monday to Friday.
    pub fn new(week: [Vec<Interval>; 7]) -> Result<Self, CalendarError> {
        for day in &week {
            if day.len() > INTERVALS_MAX {
                return Err(CalendarError::Duty(DutyProblem::TooManyIntervals));
            }
            if day
                .windows(2)
                .any(|pair| pair[1].from_minute < pair[0].to_minute)
            {
                return Err(CalendarError::Duty(DutyProblem::Overlap));
            }
        }
        if week[..5].iter().all(Vec::is_empty) {
            return Err(CalendarError::Duty(DutyProblem::Empty));
        }
        Ok(Self { week })
    }

    /// Duty on a plain day of the week, in order.
    pub fn on(&self, weekday: Weekday) -> &[Interval] {
        &self.week[weekday.to_monday_zero_offset() as usize]
    }

    /// Duty on a make-up workday.
    pub fn on_makeup_day(&self) -> &[Interval] {
        self.week[..5]
            .iter()
            .find(|day| !day.is_empty())
            .map_or(&[], Vec::as_slice)
    }

    pub(crate) fn week(&self) -> &[Vec<Interval>; 7] {
        &self.week
    }
}
