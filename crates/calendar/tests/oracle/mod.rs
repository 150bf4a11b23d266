//! A slow oracle, written apart from the crate: whole numbers only, one day or one minute
//! at a time. Days are numbered from 1970-01-01, minutes from its midnight in Shanghai.

// Each test file uses its own part of the oracle.
#![allow(dead_code)]

use std::path::PathBuf;

pub const DAY: i64 = 1440;
/// Monday to Friday 9–12 and 13–17 in minutes.
pub const DUTY: [(i64, i64); 2] = [(540, 720), (780, 1020)];

pub struct Oracle {
    first: i64,
    works: Vec<bool>,
}

pub struct Stop {
    pub from: i64,
    pub to: i64,
}

impl Oracle {
    /// From lines `YYYY-MM-DD,kind,…`; every other day of 2018–2029 by weekday.
    pub fn new(text: &str) -> Self {
        let first = number(2018, 1, 1);
        let last = number(2029, 12, 31);
        let mut works: Vec<bool> = (first..=last).map(|day| weekday(day) < 5).collect();
        for line in text.lines().skip(1) {
            let mut cells = line.trim_end().split(',');
            let (Some(date), Some(kind)) = (cells.next(), cells.next()) else {
                continue;
            };
            let part = |range: std::ops::Range<usize>| date[range].parse::<i64>().unwrap();
            let day = number(part(0..4), part(5..7), part(8..10));
            if (first..=last).contains(&day) {
                works[(day - first) as usize] = kind == "makeup_workday";
            }
        }
        Self { first, works }
    }

    pub fn works(&self, day: i64) -> bool {
        self.works[(day - self.first) as usize]
    }

    pub fn between(&self, from: i64, to: i64) -> i64 {
        let (from, to) = ((from - self.first) as usize, (to - self.first) as usize);
        self.works[from + 1..=to]
            .iter()
            .filter(|works| **works)
            .count() as i64
    }

    /// Last day of `count` days after the day of `from`, every day or working days alone.
    pub fn days(&self, from: i64, count: i64, working: bool, stops: &[Stop]) -> i64 {
        let mut day = from.div_euclid(DAY);
        let mut left = count;
        while left > 0 {
            day += 1;
            if !stopped_on(stops, day) && (!working || self.works(day)) {
                left -= 1;
            }
        }
        day
    }

    pub fn months(&self, from: i64, count: i64, stops: &[Stop]) -> i64 {
        let (mut year, mut month, day) = civil(from.div_euclid(DAY));
        for _ in 0..count {
            month += 1;
            if month == 13 {
                month = 1;
                year += 1;
            }
        }
        let mut last = day;
        while civil(number(year, month, last)) != (year, month, last) {
            last -= 1;
        }
        let days = number(year, month, last) - from.div_euclid(DAY);
        self.days(from, days, false, stops)
    }

    pub fn roll(&self, day: i64, stops: &[Stop]) -> i64 {
        let mut day = day;
        while stopped_on(stops, day) || !self.works(day) {
            day += 1;
        }
        day
    }

    /// The minute at which `count` minutes have run, of duty or of all time.
    pub fn minutes(&self, from: i64, count: i64, duty: bool, stops: &[Stop]) -> i64 {
        let mut minute = from;
        let mut left = count;
        while left > 0 {
            let in_day = minute.rem_euclid(DAY);
            let at_work = || {
                self.works(minute.div_euclid(DAY))
                    && DUTY.iter().any(|d| d.0 <= in_day && in_day < d.1)
            };
            let stopped = stops
                .iter()
                .any(|stop| stop.from <= minute && minute < stop.to);
            if !stopped && (!duty || at_work()) {
                left -= 1;
            }
            minute += 1;
        }
        minute
    }
}

fn stopped_on(stops: &[Stop], day: i64) -> bool {
    stops
        .iter()
        .any(|stop| stop.from < (day + 1) * DAY && stop.to > day * DAY)
}

/// Monday 0 … Sunday 6; 1970-01-01 was a Thursday.
pub fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

/// Days since 1970-01-01 of a proleptic Gregorian date.
pub fn number(year: i64, month: i64, day: i64) -> i64 {
    let leap_days =
        |before: i64| before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [
        31,
        if leap { 29 } else { 28 },
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    let months: i64 = lengths[..(month - 1) as usize].iter().sum();
    (year - 1970) * 365 + leap_days(year - 1) - leap_days(1969) + months + day - 1
}

/// The inverse of [`number`], by search.
pub fn civil(day: i64) -> (i64, i64, i64) {
    let mut year = 1970 + day.div_euclid(366);
    while number(year + 1, 1, 1) <= day {
        year += 1;
    }
    let mut month = 1;
    while month < 12 && number(year, month + 1, 1) <= day {
        month += 1;
    }
    (year, month, day - number(year, month, 1) + 1)
}

/// A public calendar from the reference folder, or none with a visible notice.
pub fn public_calendar(name: &str) -> Option<String> {
    let root = std::env::var_os("XIUHUA_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
        PathBuf::from,
    );
    let text = std::fs::read_to_string(root.join("data/calendar").join(name)).ok();
    if text.is_none() {
        eprintln!("SKIPPED: {name} is not at hand (XIUHUA_SHARED)");
    }
    text
}

/// The oracle over the public calendar or, without it, over the shipped notices.
pub fn oracle() -> Oracle {
    match public_calendar("cn_statutory_holidays.csv") {
        Some(text) => Oracle::new(&text),
        None => Oracle::new(&shipped_text()),
    }
}

fn shipped_text() -> String {
    let mut text = String::from("date,kind,name\n");
    for year in 2018..=2026 {
        let path = format!("{}/notices/{year}.csv", env!("CARGO_MANIFEST_DIR"));
        let days = std::fs::read_to_string(path).unwrap();
        text.extend(days.lines().skip(1).map(|line| format!("{line}\n")));
    }
    text
}
