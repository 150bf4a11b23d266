//! The calendar against the slow oracle: 100,000 random intervals, 100,000 random limits,
//! and limits with pauses and extensions.

mod oracle;

use calendar::{Calendar, Extension, Limit, Options, Pause, Unit};
use jiff::Timestamp;
use jiff::civil::Date;
use oracle::{DAY, Oracle, Stop, civil, number, oracle};
use proptest::prelude::*;

const RUNS: usize = 100_000;
const SHANGHAI_SECONDS: i64 = 8 * 3600;

/// A small generator (xorshift), so that every run draws the same numbers.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as i64
    }
}

fn date_of(day: i64) -> Date {
    let (year, month, day) = civil(day);
    jiff::civil::date(year as i16, month as i8, day as i8)
}

fn instant(minute: i64) -> Timestamp {
    Timestamp::from_second(minute * 60 - SHANGHAI_SECONDS).unwrap()
}

/// 23:59:59 of a day.
fn end_of(day: i64) -> Timestamp {
    Timestamp::from_second((day + 1) * DAY * 60 - SHANGHAI_SECONDS - 1).unwrap()
}

fn expected(oracle: &Oracle, from: i64, limit: Limit, roll: bool, stops: &[Stop]) -> Timestamp {
    let count = i64::from(limit.count());
    let rolled = |day| if roll { oracle.roll(day, stops) } else { day };
    match limit.unit() {
        Unit::Hour => instant(oracle.minutes(from, count * 60, false, stops)),
        Unit::WorkingHour => instant(oracle.minutes(from, count * 60, true, stops)),
        Unit::WorkingDay => end_of(oracle.days(from, count, true, stops)),
        Unit::Day => end_of(rolled(oracle.days(from, count, false, stops))),
        Unit::Month => end_of(rolled(oracle.months(from, count, stops))),
    }
}

#[test]
fn a_hundred_thousand_intervals() {
    let (oracle, calendar) = (oracle(), Calendar::shipped().unwrap());
    let (first, days) = (number(2018, 1, 1), number(2027, 1, 1) - number(2018, 1, 1));
    let mut draw = Draw(20260924);
    for _ in 0..RUNS {
        let (a, b) = (first + draw.below(days), first + draw.below(days));
        let (from, to) = (a.min(b), a.max(b));
        let count = calendar.working_days_between(date_of(from), date_of(to));
        assert_eq!(
            count,
            oracle.between(from, to),
            "{} to {}",
            date_of(from),
            date_of(to)
        );
    }
}

#[test]
fn a_hundred_thousand_limits() {
    let (oracle, calendar) = (oracle(), Calendar::shipped().unwrap());
    let (first, days) = (number(2018, 1, 1), number(2027, 1, 1) - number(2018, 1, 1));
    let mut draw = Draw(20261009);
    let mut options = Options::default();
    for _ in 0..RUNS {
        let from = (first + draw.below(days)) * DAY + draw.below(DAY);
        let (unit, largest) = match draw.below(20) {
            0 => (Unit::Hour, 36),
            1 => (Unit::WorkingHour, 16),
            2..=10 => (Unit::WorkingDay, 60),
            11..=16 => (Unit::Day, 90),
            _ => (Unit::Month, 12),
        };
        let limit = Limit::new(1 + draw.below(largest) as u32, unit).unwrap();
        options.roll = draw.below(2) == 0;
        let due = calendar.due_at(instant(from), limit, &options).unwrap();
        let expected = expected(&oracle, from, limit, options.roll, &[]);
        assert_eq!(
            due.at,
            expected,
            "{limit} from {} roll {}",
            instant(from),
            options.roll
        );
    }
}

fn any_limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        (1..200_u32).prop_map(|count| Limit::new(count, Unit::Hour)),
        (1..60_u32).prop_map(|count| Limit::new(count, Unit::WorkingHour)),
        (1..60_u32).prop_map(|count| Limit::new(count, Unit::WorkingDay)),
        (1..120_u32).prop_map(|count| Limit::new(count, Unit::Day)),
        (1..24_u32).prop_map(|count| Limit::new(count, Unit::Month)),
    ]
    .prop_map(Result::unwrap)
}

proptest! {
    #[test]
    fn pauses_stop_the_clock(
        day in 0..3_000_i64,
        minute in 0..DAY,
        limit in any_limit(),
        roll: bool,
        pauses in prop::collection::vec((-2_000..80_000_i64, 1..20_000_i64), 0..4),
    ) {
        let (oracle, calendar) = (oracle(), Calendar::shipped().unwrap());
        let from = (number(2018, 1, 1) + day) * DAY + minute;
        let stops: Vec<Stop> =
            pauses.iter().map(|&(at, long)| Stop { from: from + at, to: from + at + long }).collect();
        let pauses = stops
            .iter()
            .map(|stop| Pause { from: instant(stop.from), to: instant(stop.to), reason: "听证".into() })
            .collect();
        let options = Options { roll, pauses, ..Options::default() };
        let due = calendar.due(instant(from), limit, &options).unwrap();
        prop_assert_eq!(due.at, expected(&oracle, from, limit, roll, &stops));
        prop_assert_eq!(calendar.due_at(instant(from), limit, &options).unwrap().at, due.at);
    }

    #[test]
    fn an_extension_of_the_same_unit_is_one_longer_limit(
        day in 0..3_000_i64,
        minute in 0..DAY,
        limit in any_limit().prop_filter("months clamp twice", |limit| limit.unit() != Unit::Month),
        more in 1..60_u32,
    ) {
        let calendar = Calendar::shipped().unwrap();
        let from = instant((number(2018, 1, 1) + day) * DAY + minute);
        let extension = Extension { limit: Limit::new(more, limit.unit()).unwrap(), reason: "复杂".into() };
        let options = Options { extensions: vec![extension], ..Options::default() };
        let whole = Limit::new(limit.count() + more, limit.unit()).unwrap();
        let due = calendar.due(from, limit, &options).unwrap();
        prop_assert_eq!(due.at, calendar.due_at(from, whole, &Options::default()).unwrap().at);
    }

    #[test]
    fn progress_adds_up_and_never_falls(
        day in 0..3_000_i64,
        minute in 0..DAY,
        limit in any_limit(),
        looks in prop::collection::vec(0..200_000_i64, 2),
    ) {
        let calendar = Calendar::shipped().unwrap();
        let from = instant((number(2018, 1, 1) + day) * DAY + minute);
        let options = Options::default();
        let look = |minutes: i64| {
            let now = Timestamp::from_second(from.as_second() + minutes * 60).unwrap();
            calendar.progress(from, limit, &options, now).unwrap()
        };
        let (early, late) = (look(looks[0].min(looks[1])), look(looks[0].max(looks[1])));
        prop_assert!(early.days.elapsed <= late.days.elapsed && late.days.elapsed <= late.days.total);
        prop_assert!(early.seconds.elapsed <= late.seconds.elapsed);
        if late.seconds_until_due < 0 {
            prop_assert_eq!((late.days.left(), late.seconds.left()), (0, 0));
        }
    }
}
