//! Periods of statistics: day, week, 旬, month, Jan–Feb, quarter, half, year, five years.

use jiff::{
    ToSpan,
    civil::{Date, ISOWeekDate, Weekday},
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// A stretch of days with a name; in files and the store it is its code (2026-Q2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Period {
    /// One day.
    Day(Date),
    /// ISO week, Monday to Sunday.
    Week {
        /// ISO year.
        year: i16,
        /// 1..=53.
        week: i8,
    },
    /// A third of a month: 上旬 (1–10), 中旬 (11–20), 下旬 (21 to the end).
    Xun {
        /// Year.
        year: i16,
        /// 1..=12.
        month: i8,
        /// 1 上, 2 中, 3 下.
        part: i8,
    },
    /// One month.
    Month {
        /// Year.
        year: i16,
        /// 1..=12.
        month: i8,
    },
    /// January and February together, as statistics publish them.
    JanFeb(i16),
    /// A quarter.
    Quarter {
        /// Year.
        year: i16,
        /// 1..=4.
        quarter: i8,
    },
    /// 上半年, 下半年.
    Half {
        /// Year.
        year: i16,
        /// 1 or 2.
        half: i8,
    },
    /// One year.
    Year(i16),
    /// Five years of a plan, by the first (2026 for 2026–2030).
    FiveYears(i16),
}

/// A text that names no period.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("无法识别的时期：“{0}”。")]
pub struct PeriodError(pub String);

impl PeriodError {
    /// The stable code of the error.
    pub fn code(&self) -> &'static str {
        "period.unreadable"
    }
}

impl Period {
    /// First day; `None` where the parts name no day (month 13).
    pub fn first_day(self) -> Option<Date> {
        let date = |y, m, d| Date::new(y, m, d).ok();
        match self {
            Self::Day(day) => Some(day),
            Self::Week { year, week } => ISOWeekDate::new(year, week, Weekday::Monday)
                .ok()
                .map(|w| w.date()),
            Self::Xun { year, month, part } if (1..=3).contains(&part) => {
                date(year, month, (part - 1) * 10 + 1)
            }
            Self::Xun { .. } => None,
            Self::Month { year, month } => date(year, month, 1),
            Self::JanFeb(year) | Self::Year(year) | Self::FiveYears(year) => date(year, 1, 1),
            Self::Quarter { year, quarter } if (1..=4).contains(&quarter) => {
                date(year, quarter * 3 - 2, 1)
            }
            Self::Half { year, half } if (1..=2).contains(&half) => date(year, half * 6 - 5, 1),
            Self::Quarter { .. } | Self::Half { .. } => None,
        }
    }

    /// Last day, included; `None` as for [`Period::first_day`].
    pub fn last_day(self) -> Option<Date> {
        let first = self.first_day()?;
        let month_end = |months: i64| {
            first
                .checked_add((months - 1).months())
                .ok()
                .map(|d| d.last_of_month())
        };
        match self {
            Self::Day(day) => Some(day),
            Self::Week { .. } => first.checked_add(6.days()).ok(),
            Self::Xun { part: 3, .. } => Some(first.last_of_month()),
            Self::Xun { .. } => first.checked_add(9.days()).ok(),
            Self::Month { .. } => month_end(1),
            Self::JanFeb(_) => month_end(2),
            Self::Quarter { .. } => month_end(3),
            Self::Half { .. } => month_end(6),
            Self::Year(_) => month_end(12),
            Self::FiveYears(_) => month_end(60),
        }
    }

    /// True when the day lies in the period.
    pub fn contains(self, day: Date) -> bool {
        self.first_day()
            .zip(self.last_day())
            .is_some_and(|(a, b)| a <= day && day <= b)
    }

    /// True when all of `other` lies in the period.
    pub fn includes(self, other: Self) -> bool {
        other.first_day().is_some_and(|d| self.contains(d))
            && other.last_day().is_some_and(|d| self.contains(d))
    }

    /// 2026年4月上旬, 2026年1—2月, 2026年第二季度, 2026年上半年, 2026—2030年.
    pub fn to_chinese(self) -> String {
        let digit = |n: i8| {
            ["零", "一", "二", "三", "四"]
                .get(n as usize)
                .copied()
                .unwrap_or("")
        };
        match self {
            Self::Day(d) => format!("{}年{}月{}日", d.year(), d.month(), d.day()),
            Self::Week { year, week } => format!("{year}年第{week}周"),
            Self::Xun { year, month, part } => format!(
                "{year}年{month}月{}旬",
                ["", "上", "中", "下"]
                    .get(part as usize)
                    .copied()
                    .unwrap_or("")
            ),
            Self::Month { year, month } => format!("{year}年{month}月"),
            Self::JanFeb(year) => format!("{year}年1—2月"),
            Self::Quarter { year, quarter } => format!("{year}年第{}季度", digit(quarter)),
            Self::Half { year, half } => {
                format!("{year}年{}半年", if half == 1 { "上" } else { "下" })
            }
            Self::Year(year) => format!("{year}年"),
            Self::FiveYears(year) => format!("{year}—{}年", year.saturating_add(4)),
        }
    }
}

