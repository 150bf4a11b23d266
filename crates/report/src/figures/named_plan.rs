//! Five-year plans named in a text: “十五五”期间.

use super::words::starting;

/// “十五五”期间 with its comma is at most this long, in code points.
const LONGEST_PERIOD: usize = 10;

/// “十五五”期间, “十四五”末: the last year of the five-year plan named in the clause, or alone in the
/// clause before it. The fourteenth plan ended in 2025.
pub fn last_year(chars: &[char], sentence: usize, from: usize, start: usize) -> Option<i16> {
    const DIGITS: &str = "一二三四五六七八九";
    let first = sentence.max(from.saturating_sub(LONGEST_PERIOD));
    (first..start.saturating_sub(4)).find_map(|at| {
        let [open, ten, digit, five, close] = chars[at..at + 5] else {
            return None;
        };
        let quoted = matches!((open, close), ('“', '”') | ('「', '」'));
        let number = DIGITS.chars().position(|c| c == digit)? + 11;
        let tail = starting(chars, at + 5, &["期间", "时期", "末", "期末", "内", "期内"])?;
        let alone = at + 5 + tail.chars().count() + 1 == from;
        let last = 2025 + 5 * (i16::try_from(number).ok()? - 14);
        (quoted && ten == '十' && five == '五' && (at >= from || alone)).then_some(last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(s: &str) -> Option<i16> {
        let chars: Vec<char> = s.chars().collect();
        let from = super::super::words::clause_start(&chars, chars.len());
        last_year(&chars, 0, from, chars.len())
    }

    #[test]
    fn plans_end_every_five_years() {
        assert_eq!(read("“十四五”末城镇化率达"), Some(2025));
        assert_eq!(read("“十五五”期间，新增学位"), Some(2030));
        assert_eq!(read("「十六五」时期新增学位"), Some(2035));
        assert_eq!(read("衔接“十五五”规划，新增学位"), None);
        assert_eq!(read("“十五五”期间要修路，今年修路"), None);
    }
}
