//! Ends of the periods that plans and reports use: 旬 and months.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A third of a month: days 1–10, 11–20, 21 to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Xun {
    /// 上旬, days 1–10.
    Upper,
    /// 中旬, days 11–20.
    Middle,
    /// 下旬, day 21 to the end of the month.
    Lower,
}

impl fmt::Display for Xun {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Upper => "上旬",
            Self::Middle => "中旬",
            Self::Lower => "下旬",
        })
    }
}

/// The 旬 that holds the date.
pub fn xun(date: Date) -> Xun {
    match date.day() {
        1..=10 => Xun::Upper,
        11..=20 => Xun::Middle,
        _ => Xun::Lower,
    }
}

/// Last day of the date's 旬.
pub fn xun_end(date: Date) -> Date {
    match xun(date) {
        Xun::Upper => on_day(date, 10),
        Xun::Middle => on_day(date, 20),
        Xun::Lower => month_end(date),
    }
}

/// Last day of the date's month.
pub fn month_end(date: Date) -> Date {
    date.last_of_month()
}

fn on_day(date: Date, day: i8) -> Date {
    jiff::civil::date(date.year(), date.month(), day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn thirds_of_a_month() {
        for (day, third, end) in [
            (1, "上旬", 10),
            (10, "上旬", 10),
            (11, "中旬", 20),
            (20, "中旬", 20),
            (21, "下旬", 29),
            (29, "下旬", 29),
        ] {
            let day = date(2028, 2, day);
            assert_eq!(xun(day).to_string(), third);
            assert_eq!(xun_end(day), date(2028, 2, end));
        }
        assert_eq!(month_end(date(2026, 2, 3)), date(2026, 2, 28));
    }
}