/// The code: 2026-04-13, 2026-W16, 2026-04-X1, 2026-04, 2026-01/02, 2026-Q2, 2026-H1, 2026, 2026-2030.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(d) => write!(f, "{:04}-{:02}-{:02}", d.year(), d.month(), d.day()),
            Self::Week { year, week } => write!(f, "{year:04}-W{week:02}"),
            Self::Xun { year, month, part } => write!(f, "{year:04}-{month:02}-X{part}"),
            Self::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Self::JanFeb(year) => write!(f, "{year:04}-01/02"),
            Self::Quarter { year, quarter } => write!(f, "{year:04}-Q{quarter}"),
            Self::Half { year, half } => write!(f, "{year:04}-H{half}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::FiveYears(year) => write!(f, "{year:04}-{:04}", year.saturating_add(4)),
        }
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = PeriodError;

    fn try_from(code: String) -> Result<Self, PeriodError> {
        code.parse()
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(code: &str) -> Result<Self, PeriodError> {
        let period = read(code).filter(|p| p.first_day().is_some() && p.to_string() == code);
        period.ok_or_else(|| PeriodError(code.chars().take(40).collect()))
    }
}

fn read(code: &str) -> Option<Period> {
    let year: i16 = code.get(..4)?.parse().ok()?;
    let rest = code.get(4..)?;
    if rest.is_empty() {
        return Some(Period::Year(year));
    }
    let rest = rest.strip_prefix('-')?;
    if rest == "01/02" {
        return Some(Period::JanFeb(year));
    }
    let small = |s: &str| s.parse::<i8>().ok();
    if let Some(week) = rest.strip_prefix('W') {
        return Some(Period::Week {
            year,
            week: small(week)?,
        });
    }
    if let Some(quarter) = rest.strip_prefix('Q') {
        return Some(Period::Quarter {
            year,
            quarter: small(quarter)?,
        });
    }
    if let Some(half) = rest.strip_prefix('H') {
        return Some(Period::Half {
            year,
            half: small(half)?,
        });
    }
    match rest.split_once('-') {
        None if rest.len() == 4 => Some(Period::FiveYears(year)),
        None => Some(Period::Month {
            year,
            month: small(rest)?,
        }),
        Some((month, part)) if part.starts_with('X') => Some(Period::Xun {
            year,
            month: small(month)?,
            part: small(part.get(1..)?)?,
        }),
        Some((month, day)) => Date::new(year, small(month)?, small(day)?)
            .ok()
            .map(Period::Day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn p(code: &str) -> Period {
        code.parse().unwrap()
    }

    #[test]
    fn ends_of_periods() {
        let ends = |code: &str| {
            (
                p(code).first_day().unwrap().to_string(),
                p(code).last_day().unwrap().to_string(),
            )
        };
        assert_eq!(
            ends("2024-01/02"),
            ("2024-01-01".into(), "2024-02-29".into())
        );
        assert_eq!(
            ends("2026-02-X3"),
            ("2026-02-21".into(), "2026-02-28".into())
        );
        assert_eq!(ends("2026-Q2"), ("2026-04-01".into(), "2026-06-30".into()));
        assert_eq!(
            ends("2026-2030"),
            ("2026-01-01".into(), "2030-12-31".into())
        );
        assert_eq!(ends("2026-W01"), ("2025-12-29".into(), "2026-01-04".into()));
        assert_eq!(p("2026-H2").to_chinese(), "2026年下半年");
        for wrong in [
            "2026-13",
            "2026-Q5",
            "2026-W60",
            "26",
            "2026-2031",
            "2026-04-X4",
            "",
        ] {
            assert_eq!(
                wrong.parse::<Period>().unwrap_err().code(),
                "period.unreadable"
            );
        }
    }

    #[test]
    fn containment() {
        assert!(p("2026").includes(p("2026-Q3")));
        assert!(p("2026-2030").includes(p("2030-H2")));
        assert!(!p("2026-03").includes(p("2026-W14")));
    }

    fn any_period() -> impl Strategy<Value = Period> {
        let year = 1990i16..2100;
        prop_oneof![
            (year.clone(), 1i8..=12, 1i8..=28)
                .prop_map(|(y, m, d)| Period::Day(Date::constant(y, m, d))),
            (year.clone(), 1i8..=52).prop_map(|(year, week)| Period::Week { year, week }),
            (year.clone(), 1i8..=12, 1i8..=3).prop_map(|(year, month, part)| Period::Xun {
                year,
                month,
                part
            }),
            (year.clone(), 1i8..=12).prop_map(|(year, month)| Period::Month { year, month }),
            year.clone().prop_map(Period::JanFeb),
            (year.clone(), 1i8..=4).prop_map(|(year, quarter)| Period::Quarter { year, quarter }),
            (year.clone(), 1i8..=2).prop_map(|(year, half)| Period::Half { year, half }),
            year.clone().prop_map(Period::Year),
            year.prop_map(Period::FiveYears),
        ]
    }

    proptest! {
        #[test]
        fn codes_read_back(period in any_period()) {
            prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
            prop_assert!(period.first_day() <= period.last_day());
            prop_assert!(period.includes(period));
        }

        #[test]
        fn any_text_reads_or_fails(s in "\\PC{0,20}") {
            let _ = s.parse::<Period>();
        }
    }
}
