//! A past moment: everything as it was known then.

use crate::{App, AppError, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::fmt;

/// The end of a civil day, or an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// The end of this day.
    Day(Date),
    /// This instant.
    Instant(Timestamp),
}

impl AsOf {
    /// `2026-06-30`, or an instant such as `2026-06-30T10:00:00+08:00`, which without an offset is
    /// the district's own time. None is any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let day = calendar::parse_date(text).ok().map(Self::Day);
        let instant = || calendar::parse_instant(text).ok().map(Self::Instant);
        day.or_else(instant)
    }

    /// The day it lies in.
    pub fn day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Instant(at) => calendar::civil_date(at),
        }
    }

    /// The last instant that is known.
    pub(crate) fn until(self) -> Result<Timestamp> {
        match self {
            Self::Day(day) => crate::district::day_end(day),
            Self::Instant(at) => Ok(at),
        }
    }

    /// The past moment asked for; none is now. Errors: `as_of.future`.
    pub fn past(asked: Option<Self>, app: &App) -> Result<Option<Self>> {
        let ahead = match asked {
            None => false,
            Some(Self::Day(day)) => day > app.today(),
            Some(Self::Instant(at)) => at > app.now(),
        };
        if ahead {
            return Err(AppError::field(
                "as_of",
                "as_of.future",
                "所选时间尚未到来，请选择今天或以前",
                "That moment is still to come; choose today or before",
            ));
        }
        Ok(asked.filter(|asked| *asked != Self::Day(app.today())))
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Instant(at) => f.write_str(&calendar::format_instant(*at)),
        }
    }
}

impl Serialize for AsOf {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_never_dropped() {
        let at = |text: &str| AsOf::parse(text).map(|read| read.to_string());
        assert_eq!(at("2026-06-30").as_deref(), Some("2026-06-30"));
        for same in [
            "2026-06-30T10:00:00",
            "2026-06-30T10:00:00+08:00",
            "2026-06-30T02:00:00Z",
        ] {
            assert_eq!(at(same).as_deref(), Some("2026-06-30T10:00:00+08:00"));
        }
        assert_eq!(at("2026-06-31"), None);
        assert_eq!(at("gestern"), None);
    }
}
