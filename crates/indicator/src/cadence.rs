//! How often a series is observed, and which periods are its neighbours.

use crate::coded;
use figure::Period;
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

coded! {
    /// How often a series is observed (domain 3.1).
    Cadence {
        /// Every day.
        Day => "day", "日";
        /// ISO weeks.
        Week => "week", "周";
        /// Thirds of a month.
        Xun => "xun", "旬";
        /// Months; January and February may come as one (domain 3.2).
        Month => "month", "月";
        /// Quarters.
        Quarter => "quarter", "季";
        /// Half years.
        Half => "half", "半年";
        /// Years.
        Year => "year", "年";
    }
}

impl Cadence {
    /// Whether a period is one of this cadence. Months admit the two-month January–February.
    pub fn holds(self, period: Period) -> bool {
        match period {
            Period::Day(_) => self == Self::Day,
            Period::Week { .. } => self == Self::Week,
            Period::Xun { .. } => self == Self::Xun,
            Period::Month { .. } | Period::JanFeb(_) => self == Self::Month,
            Period::Quarter { .. } => self == Self::Quarter,
            Period::Half { .. } => self == Self::Half,
            Period::Year(_) => self == Self::Year,
            Period::FiveYears(_) => false,
        }
    }

    /// The periods of this cadence in one year; for months with January–February as one where
    /// `merged`.
    pub fn periods_of(self, year: i16, merged: bool) -> Vec<Period> {
        let all = |count: i8, make: &dyn Fn(i8) -> Period| (1..=count).map(make).collect();
        match self {
            Self::Month if merged => std::iter::once(Period::JanFeb(year))
                .chain((3..=12).map(|month| Period::Month { year, month }))
                .collect(),
            Self::Month => all(12, &|month| Period::Month { year, month }),
            Self::Quarter => all(4, &|quarter| Period::Quarter { year, quarter }),
            Self::Half => all(2, &|half| Period::Half { year, half }),
            Self::Year => vec![Period::Year(year)],
            Self::Xun => (1..=12)
                .flat_map(|month| (1..=3).map(move |part| Period::Xun { year, month, part }))
                .collect(),
            Self::Week => (1..=53)
                .filter_map(|week| existing(Period::Week { year, week }))
                .collect(),
            Self::Day => {
                let first = Period::Year(year).first_day();
                let day = |n: i64| first?.checked_add(n.days()).ok();
                (0..366)
                    .filter_map(day)
                    .filter(|d| d.year() == year)
                    .map(Period::Day)
                    .collect()
            }
        }
    }
}

/// The same period a year earlier; none where that year has none (29 February, week 53).
pub fn year_before(period: Period) -> Option<Period> {
    years_before(period, 1)
}

/// The same period so many years earlier.
pub fn years_before(period: Period, years: i16) -> Option<Period> {
    let back = |year: i16| year.checked_sub(years);
    existing(match period {
        Period::Day(d) => Period::Day(Date::new(back(d.year())?, d.month(), d.day()).ok()?),
        Period::Week { year, week } => Period::Week {
            year: back(year)?,
            week,
        },
        Period::Xun { year, month, part } => Period::Xun {
            year: back(year)?,
            month,
            part,
        },
        Period::Month { year, month } => Period::Month {
            year: back(year)?,
            month,
        },
        Period::JanFeb(year) => Period::JanFeb(back(year)?),
        Period::Quarter { year, quarter } => Period::Quarter {
            year: back(year)?,
            quarter,
        },
        Period::Half { year, half } => Period::Half {
            year: back(year)?,
            half,
        },
        Period::Year(year) => Period::Year(back(year)?),
        Period::FiveYears(year) => Period::FiveYears(year.checked_sub(years.checked_mul(5)?)?),
    })
}

/// The period just before, of the same kind. Before March stands February, before January–February
/// December; whoever keeps January–February asks [`before`] with `merged`.
pub fn before(period: Period, merged: bool) -> Option<Period> {
    let day = period.first_day()?.yesterday().ok()?;
    beside(period, day, merged, -5)
}

/// The period just after, of the same kind; with January–February as one where `merged`.
pub fn after(period: Period, merged: bool) -> Option<Period> {
    let day = period.last_day()?.tomorrow().ok()?;
    beside(period, day, merged, 5)
}

/// The period of the same kind that holds a day beside this one; five years are found by their distance.
fn beside(period: Period, day: Date, merged: bool, years: i16) -> Option<Period> {
    let (year, month) = (day.year(), day.month());
    Some(match period {
        Period::Day(_) => Period::Day(day),
        Period::Week { .. } => week_of(day),
        Period::Xun { .. } => xun_of(day),
        Period::Month { .. } | Period::JanFeb(_) if merged && month <= 2 => Period::JanFeb(year),
        Period::Month { .. } | Period::JanFeb(_) => Period::Month { year, month },
        Period::Quarter { .. } => Period::Quarter {
            year,
            quarter: (month - 1) / 3 + 1,
        },
        Period::Half { .. } => Period::Half {
            year,
            half: (month - 1) / 6 + 1,
        },
        Period::Year(_) => Period::Year(year),
        Period::FiveYears(first) => Period::FiveYears(first.checked_add(years)?),
    })
}

