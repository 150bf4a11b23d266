//! What a change of notices does to running deadlines, listed before it is applied.

use crate::due::{DueAt, Options};
use crate::error::CalendarError;
use crate::known::Calendar;
use crate::limit::Limit;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Most deadlines compared in one call.
const DEADLINES_MAX: usize = 1_000_000;

/// A running deadline as its keeper knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The keeper's own identifier.
    pub id: String,
    /// When the limit starts.
    pub from: Timestamp,
    /// The limit.
    pub limit: Limit,
    /// How it is counted.
    #[serde(default)]
    pub options: Options,
}

/// A deadline whose due instant, or whose certainty, differs between two calendars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Identifier of the deadline.
    pub id: String,
    /// Due by the old calendar.
    pub old: DueAt,
    /// Due by the new calendar.
    pub new: DueAt,
}

impl Moved {
    /// Whether the instant itself moves; otherwise only its certainty changes.
    pub fn shifts(&self) -> bool {
        self.old.at != self.new.at
    }
}

/// The deadlines that the new calendar changes, in the order given.
///
/// # Errors
/// As [`Calendar::due`], for the first deadline that cannot be reckoned;
/// [`CalendarError::TooMany`] above 1,000,000.
pub fn moved(
    deadlines: &[Deadline],
    old: &Calendar,
    new: &Calendar,
) -> Result<Vec<Moved>, CalendarError> {
    if deadlines.len() > DEADLINES_MAX {
        return Err(CalendarError::TooMany {
            what: "时限",
            max: DEADLINES_MAX,
        });
    }
    let mut changed = Vec::new();
    for deadline in deadlines {
        let before = old.due_at(deadline.from, deadline.limit, &deadline.options)?;
        let after = new.due_at(deadline.from, deadline.limit, &deadline.options)?;
        if before != after {
            changed.push(Moved {
                id: deadline.id.clone(),
                old: before,
                new: after,
            });
        }
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Certainty, format_instant, issued_by, notices_from_csv, parse_instant, shipped_notices,
    };
    use jiff::civil::date;

    fn deadline(id: &str, from: &str, limit: &str) -> Deadline {
        let from = parse_instant(from).unwrap();
        Deadline {
            id: id.into(),
            from,
            limit: limit.parse().unwrap(),
            options: Options::default(),
        }
    }

    #[test]
    fn the_longer_spring_festival_of_2020_moves_open_cases() {
        let notices = shipped_notices().unwrap();
        let old = Calendar::new(issued_by(&notices, date(2019, 12, 31)), &[]).unwrap();
        let new = Calendar::new(issued_by(&notices, date(2020, 1, 31)), &[]).unwrap();
        let deadlines = [
            deadline("一", "2020-01-21T10:00", "3wd"),
            deadline("二", "2020-01-21T10:00", "240h"),
            deadline("三", "2020-01-21T10:00", "10d"),
        ];
        let moved = moved(&deadlines, &old, &new).unwrap();
        let seen: Vec<_> = moved
            .iter()
            .map(|it| {
                (
                    it.id.as_str(),
                    format_instant(it.old.at),
                    format_instant(it.new.at),
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                (
                    "一",
                    "2020-01-31T23:59:59+08:00".to_owned(),
                    "2020-02-03T23:59:59+08:00".to_owned()
                ),
                (
                    "三",
                    "2020-01-31T23:59:59+08:00".to_owned(),
                    "2020-02-03T23:59:59+08:00".to_owned()
                ),
            ]
        );
        assert!(moved[0].shifts());
    }

    #[test]
    fn the_next_years_notice_makes_a_date_certain_without_moving_it() {
        let old = Calendar::shipped().unwrap();
        let mut notices = shipped_notices().unwrap();
        notices.extend(notices_from_csv("date,kind,name\n2027-01-01,holiday,元旦\n").unwrap());
        let new = Calendar::new(notices, &[]).unwrap();
        let moved = moved(&[deadline("一", "2026-12-25", "10d")], &old, &new).unwrap();
        assert!(!moved[0].shifts());
        assert_eq!(moved[0].new.certainty, Certainty::Known);
        assert_eq!(
            moved[0].old.certainty,
            Certainty::BeyondNotices {
                last: date(2026, 12, 31)
            }
        );
    }
}
