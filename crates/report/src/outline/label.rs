//! Labels at the head of a line: 一、 （一） 一是 第一， 1. ——.

use crate::Text;

const NUMERALS: &str = "一二三四五六七八九十";

/// A label found at a place: its words, its rank and where it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// 一, （一）, 一是, 1 or empty for a dash.
    pub text: String,
    /// What family it belongs to.
    pub family: Family,
    /// Its number; 0 for a dash.
    pub number: usize,
    /// First code point after the label.
    pub end: usize,
}

/// The families of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// 一、 or 第一部分
    Part,
    /// （一）
    Bracket,
    /// 一是, 第一，
    Ordinal,
    /// 1. 1．1、
    Digit,
    /// ——
    Dash,
}

/// The label at `at`, if there is one.
pub fn label_at(text: &Text, at: usize) -> Option<Label> {
    let chars = text.chars();
    if text.has(at, "——") {
        return Some(label("", Family::Dash, 0, at + 2));
    }
    match chars.get(at)? {
        '（' | '(' => bracket(text, at),
        '第' => ordinal_word(text, at),
        c if c.is_ascii_digit() || ('０'..='９').contains(c) => digits(text, at),
        _ => plain(text, at),
    }
}

fn label(words: &str, family: Family, number: usize, end: usize) -> Label {
    Label {
        text: words.to_owned(),
        family,
        number,
        end,
    }
}

fn bracket(text: &Text, at: usize) -> Option<Label> {
    let (number, words, end) = numeral(text, at + 1)?;
    matches!(text.chars().get(end), Some('）' | ')'))
        .then(|| label(&format!("（{words}）"), Family::Bracket, number, end + 1))
}

fn ordinal_word(text: &Text, at: usize) -> Option<Label> {
    let (number, words, end) = numeral(text, at + 1)?;
    if text.has(end, "部分") {
        let skip = text.chars()[end + 2..]
            .iter()
            .take_while(|c| c.is_whitespace() || matches!(**c, '：' | ':'))
            .count();
        return Some(label(&words, Family::Part, number, end + 2 + skip));
    }
    matches!(text.chars().get(end), Some('，' | '、'))
        .then(|| label(&format!("第{words}"), Family::Ordinal, number, end + 1))
}

fn plain(text: &Text, at: usize) -> Option<Label> {
    let (number, words, end) = numeral(text, at)?;
    match text.chars().get(end)? {
        '、' | '．' | '.' => Some(label(&words, Family::Part, number, end + 1)),
        '是' => Some(label(
            &format!("{words}是"),
            Family::Ordinal,
            number,
            end + 1,
        )),
        _ => None,
    }
}

fn digits(text: &Text, at: usize) -> Option<Label> {
    let chars = text.chars();
    let mut end = at;
    let mut number = 0usize;
    while let Some(d) = chars.get(end).and_then(|c| digit(*c)) {
        number = number * 10 + d;
        end += 1;
        if end - at > 3 {
            return None;
        }
    }
    let stop = chars.get(end)?;
    let after_digit = chars.get(end + 1).is_some_and(|c| digit(*c).is_some());
    (matches!(stop, '.' | '．' | '、') && !after_digit)
        .then(|| label(&number.to_string(), Family::Digit, number, end + 1))
}

fn digit(c: char) -> Option<usize> {
    let base = if c.is_ascii_digit() {
        '0'
    } else if ('０'..='９').contains(&c) {
        '０'
    } else {
        return None;
    };
    Some(c as usize - base as usize)
}

/// A small Chinese numeral (1–99) at `at`: number, words, end.
fn numeral(text: &Text, at: usize) -> Option<(usize, String, usize)> {
    let run: String = text.chars()[at.min(text.len())..]
        .iter()
        .take(4)
        .take_while(|c| NUMERALS.contains(**c))
        .collect();
    if run.is_empty() {
        return None;
    }
    let unit = |c: char| NUMERALS.chars().position(|n| n == c).map(|p| p + 1);
    let (mut tens, mut ones, mut seen_ten) = (0, 0, false);
    for c in run.chars() {
        if c == '十' {
            if seen_ten {
                return None;
            }
            tens = ones.max(1) * 10;
            ones = 0;
            seen_ten = true;
        } else if ones != 0 {
            return None;
        } else {
            ones = unit(c)?;
        }
    }
    let end = at + run.chars().count();
    Some((tens + ones, run, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(s: &str) -> Option<(Family, usize, String)> {
        label_at(&Text::new(s), 0).map(|l| (l.family, l.number, l.text))
    }

    #[test]
    fn every_family_is_known() {
        assert_eq!(at("一、回顾"), Some((Family::Part, 1, "一".into())));
        assert_eq!(at("第二部分 安排"), Some((Family::Part, 2, "二".into())));
        assert_eq!(
            at("（十三）统筹"),
            Some((Family::Bracket, 13, "（十三）".into()))
        );
        assert_eq!(
            at("二十是巩固"),
            Some((Family::Ordinal, 20, "二十是".into()))
        );
        assert_eq!(at("第三，坚持"), Some((Family::Ordinal, 3, "第三".into())));
        assert_eq!(at("12．新建"), Some((Family::Digit, 12, "12".into())));
        assert_eq!(at("——坚持"), Some((Family::Dash, 0, String::new())));
        assert_eq!(at("2.5微克"), None);
        assert_eq!(at("一二、"), None);
        assert_eq!(at("一体推进"), None);
    }
}