/// The 旬 that holds a day.
pub fn xun_of(day: Date) -> Period {
    Period::Xun {
        year: day.year(),
        month: day.month(),
        part: ((day.day() - 1) / 10 + 1).min(3),
    }
}

/// The ISO week that holds a day.
pub fn week_of(day: Date) -> Period {
    let week = day.iso_week_date();
    Period::Week {
        year: week.year(),
        week: week.week(),
    }
}

/// Number of days of a period, both ends included; zero for a period that does not exist.
pub fn days(period: Period) -> i64 {
    match (period.first_day(), period.last_day()) {
        (Some(first), Some(last)) => i64::from((last - first).get_days()) + 1,
        _ => 0,
    }
}

/// Number of months in a period of whole months; none for shorter ones.
pub fn months(period: Period) -> Option<u32> {
    match period {
        Period::Month { .. } => Some(1),
        Period::JanFeb(_) => Some(2),
        Period::Quarter { .. } => Some(3),
        Period::Half { .. } => Some(6),
        Period::Year(_) => Some(12),
        Period::FiveYears(_) => Some(60),
        Period::Day(_) | Period::Week { .. } | Period::Xun { .. } => None,
    }
}

/// The year a period belongs to: for weeks the ISO year.
pub fn year_of(period: Period) -> i16 {
    match period {
        Period::Day(day) => day.year(),
        Period::Week { year, .. }
        | Period::Xun { year, .. }
        | Period::Month { year, .. }
        | Period::JanFeb(year)
        | Period::Quarter { year, .. }
        | Period::Half { year, .. }
        | Period::Year(year)
        | Period::FiveYears(year) => year,
    }
}

/// The period where its parts name days that exist. Week 53 of a year with 52 does not.
fn existing(period: Period) -> Option<Period> {
    if let Period::Week { year, week } = period {
        return ISOWeekDate::new(year, week, Weekday::Monday)
            .ok()
            .map(|_| period);
    }
    period.first_day().map(|_| period)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(code: &str) -> Period {
        code.parse().unwrap()
    }

    #[test]
    fn neighbours() {
        assert_eq!(before(p("2026-03"), true), Some(p("2026-01/02")));
        assert_eq!(before(p("2026-03"), false), Some(p("2026-02")));
        assert_eq!(before(p("2026-01/02"), true), Some(p("2025-12")));
        assert_eq!(before(p("2026-03-X1"), false), Some(p("2026-02-X3")));
        assert_eq!(before(p("2026-Q1"), false), Some(p("2025-Q4")));
        assert_eq!(before(p("2026-W01"), false), Some(p("2025-W52")));
        assert_eq!(after(p("2025-12"), true), Some(p("2026-01/02")));
        assert_eq!(after(p("2026-01/02"), true), Some(p("2026-03")));
        assert_eq!(after(p("2025-W52"), false), Some(p("2026-W01")));
        assert_eq!(year_before(p("2024-02-29")), None);
        assert_eq!(year_before(p("2026-W53")), None);
        assert_eq!(year_before(p("2026-01/02")), Some(p("2025-01/02")));
        assert_eq!(year_before(p("2026-H2")), Some(p("2025-H2")));
    }

    #[test]
    fn lengths_and_years() {
        assert_eq!(days(p("2026-02-X3")), 8);
        assert_eq!(days(p("2028-02-X3")), 9);
        assert_eq!(days(p("2026-01-X3")), 11);
        assert_eq!(months(p("2026-01/02")), Some(2));
        assert_eq!(Cadence::Month.periods_of(2026, true).len(), 11);
        assert_eq!(Cadence::Day.periods_of(2028, false).len(), 366);
        assert_eq!(Cadence::Week.periods_of(2026, false).len(), 53);
        assert!(Cadence::Month.holds(p("2026-01/02")));
        assert!(!Cadence::Quarter.holds(p("2026-01/02")));
    }

    #[test]
    fn going_back_walks_the_whole_year() {
        for cadence in [
            Cadence::Month,
            Cadence::Xun,
            Cadence::Quarter,
            Cadence::Half,
        ] {
            let all = cadence.periods_of(2026, false);
            for pair in all.windows(2) {
                assert_eq!(before(pair[1], false), Some(pair[0]));
                assert_eq!(after(pair[0], false), Some(pair[1]));
                assert!(cadence.holds(pair[0]));
            }
        }
    }
}
