//! The State Council notices known when this was built: 2018 to 2026, with the two that
//! were amended (May Day 2019, Spring Festival 2020) in both versions.

use crate::error::CalendarError;
use crate::notice::Notice;
use crate::notice_csv::notices_from_csv;
use jiff::civil::{Date, date};

/// Year, version, day of issue, days as CSV.
const SHIPPED: [(i16, u16, Date, &str); 11] = [
    (
        2018,
        1,
        date(2017, 11, 30),
        include_str!("../notices/2018.csv"),
    ),
    (
        2019,
        1,
        date(2018, 12, 6),
        include_str!("../notices/2019.v1.csv"),
    ),
    (
        2019,
        2,
        date(2019, 3, 22),
        include_str!("../notices/2019.csv"),
    ),
    (
        2020,
        1,
        date(2019, 11, 21),
        include_str!("../notices/2020.v1.csv"),
    ),
    (
        2020,
        2,
        date(2020, 1, 26),
        include_str!("../notices/2020.csv"),
    ),
    (
        2021,
        1,
        date(2020, 11, 25),
        include_str!("../notices/2021.csv"),
    ),
    (
        2022,
        1,
        date(2021, 10, 25),
        include_str!("../notices/2022.csv"),
    ),
    (
        2023,
        1,
        date(2022, 12, 8),
        include_str!("../notices/2023.csv"),
    ),
    (
        2024,
        1,
        date(2023, 10, 25),
        include_str!("../notices/2024.csv"),
    ),
    (
        2025,
        1,
        date(2024, 11, 12),
        include_str!("../notices/2025.csv"),
    ),
    (
        2026,
        1,
        date(2025, 11, 4),
        include_str!("../notices/2026.csv"),
    ),
];

/// All shipped notices, superseded versions included, oldest first.
///
/// # Errors
/// A [`CalendarError`] if a shipped file were damaged; the tests read them all.
pub fn shipped_notices() -> Result<Vec<Notice>, CalendarError> {
    SHIPPED
        .iter()
        .map(|&(year, version, issued, text)| {
            let days = notices_from_csv(text)?
                .into_iter()
                .flat_map(|part| part.days)
                .collect();
            let notice = Notice {
                year,
                version,
                issued,
                place: None,
                title: String::new(),
                days,
            };
            notice.validate()?;
            Ok(notice)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_year_is_there_with_at_least_the_eleven_statutory_days() {
        let notices = shipped_notices().unwrap();
        for year in 2018..=2026 {
            let last = notices
                .iter()
                .filter(|notice| notice.year == year)
                .max_by_key(|n| n.version);
            assert!(last.unwrap().days.len() >= 24, "{year}");
        }
        assert!(notices.is_sorted_by_key(|notice| notice.issued));
    }
}
