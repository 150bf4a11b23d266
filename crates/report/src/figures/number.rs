//! Numbers as written: 1,234.5 · ２０ · 3万亿 · 20多万 · 两 · 百万 · 半.

use figure::{Decimal, numeral};

/// More digits than this are no figure of a report.
const MAX_DIGITS: usize = 18;

/// A number found in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// One past the number with its scale words and 余 or 多.
    pub end: usize,
    /// Scale words multiplied out.
    pub value: Decimal,
    /// One past the part counted as raw value (before scale words).
    pub raw_end: usize,
    /// Written in Chinese numerals.
    pub chinese: bool,
    /// 余, 多: more than the number says.
    pub vague: Option<char>,
    /// Scale words alone (百万): a figure only when something says it is one.
    pub bare: bool,
    /// Scale words follow the digits.
    pub scaled: bool,
    /// Decimal places were written.
    pub decimal: bool,
}

/// The number that begins at `at`.
pub fn at(chars: &[char], at: usize) -> Option<Number> {
    let first = *chars.get(at)?;
    if digit(first).is_some() {
        arabic(chars, at)
    } else {
        chinese(chars, at)
    }
}

/// Value of an ASCII or full-width digit.
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn arabic(chars: &[char], at: usize) -> Option<Number> {
    let mut words = String::new();
    let mut end = at;
    let mut decimal = false;
    while let Some(c) = chars.get(end) {
        if let Some(d) = digit(*c) {
            words.push(char::from_digit(d, 10)?);
        } else if matches!(c, '.' | '．') && !decimal && next_is_digit(chars, end) {
            words.push('.');
            decimal = true;
        } else if !(matches!(c, ',' | '，') && groups_thousands(chars, at, end)) {
            break;
        }
        end += 1;
        if words.len() > MAX_DIGITS {
            return None;
        }
    }
    let value: Decimal = words.parse().ok()?;
    let raw_end = end;
    let mut vague = vague_at(chars, end);
    end += usize::from(vague.is_some());
    let (factor, after) = scale(chars, end);
    let scaled = after > end;
    end = after;
    if vague.is_none() {
        vague = vague_at(chars, end);
        end += usize::from(vague.is_some());
    }
    Some(Number {
        end,
        value: value.checked_mul(factor)?,
        raw_end,
        chinese: false,
        vague,
        bare: false,
        scaled,
        decimal,
    })
}

fn next_is_digit(chars: &[char], at: usize) -> bool {
    chars.get(at + 1).is_some_and(|c| digit(*c).is_some())
}

/// 1,234: one to three digits, the comma, exactly three digits. A full-width comma never groups.
fn groups_thousands(chars: &[char], start: usize, comma: usize) -> bool {
    let three = (1..=3).all(|i| chars.get(comma + i).is_some_and(|c| digit(*c).is_some()));
    let more = chars.get(comma + 4).is_some_and(|c| digit(*c).is_some());
    chars[comma] == ',' && comma - start <= 11 && three && !more
}

fn vague_at(chars: &[char], at: usize) -> Option<char> {
    let c = *chars.get(at)?;
    let next = chars.get(at + 1).copied().unwrap_or(' ');
    match c {
        '余' if next != '额' && next != '热' => Some(c),
        '多' if !matches!(next, '元' | '样' | '措' | '层' | '年' | '式') => Some(c),
        _ => None,
    }
}

/// 十 百 千 万 亿 after digits, as a factor.
fn scale(chars: &[char], at: usize) -> (Decimal, usize) {
    let mut factor = Decimal::ONE;
    let mut end = at;
    while let Some(c) = chars.get(end).copied() {
        let next = chars.get(end + 1).copied().unwrap_or(' ');
        let unit_follows = matches!(
            (c, next),
            ('千', '瓦' | '米' | '克' | '伏') | ('百', '分') | ('十', '佳')
        );
        match numeral::scale(c) {
            Some(s) if !unit_follows && end - at < 3 => factor *= Decimal::from(s),
            _ => break,
        }
        end += 1;
    }
    (factor, end)
}

fn chinese(chars: &[char], at: usize) -> Option<Number> {
    if chars[at] == '半' {
        return Some(Number {
            end: at + 1,
            value: Decimal::new(5, 1),
            raw_end: at + 1,
            chinese: true,
            vague: None,
            bare: false,
            scaled: false,
            decimal: false,
        });
    }
    let mut run = chars[at..]
        .iter()
        .take(20)
        .take_while(|c| numeral::is_numeral(**c))
        .count();
    let next = chars.get(at + run).copied().unwrap_or(' ');
    if run > 1
        && matches!(
            (chars[at + run - 1], next),
            ('千', '瓦' | '米' | '克') | ('百', '分')
        )
    {
        run -= 1;
    }
    if run == 0 {
        return None;
    }
    let words: String = chars[at..at + run].iter().collect();
    let digits_only = words.chars().all(|c| numeral::digit(c).is_some());
    if digits_only && run > 1 {
        return None;
    }
    let value = numeral::parse(&words)?;
    let bare = words
        .chars()
        .all(|c| numeral::scale(c).is_some() && c != '十');
    let mut end = at + run;
    let vague = vague_at(chars, end);
    end += usize::from(vague.is_some());
    let (factor, after) = if vague.is_some() {
        scale(chars, end)
    } else {
        (Decimal::ONE, end)
    };
    let scaled = words.contains(['万', '亿']);
    Some(Number {
        end: after,
        value: value.checked_mul(factor)?,
        raw_end: at + run,
        chinese: true,
        vague,
        bare,
        scaled,
        decimal: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(s: &str) -> Option<(String, usize, Option<char>)> {
        let chars: Vec<char> = s.chars().collect();
        at(&chars, 0).map(|n| (n.value.normalize().to_string(), n.end, n.vague))
    }

    #[test]
    fn numbers_as_written() {
        assert_eq!(read("1,234.5万元"), Some(("12345000".into(), 8, None)));
        assert_eq!(read("1400余人"), Some(("1400".into(), 5, Some('余'))));
        assert_eq!(read("20多万人"), Some(("200000".into(), 4, Some('多'))));
        assert_eq!(read("1万多户"), Some(("10000".into(), 3, Some('多'))));
        assert_eq!(read("50千瓦"), Some(("50".into(), 2, None)));
        assert_eq!(read("７.5万亿元"), Some(("7500000000000".into(), 5, None)));
        assert_eq!(read("两年"), Some(("2".into(), 1, None)));
        assert_eq!(read("百亿元"), Some(("10000000000".into(), 2, None)));
        assert_eq!(read("5，3"), Some(("5".into(), 1, None)));
    }
}
