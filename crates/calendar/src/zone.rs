//! Civil time of Asia/Shanghai: the only time zone of this crate.
//!
//! The zone has kept +08:00 since 1992, so the offset is a constant over the supported
//! years and nothing here can fail for lack of a time-zone database; a test compares it
//! with the database.

use crate::error::CalendarError;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, date};
use jiff::tz::Offset;

/// First civil day that can be reckoned with.
pub const MIN_DATE: Date = date(1992, 1, 1);
/// Last civil day that can be reckoned with.
pub const MAX_DATE: Date = date(2199, 12, 31);
/// Seconds in a civil day of the zone.
pub(crate) const DAY_SECONDS: i64 = 86_400;

const OFFSET: Offset = Offset::constant(8);
const INSTANT_TEXT_BYTES_MAX: usize = 64;

/// The civil day in Asia/Shanghai that holds `at`.
pub fn civil_date(at: Timestamp) -> Date {
    OFFSET.to_datetime(at).date()
}

/// Midnight at the beginning of the civil day.
///
/// # Errors
/// [`CalendarError::OutOfRange`] outside [`MIN_DATE`]..=[`MAX_DATE`].
pub fn day_start(day: Date) -> Result<Timestamp, CalendarError> {
    to_timestamp(check(day)?.to_datetime(Time::midnight()))
}

/// The last whole second (23:59:59) of the civil day.
///
/// # Errors
/// [`CalendarError::OutOfRange`] outside [`MIN_DATE`]..=[`MAX_DATE`].
pub fn day_end(day: Date) -> Result<Timestamp, CalendarError> {
    to_timestamp(check(day)?.at(23, 59, 59, 0))
}

/// ISO 8601 with the zone's offset and whole seconds: `2026-10-09T23:59:59+08:00`.
pub fn format_instant(at: Timestamp) -> String {
    let civil = OFFSET.to_datetime(at);
    format!("{}+08:00", civil.strftime("%Y-%m-%dT%H:%M:%S"))
}

/// Reads an instant: with an offset it is taken as it is, without one it is civil time in
/// Asia/Shanghai, and a date alone is its 00:00.
///
/// # Errors
/// [`CalendarError::Instant`] for any other text, [`CalendarError::OutOfRange`] outside
/// the supported years.
pub fn parse_instant(text: &str) -> Result<Timestamp, CalendarError> {
    let text = text.trim();
    if text.len() > INSTANT_TEXT_BYTES_MAX {
        return Err(CalendarError::Instant(text.chars().take(20).collect()));
    }
    if let Ok(at) = text.parse::<Timestamp>() {
        return in_range(at);
    }
    match text.parse::<DateTime>() {
        Ok(civil) => in_range(to_timestamp(civil)?),
        Err(_) => Err(CalendarError::Instant(text.to_owned())),
    }
}

/// Reads a civil date such as `2026-09-24`.
///
/// # Errors
/// [`CalendarError::Instant`] for any other text, [`CalendarError::OutOfRange`] outside
/// the supported years.
pub fn parse_date(text: &str) -> Result<Date, CalendarError> {
    let text = text.trim();
    let shown = || CalendarError::Instant(text.chars().take(20).collect());
    if text.len() != "2026-09-24".len() {
        return Err(shown());
    }
    check(text.parse::<Date>().map_err(|_| shown())?)
}

/// The day after, inside the supported years.
pub(crate) fn next(day: Date) -> Result<Date, CalendarError> {
    if day >= MAX_DATE {
        return Err(CalendarError::OutOfRange);
    }
    day.tomorrow().map_err(|_| CalendarError::OutOfRange)
}

/// The instant itself, when its civil day is inside the supported years.
pub(crate) fn in_range(at: Timestamp) -> Result<Timestamp, CalendarError> {
    check(civil_date(at))?;
    Ok(at)
}

pub(crate) fn start_second(day: Date) -> Result<i64, CalendarError> {
    Ok(day_start(day)?.as_second())
}

pub(crate) fn from_second(second: i64) -> Result<Timestamp, CalendarError> {
    let at = Timestamp::from_second(second).map_err(|_| CalendarError::OutOfRange)?;
    in_range(at)
}

pub(crate) fn check(day: Date) -> Result<Date, CalendarError> {
    if (MIN_DATE..=MAX_DATE).contains(&day) {
        Ok(day)
    } else {
        Err(CalendarError::OutOfRange)
    }
}

fn to_timestamp(civil: DateTime) -> Result<Timestamp, CalendarError> {
    OFFSET
        .to_timestamp(civil)
        .map_err(|_| CalendarError::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;

    #[test]
    fn constant_offset_equals_the_database_in_every_week() {
        let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
        let mut at = day_start(MIN_DATE).unwrap();
        while civil_date(at) < date(2199, 12, 20) {
            assert_eq!(zone.to_datetime(at), OFFSET.to_datetime(at), "{at}");
            at = at.checked_add(167.hours()).unwrap();
        }
    }

    #[test]
    fn reads_local_offset_and_date_only() {
        let local = parse_instant("2026-09-24T16:30").unwrap();
        assert_eq!(local, parse_instant("2026-09-24T08:30Z").unwrap());
        assert_eq!(local, parse_instant("2026-09-24T17:30:00+09:00").unwrap());
        assert_eq!(format_instant(local), "2026-09-24T16:30:00+08:00");
        assert_eq!(
            parse_instant("2026-09-24").unwrap(),
            day_start(date(2026, 9, 24)).unwrap()
        );
        assert_eq!(
            format_instant(day_end(date(2026, 9, 24)).unwrap()),
            "2026-09-24T23:59:59+08:00"
        );
    }

    #[test]
    fn refuses_nonsense_and_far_years() {
        for text in [
            "",
            "tomorrow",
            "2026-13-01",
            "2026-09-24T25:00",
            &"9".repeat(99),
        ] {
            assert_eq!(
                parse_instant(text).unwrap_err().code(),
                "calendar.instant.syntax",
                "{text}"
            );
        }
        for text in ["1991-12-31", "2200-01-01", "9999-12-31T23:59:59"] {
            assert_eq!(
                parse_instant(text).unwrap_err(),
                CalendarError::OutOfRange,
                "{text}"
            );
        }
        assert!(parse_date("2026-9-4").is_err());
        assert_eq!(parse_date("2026-09-04").unwrap(), date(2026, 9, 4));
    }

    #[test]
    fn midnight_belongs_to_the_new_day() {
        assert_eq!(
            civil_date("2026-09-24T16:00:00Z".parse().unwrap()),
            date(2026, 9, 25)
        );
        assert_eq!(
            civil_date("2026-09-24T15:59:59Z".parse().unwrap()),
            date(2026, 9, 24)
        );
    }
}
