//! A limit: how long something may take, in the unit its rule uses (domain.md 2.10).

use crate::error::CalendarError;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

const LIMIT_TEXT_BYTES_MAX: usize = 16;

/// The unit a limit is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Plain hours, day and night (`h`).
    #[serde(rename = "h")]
    Hour,
    /// Hours inside the duty hours of a unit (`wh`, 工作时).
    #[serde(rename = "wh")]
    WorkingHour,
    /// Working days (`wd`, 工作日).
    #[serde(rename = "wd")]
    WorkingDay,
    /// Calendar days (`d`).
    #[serde(rename = "d")]
    Day,
    /// Calendar months (`mo`).
    #[serde(rename = "mo")]
    Month,
}

impl Unit {
    /// The unit as written after the number.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Hour => "h",
            Self::WorkingHour => "wh",
            Self::WorkingDay => "wd",
            Self::Day => "d",
            Self::Month => "mo",
        }
    }

    /// Largest count of the unit: about ten years each.
    pub const fn count_max(self) -> u32 {
        match self {
            Self::Hour => 87_600,
            Self::WorkingHour => 20_000,
            Self::WorkingDay => 2_500,
            Self::Day => 3_660,
            Self::Month => 120,
        }
    }

    /// Whether the end of such a limit rolls forward off non-working days by default
    /// (Civil Code art. 203: limits in days and months).
    pub const fn rolls(self) -> bool {
        matches!(self, Self::Day | Self::Month)
    }
}

/// A limit such as 5 working days; at least 1 and at most [`Unit::count_max`].
/// Written and read as `5wd`, also by serde.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Limit {
    count: u32,
    unit: Unit,
}

impl Limit {
    /// A limit of `count` units.
    ///
    /// # Errors
    /// [`CalendarError::LimitRange`] for zero or more than [`Unit::count_max`].
    pub fn new(count: u32, unit: Unit) -> Result<Self, CalendarError> {
        if (1..=unit.count_max()).contains(&count) {
            return Ok(Self { count, unit });
        }
        let text = format!("{count}{}", unit.suffix());
        Err(CalendarError::LimitRange {
            text,
            unit: unit.suffix(),
            max: unit.count_max(),
        })
    }

    /// How many units.
    pub const fn count(self) -> u32 {
        self.count
    }

    /// The unit.
    pub const fn unit(self) -> Unit {
        self.unit
    }
}

impl FromStr for Limit {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, CalendarError> {
        let text = text.trim();
        let wrong = || CalendarError::LimitSyntax(text.chars().take(20).collect());
        if text.len() > LIMIT_TEXT_BYTES_MAX {
            return Err(wrong());
        }
        let split = text.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?;
        let (digits, suffix) = text.split_at(split);
        let unit = match suffix {
            "h" => Unit::Hour,
            "wh" => Unit::WorkingHour,
            "wd" => Unit::WorkingDay,
            "d" => Unit::Day,
            "mo" => Unit::Month,
            _ => return Err(wrong()),
        };
        if digits.is_empty() {
            return Err(wrong());
        }
        let count = digits.parse::<u32>().unwrap_or(u32::MAX);
        Self::new(count, unit).map_err(|_| CalendarError::LimitRange {
            text: text.to_owned(),
            unit: unit.suffix(),
            max: unit.count_max(),
        })
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.count, self.unit.suffix())
    }
}

impl TryFrom<String> for Limit {
    type Error = CalendarError;

    fn try_from(text: String) -> Result<Self, CalendarError> {
        text.parse()
    }
}

impl From<Limit> for String {
    fn from(limit: Limit) -> Self {
        limit.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_every_unit() {
        for (text, count, unit) in [
            ("24h", 24, Unit::Hour),
            ("2wh", 2, Unit::WorkingHour),
            ("5wd", 5, Unit::WorkingDay),
            ("60d", 60, Unit::Day),
            ("3mo", 3, Unit::Month),
        ] {
            let limit: Limit = text.parse().unwrap();
            assert_eq!((limit.count(), limit.unit()), (count, unit));
            assert_eq!(limit.to_string(), text);
        }
    }

    #[test]
    fn refuses_the_rest() {
        for text in [
            "", "5", "wd", "-5wd", "5 wd", "5WD", "5w", "１d", "1.5d", "5wd5",
        ] {
            assert_eq!(
                text.parse::<Limit>().unwrap_err().code(),
                "calendar.limit.syntax",
                "{text}"
            );
        }
        for text in ["0d", "2501wd", "3661d", "121mo", "99999999999h"] {
            assert_eq!(
                text.parse::<Limit>().unwrap_err().code(),
                "calendar.limit.range",
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,20}") {
            if let Ok(limit) = text.parse::<Limit>() {
                prop_assert_eq!(limit.to_string().parse::<Limit>(), Ok(limit));
            }
        }
    }
}
