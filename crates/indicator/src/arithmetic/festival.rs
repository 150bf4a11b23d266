//! The Spring Festival moves between January and February, and with it a week of work.

use calendar::{Calendar, DayKind};
use figure::Period;
use jiff::civil::Date;
use serde::Serialize;

/// As the yearly notices name it.
const NAME: &str = "春节";
/// Longest period that is looked at: longer ones hold the festival of each year whole.
const DAYS_MAX: i64 = 31;

/// Days off for the Spring Festival in two periods that are set against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FestivalDays {
    /// In the later period.
    pub now: u32,
    /// In the earlier one.
    pub base: u32,
}

/// Days of the festival in both periods; periods longer than a month hold all of it in either and
/// differ by nothing. None where a January or February is not covered by a notice.
pub fn festival_days(period: Period, earlier: Period, calendar: &Calendar) -> Option<FestivalDays> {
    let even = FestivalDays { now: 0, base: 0 };
    if crate::cadence::days(period) > DAYS_MAX {
        return Some(even);
    }
    Some(FestivalDays {
        now: within(period, calendar)?,
        base: within(earlier, calendar)?,
    })
}

fn within(period: Period, calendar: &Calendar) -> Option<u32> {
    let (first, last) = (period.first_day()?, period.last_day()?);
    let mut count = 0;
    for day in first
        .series(jiff::Span::new().days(1))
        .take_while(|d| *d <= last)
    {
        count += u32::from(is_festival(day, calendar)?);
    }
    Some(count)
}

fn is_festival(day: Date, calendar: &Calendar) -> Option<bool> {
    if day.month() > 2 {
        return Some(false);
    }
    let day = calendar.day(day);
    match day.kind {
        _ if !day.noticed => None,
        DayKind::Holiday(name) => Some(name.contains(NAME)),
        _ => Some(false),
    }
}
