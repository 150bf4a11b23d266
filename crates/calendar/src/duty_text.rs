//! Duty hours as text: `mon-fri 09:00-12:00,13:00-17:00; sat 09:00-12:00`.
//!
//! Groups are divided by `;`; a group without days means Monday to Friday.

use crate::duty::{DutyHours, Interval};
use crate::error::{CalendarError, DutyProblem};
use std::fmt;
use std::str::FromStr;

const TEXT_BYTES_MAX: usize = 1_024;
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl FromStr for DutyHours {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, CalendarError> {
        if text.len() > TEXT_BYTES_MAX {
            return Err(syntax(text));
        }
        let mut week: [Vec<Interval>; 7] = Default::default();
        for group in text
            .split(';')
            .map(str::trim)
            .filter(|group| !group.is_empty())
        {
            let (days, hours) = match group.split_once(' ') {
                Some((days, hours)) if !days.contains(':') => (read_days(days)?, hours),
                _ => (vec![0, 1, 2, 3, 4], group),
            };
            let intervals = hours
                .split(',')
                .map(read_interval)
                .collect::<Result<Vec<_>, _>>()?;
            for day in days {
                week[day].extend(&intervals);
            }
        }
        Self::new(week)
    }
}

impl fmt::Display for DutyHours {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.week();
        let mut first = 0;
        let mut divider = "";
        while first < 7 {
            let same = week[first..]
                .iter()
                .take_while(|day| **day == week[first])
                .count();
            let last = first + same - 1;
            if !week[first].is_empty() {
                let hours: Vec<String> = week[first].iter().map(Interval::to_string).collect();
                let days = if last > first {
                    format!("{}-{}", DAYS[first], DAYS[last])
                } else {
                    DAYS[first].to_owned()
                };
                write!(out, "{divider}{days} {}", hours.join(","))?;
                divider = "; ";
            }
            first = last + 1;
        }
        Ok(())
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from_minute, self.to_minute);
        write!(
            out,
            "{:02}:{:02}-{:02}:{:02}",
            from / 60,
            from % 60,
            to / 60,
            to % 60
        )
    }
}

impl TryFrom<String> for DutyHours {
    type Error = CalendarError;

    fn try_from(text: String) -> Result<Self, CalendarError> {
        text.parse()
    }
}

impl From<DutyHours> for String {
    fn from(duty: DutyHours) -> Self {
        duty.to_string()
    }
}

fn read_days(text: &str) -> Result<Vec<usize>, CalendarError> {
    let mut days = Vec::new();
    for part in text.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to) = (read_day(from)?, read_day(to)?);
        if from > to {
            return Err(syntax(part));
        }
        days.extend(from..=to);
    }
    Ok(days)
}

fn read_day(text: &str) -> Result<usize, CalendarError> {
    DAYS.iter()
        .position(|day| day.eq_ignore_ascii_case(text))
        .ok_or_else(|| syntax(text))
}

fn read_interval(text: &str) -> Result<Interval, CalendarError> {
    let text = text.trim();
    let read = |part: &str| read_minute(part).ok_or_else(|| syntax(text));
    let (from, to) = text.split_once('-').ok_or_else(|| syntax(text))?;
    Interval::new(read(from)?, read(to)?)
}

/// `HH:MM` as minutes since midnight; 24:00 is the end of the day.
fn read_minute(text: &str) -> Option<u16> {
    let two = |digits: &str| {
        let plain = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse::<u16>().ok()).flatten()
    };
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (two(hour)?, two(minute)?);
    (hour <= 24 && minute <= 59).then_some(hour * 60 + minute)
}

fn syntax(text: &str) -> CalendarError {
    CalendarError::Duty(DutyProblem::Syntax(text.chars().take(40).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_back_what_it_writes() {
        let default = DutyHours::default();
        assert_eq!(default.to_string(), "mon-fri 09:00-12:00,13:00-17:00");
        assert_eq!("09:00-12:00,13:00-17:00".parse(), Ok(default.clone()));
        for text in [
            "mon-fri 09:00-12:00,13:00-17:00",
            "mon 08:30-24:00; wed 08:30-24:00; sat-sun 00:00-06:00",
        ] {
            assert_eq!(text.parse::<DutyHours>().unwrap().to_string(), text);
        }
        let listed: DutyHours = "mon,tue-fri 09:00-12:00,13:00-17:00".parse().unwrap();
        assert_eq!(listed, default);
    }

    #[test]
    fn refuses_what_makes_no_sense() {
        let problem = |text: &str| match text.parse::<DutyHours>().unwrap_err() {
            CalendarError::Duty(problem) => problem,
            other => panic!("{other:?}"),
        };
        assert!(matches!(problem("mon-fri 9-12"), DutyProblem::Syntax(_)));
        assert!(matches!(
            problem("fri-mon 09:00-12:00"),
            DutyProblem::Syntax(_)
        ));
        assert!(matches!(problem("12:00-09:00"), DutyProblem::Order(_)));
        assert!(matches!(problem("23:00-24:01"), DutyProblem::Order(_)));
        assert_eq!(problem("09:00-12:00,11:00-17:00"), DutyProblem::Overlap);
        assert_eq!(problem("sat-sun 09:00-12:00"), DutyProblem::Empty);
        assert_eq!(problem(""), DutyProblem::Empty);
        let nine: Vec<String> = (1..=9).map(|h| format!("{h:02}:00-{h:02}:30")).collect();
        assert_eq!(problem(&nine.join(",")), DutyProblem::TooManyIntervals);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[a-z0-9:;, -]{0,40}") {
            if let Ok(duty) = text.parse::<DutyHours>() {
                prop_assert_eq!(duty.to_string().parse::<DutyHours>(), Ok(duty));
            }
        }
    }
}
