//! One pass over the body that finds every number with a unit.

use figure::Decimal;

use super::{
    forms::{doubling, fraction, percent_words, range, rank, ratio},
    medal, number,
    number::Number,
    token::{Form, Token, token},
    unit_scan, words,
};
use crate::Text;

/// All candidates in order of place. `masked` marks code points that hold no figure.
pub fn scan(text: &Text, masked: &[bool]) -> Vec<Token> {
    let chars = text.chars();
    let mut out = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if masked[at] {
            at += 1;
            continue;
        }
        match token_at(text, masked, at, &mut out) {
            Some(end) => at = end.max(at + 1),
            None => at += 1,
        }
    }
    out
}

/// Pushes what begins at `at`, and says where to go on.
fn token_at(text: &Text, masked: &[bool], at: usize, out: &mut Vec<Token>) -> Option<usize> {
    let chars = text.chars();
    match chars[at] {
        '翻' | '倍' => return doubling(text, at, out),
        '两' if text.has(at, "两位数") => {
            out.push(token(
                text,
                at,
                at + 3,
                Form::TwoDigit,
                Decimal::TEN,
                "%",
                at + 3,
                true,
            ));
            return Some(at + 3);
        }
        '第' | '前' => return rank(text, at, out),
        '百' if text.has(at, "百分之") => return percent_words(text, at, out),
        _ => {}
    }
    let number = number::at(chars, at)?;
    if !stands_alone(chars, at, &number) {
        return Some(skip_letters(chars, number.end));
    }
    if number.chinese && preceded_by_numeral(chars, at) {
        return Some(number.end);
    }
    if let Some(end) = fraction(text, at, &number, out).or_else(|| ratio(text, at, &number, out)) {
        return Some(end);
    }
    if medal::in_tally(chars, at) {
        let end = number.end + 1;
        let mut found = token(
            text,
            at,
            end,
            Form::Medal,
            number.value,
            "枚",
            number.raw_end,
            false,
        );
        found.raw_unit = chars[number.end].to_string();
        out.push(found);
        return Some(end);
    }
    if let Some(end) = range(text, at, &number, out) {
        return Some(end);
    }
    plain(text, masked, at, &number, out).or(Some(number.end))
}

/// No letter, plus sign or brace joins the number to a name (PM2.5, 5G, 3+3, U16).
fn stands_alone(chars: &[char], at: usize, number: &Number) -> bool {
    let before = at.checked_sub(1).map(|i| chars[i]).unwrap_or(' ');
    let joined = before.is_ascii_alphabetic() && !ends_with_word(chars, at, "GDP")
        || matches!(
            before,
            '+' | '＋' | '{' | '×' | '·' | '.' | '_' | '*' | '#' | '/' | '→' | 'Ⅱ'
        );
    let dashed = matches!(before, '-' | '–') && at >= 2 && chars[at - 2].is_ascii_alphabetic();
    if joined || dashed {
        return false;
    }
    let after = chars.get(number.end).copied().unwrap_or(' ');
    let unit_letter = after.is_ascii_alphabetic()
        && unit_scan::at(chars, number.end)
            .is_some_and(|u| !chars.get(u.end).is_some_and(|c| c.is_ascii_alphanumeric()));
    !(after.is_ascii_alphabetic() && !unit_letter || matches!(after, '+' | '＋' | '×' | '·' | '*'))
}

fn skip_letters(chars: &[char], at: usize) -> usize {
    let run = chars[at.min(chars.len())..]
        .iter()
        .take(40)
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '＋' | '.' | '×'))
        .count();
    at + run
}

fn ends_with_word(chars: &[char], at: usize, word: &str) -> bool {
    let n = word.chars().count();
    at >= n && chars[at - n..at].iter().copied().eq(word.chars())
}

fn preceded_by_numeral(chars: &[char], at: usize) -> bool {
    at > 0 && (figure::numeral::is_numeral(chars[at - 1]) || number::digit(chars[at - 1]).is_some())
}

fn plain(
    text: &Text,
    masked: &[bool],
    at: usize,
    number: &Number,
    out: &mut Vec<Token>,
) -> Option<usize> {
    let chars = text.chars();
    let unit_at = if chars.get(number.end) == Some(&' ') {
        number.end + 1
    } else {
        number.end
    };
    if let Some(unit) = unit_scan::at(chars, unit_at) {
        let value = number.value.checked_mul(unit.factor)?;
        let mut found = token(
            text,
            at,
            unit.end,
            Form::Plain,
            value,
            &unit.unit,
            number.raw_end,
            number.chinese,
        );
        found.raw_unit = found
            .raw_unit
            .chars()
            .filter(|c| !matches!(c, '余' | '多' | ' '))
            .collect();
        found.vague = number.vague;
        found.bare = number.bare;
        out.push(found);
        return Some(unit.end);
    }
    if !number.chinese
        && let Some(end) = unit_scan::place_noun(chars, number.end)
    {
        out.push(token(
            text,
            at,
            end,
            Form::Plain,
            number.value,
            "个",
            number.raw_end,
            false,
        ));
        return Some(end);
    }
    if let Some(unit) = unit_of_list(chars, masked, number) {
        let mut found = token(
            text,
            at,
            number.end,
            Form::Plain,
            number.value.checked_mul(unit.factor)?,
            &unit.unit,
            number.raw_end,
            number.chinese,
        );
        found.unit_supplied = true;
        out.push(found);
        return Some(number.end);
    }
    if number.decimal && !number.scaled && ratio_named(chars, at) {
        let mut found = token(
            text,
            at,
            number.end,
            Form::Ratio,
            number.value,
            ":1",
            number.raw_end,
            false,
        );
        found.unit_supplied = true;
        out.push(found);
        return Some(number.end);
    }
    if number.scaled || number.bare || number.vague.is_some() {
        let mut found = token(
            text,
            at,
            number.end,
            Form::Plain,
            number.value,
            "",
            number.raw_end,
            number.chinese,
        );
        found.vague = number.vague;
        found.bare = number.bare;
        found.unit_supplied = true;
        out.push(found);
    }
    Some(number.end)
}

/// 城乡居民收入比由2.5缩小到2.4: a ratio to one whose “:1” is left out.
fn ratio_named(chars: &[char], at: usize) -> bool {
    let from = words::clause_start(chars, at);
    let named = words::within(chars, from, at, &["收入比", "之比", "比值", "收入倍差"]);
    named && words::ending(chars, at, &["从", "由", "至", "到", "为", "达", "比"]).is_some()
}

/// 1409万、1305万人次: the unit of the last item serves all.
fn unit_of_list(chars: &[char], masked: &[bool], number: &Number) -> Option<unit_scan::Found> {
    let mut end = number.end;
    for _ in 0..6 {
        if !matches!(chars.get(end), Some('、' | '和')) || masked[end] {
            return None;
        }
        let next = number::at(chars, end + 1).filter(|n| !n.chinese)?;
        if let Some(unit) = unit_scan::at(chars, next.end) {
            let plausible = number.scaled && (next.scaled || next.decimal)
                || number.decimal && !number.scaled
                || !number.scaled
                    && !number.bare
                    && number.end - end == 0
                    && unit.unit != "年"
                    && unit.unit != "日"
                    && unit.unit != "月";
            return plausible.then_some(unit);
        }
        end = next.end;
    }
    None
}
