//! Holiday notices as versioned data: the State Council's yearly notice, its amendments,
//! and what a place adds to it (typhoon stops, half days).

use crate::error::{CalendarError, NoticeProblem};
use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Most days one notice may list.
pub(crate) const NOTICE_DAYS_MAX: usize = 400;

/// What a notice makes of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Off work.
    Holiday,
    /// A Saturday or Sunday worked in exchange (调休).
    MakeupWorkday,
    /// Work stopped by a local order (停工), for a day or half of one.
    Stop,
}

/// Which part of the day a stop covers; noon is 12:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The whole day.
    #[default]
    Day,
    /// 00:00–12:00.
    Morning,
    /// 12:00–24:00.
    Afternoon,
}

/// One day of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NoticeDay {
    /// The civil day.
    pub date: Date,
    /// What becomes of it.
    pub kind: Kind,
    /// Name of the holiday or reason of the stop.
    pub name: String,
    /// Part of the day; other than the whole only for [`Kind::Stop`].
    #[serde(default)]
    pub part: Part,
}

/// A notice of one year in one version.
///
/// Without `place` and `title` it is the national notice of its year, which makes the year
/// known. Any other is an addition to it. Of several with the same year, place and title
/// the highest version counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The year arranged; days may reach into the December before and the January after.
    pub year: i16,
    /// From 1, rising with every amendment.
    pub version: u16,
    /// Day it was issued.
    pub issued: Date,
    /// Place it is limited to; none means everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Subject of an additional notice; empty for the yearly one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The days it changes.
    pub days: Vec<NoticeDay>,
}

impl Notice {
    /// Whether this is the national notice of its year.
    pub fn is_national(&self) -> bool {
        self.place.is_none() && self.title.is_empty()
    }

    /// Checks the notice against itself.
    ///
    /// # Errors
    /// [`CalendarError::NoticeDay`] names the first day outside the year, stated twice, or
    /// of an impossible kind; [`CalendarError::OutOfRange`] a year out of bounds.
    pub fn validate(&self) -> Result<(), CalendarError> {
        if !(1993..=2198).contains(&self.year) {
            return Err(CalendarError::OutOfRange);
        }
        let wrong = |date, problem| {
            Err(CalendarError::NoticeDay {
                year: self.year,
                version: self.version,
                date,
                problem,
            })
        };
        if self.days.len() > NOTICE_DAYS_MAX {
            return wrong(self.issued, NoticeProblem::TooLarge);
        }
        let mut seen = HashSet::new();
        for day in &self.days {
            if let Some(problem) = self.problem_of(day) {
                return wrong(day.date, problem);
            }
            if !seen.insert((day.date, day.part)) {
                return wrong(day.date, NoticeProblem::Twice);
            }
        }
        Ok(())
    }

    fn problem_of(&self, day: &NoticeDay) -> Option<NoticeProblem> {
        let span = date(self.year - 1, 12, 1)..=date(self.year + 1, 1, 31);
        if !span.contains(&day.date) {
            return Some(NoticeProblem::Year);
        }
        if day.kind == Kind::MakeupWorkday && !is_weekend(day.date) {
            return Some(NoticeProblem::MakeupOnWeekday);
        }
        if day.kind != Kind::Stop && day.part != Part::Day {
            return Some(NoticeProblem::Half);
        }
        None
    }
}

/// The notices that were issued by the end of `day`: what a calendar knew then.
pub fn issued_by(notices: &[Notice], day: Date) -> Vec<Notice> {
    notices
        .iter()
        .filter(|notice| notice.issued <= day)
        .cloned()
        .collect()
}

/// Saturday or Sunday.
pub(crate) fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(days: Vec<NoticeDay>) -> Notice {
        Notice {
            year: 2027,
            version: 1,
            issued: date(2026, 11, 1),
            place: None,
            title: String::new(),
            days,
        }
    }

    fn day(date: Date, kind: Kind, part: Part) -> NoticeDay {
        NoticeDay {
            date,
            kind,
            name: "试".into(),
            part,
        }
    }

    fn problem(days: Vec<NoticeDay>) -> NoticeProblem {
        match notice(days).validate().unwrap_err() {
            CalendarError::NoticeDay { problem, .. } => problem,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn accepts_december_before_and_two_half_stops() {
        let days = vec![
            day(date(2026, 12, 31), Kind::Holiday, Part::Day),
            day(date(2027, 7, 1), Kind::Stop, Part::Morning),
            day(date(2027, 7, 1), Kind::Stop, Part::Afternoon),
        ];
        assert_eq!(notice(days).validate(), Ok(()));
    }

    #[test]
    fn names_each_contradiction() {
        let monday = date(2027, 3, 1);
        assert_eq!(
            problem(vec![day(date(2028, 3, 1), Kind::Holiday, Part::Day)]),
            NoticeProblem::Year
        );
        assert_eq!(
            problem(vec![day(monday, Kind::MakeupWorkday, Part::Day)]),
            NoticeProblem::MakeupOnWeekday
        );
        assert_eq!(
            problem(vec![day(monday, Kind::Holiday, Part::Morning)]),
            NoticeProblem::Half
        );
        let twice = vec![
            day(monday, Kind::Holiday, Part::Day),
            day(monday, Kind::Stop, Part::Day),
        ];
        assert_eq!(problem(twice), NoticeProblem::Twice);
    }
}
