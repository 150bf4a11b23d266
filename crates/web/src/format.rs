//! Dates and numbers as people read them.

use crate::words::Lang;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// An instant in the district's civil time, to the minute.
pub fn instant(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// `7月1日` / `1 Jul`, for columns where the year is plain.
pub fn short_day(day: Date, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}月{}日", day.month(), day.day()),
        Lang::En => day.strftime("%-d %b").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_instants() {
        let day = jiff::civil::date(2026, 7, 1);
        assert_eq!((short_day(day, Lang::Zh), short_day(day, Lang::En)), ("7月1日".into(), "1 Jul".into()));
        let zone = TimeZone::fixed(jiff::tz::offset(8));
        assert_eq!(instant("2026-07-01T16:30:00Z".parse().unwrap(), &zone), "2026-07-02 00:30");
    }
}
