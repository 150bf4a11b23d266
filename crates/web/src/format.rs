//! Dates and numbers as people read them.

use crate::words::Lang;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// China has kept one civil time without summer time since 1992; instants on pages are of now.
pub const CIVIL_OFFSET_HOURS: i8 = 8;

/// An instant in civil time, to the minute.
pub fn instant(at: Timestamp) -> String {
    let zone = TimeZone::fixed(jiff::tz::offset(CIVIL_OFFSET_HOURS));
    at.to_zoned(zone).strftime("%Y-%m-%d %H:%M").to_string()
}

/// As [`instant`], from milliseconds since 1970.
pub fn millis(at_ms: i64) -> String {
    Timestamp::from_millisecond(at_ms)
        .map(instant)
        .unwrap_or_default()
}

/// `7月1日` / `1 Jul`, for columns where the year is plain.
pub fn short_day(day: Date, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}月{}日", day.month(), day.day()),
        Lang::En => day.strftime("%-d %b").to_string(),
    }
}

/// A file size for people.
pub fn bytes(count: u64) -> String {
    match count {
        0..1024 => format!("{count} B"),
        1024..1_048_576 => format!("{} KB", count.div_ceil(1024)),
        _ => format!(
            "{}.{} MB",
            count / 1_048_576,
            count % 1_048_576 * 10 / 1_048_576
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(
            [bytes(12), bytes(1025), bytes(1_572_864)],
            ["12 B", "2 KB", "1.5 MB"]
        );
    }

    #[test]
    fn days_and_instants() {
        let day = jiff::civil::date(2026, 7, 1);
        assert_eq!(
            (short_day(day, Lang::Zh), short_day(day, Lang::En)),
            ("7月1日".into(), "1 Jul".into())
        );
        assert_eq!(
            instant("2026-07-01T16:30:00Z".parse().unwrap()),
            "2026-07-02 00:30"
        );
    }
}
