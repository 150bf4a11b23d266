//! What figures of cases are asked by.

use crate::StoreError;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::Offset;

/// The longest period, in days.
pub const MAX_DAYS: i32 = 3_660;

/// Which day a case is counted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The day it was reported: what became of those cases (cohort).
    Reported,
    /// The day the step was due: what was owed then (flow).
    Due,
}

impl Basis {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Due => "due",
        }
    }
}

/// What figures are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountBy {
    /// All together; the key is empty.
    All,
    /// The handling unit; the owner while there is none.
    Unit,
    /// Subdistrict.
    Subdistrict,
    /// Community.
    Community,
    /// Matter.
    Matter,
}

/// Figures of a period, both days included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountAsk {
    /// Which day counts.
    pub basis: Basis,
    /// By what.
    pub by: CountBy,
    /// Of these types; of all when empty.
    pub types: Vec<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl CountBy {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unit => "unit",
            Self::Subdistrict => "subdistrict",
            Self::Community => "community",
            Self::Matter => "matter",
        }
    }
}

/// Whole months, and the days around them.
pub(super) fn periods(from: Date, to: Date) -> Result<Vec<String>, StoreError> {
    if to < from {
        return Ok(Vec::new());
    }
    check(from, to)?;
    let mut periods = Vec::new();
    let mut day = from;
    while day <= to {
        let last = day.last_of_month();
        let step = if day.day() == 1 && last <= to {
            periods.push(day.to_string()[..7].to_owned());
            last
        } else {
            periods.push(day.to_string());
            day
        };
        day = next(step)?;
    }
    Ok(periods)
}

pub(super) fn check(from: Date, to: Date) -> Result<(), StoreError> {
    if (to - from).get_days() > MAX_DAYS {
        return Err(StoreError::Limit(format!("一次最多统计 {MAX_DAYS} 天")));
    }
    Ok(())
}

pub(super) fn next(day: Date) -> Result<Date, StoreError> {
    day.checked_add(1.day())
        .map_err(|error| StoreError::Limit(error.to_string()))
}

/// The first instant of a civil day, ms UTC.
pub(crate) fn start(day: Date) -> Result<i64, StoreError> {
    let offset = Offset::constant(crate::projection::case::OFFSET_HOURS);
    let at = offset.to_timestamp(day.to_datetime(jiff::civil::Time::midnight()));
    at.map(|at| at.as_millisecond())
        .map_err(|error| StoreError::Limit(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_is_whole_months_and_days_around_them() {
        let of = |from, to| periods(from, to).unwrap();
        assert_eq!(
            of(date(2026, 1, 30), date(2026, 4, 2)),
            [
                "2026-01-30",
                "2026-01-31",
                "2026-02",
                "2026-03",
                "2026-04-01",
                "2026-04-02"
            ]
        );
        assert_eq!(of(date(2026, 1, 1), date(2026, 12, 31)).len(), 12);
        assert!(of(date(2026, 2, 1), date(2026, 1, 1)).is_empty());
        assert!(periods(date(2000, 1, 1), date(2026, 1, 1)).is_err());
    }
}
