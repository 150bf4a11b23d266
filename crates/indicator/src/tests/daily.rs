//! The daily board: arrived, moved, stale, and nothing else.

use super::support::{current, dec, entry, indicator, p, put, terms};
use crate::daily::{Line, Mark, line};
use crate::{Cadence, Cell, Flow, Indicator, Series};
use calendar::Calendar;
use figure::Period;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

fn power() -> Indicator {
    let mut terms = current("power");
    (terms.cadence, terms.unit, terms.release_lag_days) = (Cadence::Day, "千瓦时".to_owned(), 1);
    indicator(&terms)
}

/// A hundred on worked days, sixty on others, and one more or less in turn.
fn usual(day: Date, calendar: &Calendar) -> i64 {
    let base = if calendar.is_working_day(day) {
        100
    } else {
        60
    };
    base + i64::from(day.day() % 3)
}

fn board(last: Date, value: &str, known: Date) -> Line {
    let (power, calendar) = (power(), Calendar::shipped().unwrap());
    let mut cells: Vec<Cell> = vec![];
    for back in 0..100i64 {
        let day = last.checked_sub(back.days()).unwrap();
        let mut cmd = entry(&Period::Day(day).to_string(), value);
        if back > 0 {
            cmd.value = usual(day, &calendar).into();
        }
        let when = day.tomorrow().unwrap();
        cells.push(put(&power, None, &cmd, when));
    }
    let series = Series::as_of(&power, "whole", &cells, known).unwrap();
    line(&series, &calendar).unwrap()
}

#[test]
fn a_day_is_set_against_days_like_it() {
    // Thursday 19 November 2026 is a working day; Sunday the 22nd is none.
    let (thursday, sunday) = (date(2026, 11, 19), date(2026, 11, 22));
    assert_eq!(sunday.weekday(), Weekday::Sunday);
    let moved = |day: Date, value| {
        let found = board(day, value, day.tomorrow().unwrap());
        found.marks.into_iter().find_map(|m| match m {
            Mark::Moved(moved) => Some(moved),
            _ => None,
        })
    };
    assert_eq!(moved(thursday, "103"), None);
    assert_eq!(moved(sunday, "61"), None, "a quiet Sunday is usual");
    let found = moved(thursday, "61").unwrap();
    assert!(
        found
            .zh
            .starts_with("近12周同为工作日的星期四，未剔除气温影响：61.0"),
        "{}",
        found.zh
    );
    assert!(found.high < dec("110") && found.low > dec("90"));
    assert!(moved(sunday, "100").is_some(), "a busy Sunday is not");
}

#[test]
fn a_worked_sunday_is_not_set_against_sundays_off() {
    // 20 September 2026 is a make-up day.
    let worked = date(2026, 9, 20);
    let found = board(worked, "100", worked.tomorrow().unwrap());
    assert!(
        !found.marks.iter().any(|m| matches!(m, Mark::Moved(_))),
        "{:?}",
        found.marks
    );
}

#[test]
fn what_came_today_and_what_is_overdue() {
    let last = date(2026, 11, 19);
    let at = |known| board(last, "101", known);
    let fresh = at(date(2026, 11, 20));
    assert_eq!(fresh.marks, [Mark::Arrived(Period::Day(last))]);
    assert!(!fresh.stale());
    // The 20th was expected on the 21st.
    assert_eq!(at(date(2026, 11, 21)).marks, []);
    let stale = at(date(2026, 11, 23));
    let due = date(2026, 11, 21);
    assert_eq!(
        stale.marks,
        [Mark::Stale {
            period: p("2026-11-20"),
            due,
            days: 2
        }]
    );
    assert!(stale.stale());
}

#[test]
fn months_are_looked_at_by_their_yearly_change() {
    let fai = indicator(&terms("fai"));
    let calendar = Calendar::shipped().unwrap();
    let with = |last: &str| {
        let mut cells = vec![];
        for (index, year) in (2023..=2026).enumerate() {
            for (month, period) in Cadence::Month
                .periods_of(year, true)
                .into_iter()
                .enumerate()
            {
                if period.last_day() > Some(date(2026, 9, 30)) {
                    continue;
                }
                let mut cmd = entry(&period.to_string(), last);
                if period != p("2026-09") {
                    cmd.value = ((month as i64 + 1) * (100 + 10 * index as i64)).into();
                }
                cells.push(put(&fai, None, &cmd, date(2026, 10, 20)));
            }
        }
        let series = Series::as_of(&fai, "whole", &cells, date(2026, 10, 25)).unwrap();
        line(&series, &calendar).unwrap().marks
    };
    // September 2025 was 960; a tenth more is usual, a half more is not.
    assert_eq!(with("1040"), []);
    let marks = with("1440");
    assert!(
        matches!(&marks[..], [Mark::Moved(m)] if m.period == p("2026-09") && m.value == dec("50")),
        "{marks:?}"
    );
    let mut empty = terms("new");
    (empty.valid_from, empty.flow) = (date(2026, 1, 1), Flow::Cumulative);
    let series = Series::as_of(&indicator(&empty), "whole", [], date(2026, 10, 25)).unwrap();
    let found = line(&series, &calendar).unwrap();
    assert!(matches!(&found.marks[..], [Mark::Stale { period, .. }] if *period == p("2026-01/02")));
}
