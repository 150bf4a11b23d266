//! Every day of 2018–2026 as two public calendars have it.

mod oracle;

use calendar::{Calendar, DayKind};
use jiff::civil::{Date, date};
use oracle::public_calendar;
use std::collections::BTreeMap;

/// Date to kind and name, for the years that the crate ships.
fn days_of(text: &str) -> BTreeMap<Date, (String, String)> {
    let rows = text.trim_start_matches('\u{feff}').lines().skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_end().split(',').collect();
        (
            cells[0].parse().unwrap(),
            (cells[1].to_owned(), cells[2].to_owned()),
        )
    })
    .filter(|(day, _): &(Date, _)| (2018..=2026).contains(&day.year()))
    .collect()
}

fn every_day_equals(name: &str) {
    let Some(text) = public_calendar(name) else {
        return;
    };
    let public = days_of(&text);
    assert!(public.len() > 300, "{name} is cut short");
    let calendar = Calendar::shipped().unwrap();
    let mut day = date(2018, 1, 1);
    let mut compared = 0;
    while day <= date(2026, 12, 31) {
        let weekend = day.weekday().to_monday_zero_offset() >= 5;
        let expected = match public.get(&day) {
            Some((kind, holiday)) if kind == "holiday" => DayKind::Holiday(holiday.clone()),
            Some((kind, holiday)) if kind == "makeup_workday" => {
                DayKind::MakeupWorkday(holiday.clone())
            }
            Some(other) => panic!("{day} {other:?}"),
            None if weekend => DayKind::Weekend,
            None => DayKind::Workday,
        };
        assert_eq!(calendar.day(day).kind, expected, "{day}");
        assert_eq!(calendar.is_working_day(day), expected.works(), "{day}");
        assert!(calendar.day(day).noticed, "{day}");
        day = day.tomorrow().unwrap();
        compared += 1;
    }
    assert_eq!(compared, 3_287);
}

#[test]
fn every_day_equals_the_first_public_calendar() {
    every_day_equals("cn_statutory_holidays.csv");
}

#[test]
fn every_day_equals_the_second_public_calendar() {
    every_day_equals("cn_statutory_holidays_with_sources_2004on.csv");
}
