//! A cell as typed, without what says nothing: widths of characters, spaces, the time of a day.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Days that a spreadsheet may have written as a bare number: 2000-01-01 to 2099-12-31.
const SERIALS: std::ops::RangeInclusive<i64> = 36_526..=73_050;

/// With letters, digits and signs of half width.
pub(super) fn half_width(words: &str) -> String {
    let half = |c: char| match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    words.chars().map(half).collect()
}

/// Of half width and without any space.
pub(super) fn squeezed(words: &str) -> String {
    let mut words = half_width(words);
    words.retain(|c| !c.is_whitespace());
    words
}

/// A day as people and spreadsheets write it: `2026-12-31`, `2026/12/31 0:00`, `2026.12.31`,
/// `2026年12月31日`, `20261231`, or days since 1899-12-30. None for anything else.
pub(super) fn day(words: &str) -> Option<Date> {
    let words = half_width(words);
    let words = words.trim();
    let words = match words.split_once(['T', ' ']) {
        Some((day, time)) if time.contains(':') => day,
        _ => words,
    };
    let words = words.replace(char::is_whitespace, "");
    let words = words.strip_suffix('日').unwrap_or(&words);
    if words.bytes().all(|b| b.is_ascii_digit()) {
        return number(words);
    }
    let mut parts = words.split(['-', '/', '.', '年', '月']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    match (parts.next(), year.len()) {
        (None, 4) => Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok(),
        _ => None,
    }
}

fn number(digits: &str) -> Option<Date> {
    if digits.len() == 8 {
        let part = |range| digits.get(range);
        let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
        return Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    }
    let serial: i64 = digits.parse().ok().filter(|n| SERIALS.contains(n))?;
    date(1899, 12, 30).checked_add(serial.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_and_spreadsheets_write_them() {
        for words in [
            "2026-12-31",
            "2026/12/31",
            "2026/12/31 0:00",
            "2026-12-31T00:00:00",
            "2026.12.31",
            "2026年12月31日",
            "2026 年 12 月 31 日",
            "２０２６－１２－３１",
            "20261231",
            "46387",
        ] {
            assert_eq!(day(words), Some(date(2026, 12, 31)), "{words}");
        }
        assert_eq!(day("2026/6/5"), Some(date(2026, 6, 5)));
        for words in [
            "",
            "年底",
            "2026-13-01",
            "26/12/31",
            "12/31/2026",
            "300",
            "2026-12",
            "1-2-3-4",
        ] {
            assert_eq!(day(words), None, "{words}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_makes_it_panic(words in "\\PC{0,20}", likely in "[0-9年月日/. :T-]{0,14}") {
            let _ = (day(&words), day(&likely));
        }

        #[test]
        fn a_day_is_itself_in_every_spelling(serial in SERIALS) {
            let read = day(&serial.to_string()).unwrap();
            for form in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y年%-m月%-d日", "%Y%m%d"] {
                proptest::prop_assert_eq!(day(&read.strftime(form).to_string()), Some(read));
            }
        }
    }
}
