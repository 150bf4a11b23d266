//! One pass over the body that finds every number with a unit.

use figure::Decimal;

use super::{
    medal, number,
    number::Number,
    token::{Form, Token},
    unit_scan, words,
};
use crate::{Span, Text};

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
            out.push(token(text, at, at + 3, Form::TwoDigit, Decimal::TEN, "%", at + 3, true));
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
        let mut found = token(text, at, end, Form::Medal, number.value, "枚", number.raw_end, false);
        found.raw_unit = chars[number.end].to_string();
        out.push(found);
        return Some(end);
    }
    if let Some(end) = range(text, at, &number, out) {
        return Some(end);
    }
    plain(text, masked, at, &number, out).or(Some(number.end))
}

#[allow(clippy::too_many_arguments)]
fn token(text: &Text, start: usize, end: usize, form: Form, value: Decimal, unit: &str, raw_end: usize, chinese: bool) -> Token {
    Token {
        span: Span { start, end },
        form,
        value,
        value_hi: None,
        unit: unit.to_owned(),
        raw_value: text.slice(Span { start, end: raw_end }),
        raw_unit: text.slice(Span { start: raw_end, end }),
        chinese,
        vague: None,
        bare: false,
        unit_supplied: false,
    }
}

/// No letter, plus sign or brace joins the number to a name (PM2.5, 5G, 3+3, U16).
fn stands_alone(chars: &[char], at: usize, number: &Number) -> bool {
    let before = at.checked_sub(1).map(|i| chars[i]).unwrap_or(' ');
    let joined = before.is_ascii_alphabetic() && !ends_with_word(chars, at, "GDP")
        || matches!(before, '+' | '＋' | '{' | '×' | '·' | '.' | '_' | '*' | '#' | '/' | '→' | 'Ⅱ');
    let dashed = matches!(before, '-' | '–') && at >= 2 && chars[at - 2].is_ascii_alphabetic();
    if joined || dashed {
        return false;
    }
    let after = chars.get(number.end).copied().unwrap_or(' ');
    let unit_letter = after.is_ascii_alphabetic() && unit_scan::at(chars, number.end).is_some_and(|u| !chars.get(u.end).is_some_and(|c| c.is_ascii_alphanumeric()));
    !(after.is_ascii_alphabetic() && !unit_letter || matches!(after, '+' | '＋' | '×' | '·' | '*'))
}

fn skip_letters(chars: &[char], at: usize) -> usize {
    let run = chars[at.min(chars.len())..].iter().take(40).take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '＋' | '.' | '×')).count();
    at + run
}

fn ends_with_word(chars: &[char], at: usize, word: &str) -> bool {
    let n = word.chars().count();
    at >= n && chars[at - n..at].iter().copied().eq(word.chars())
}

fn preceded_by_numeral(chars: &[char], at: usize) -> bool {
    at > 0 && (figure::numeral::is_numeral(chars[at - 1]) || number::digit(chars[at - 1]).is_some())
}

/// 翻番, 翻一番, 翻两番, 翻倍, 倍增.
fn doubling(text: &Text, at: usize, out: &mut Vec<Token>) -> Option<usize> {
    const FORMS: &[(&str, i64)] = &[("翻一番", 2), ("翻了一番", 2), ("翻两番", 4), ("翻了两番", 4), ("翻三番", 8), ("翻番", 2), ("翻倍", 2), ("倍增", 2), ("翻了近一番", 2), ("翻近一番", 2)];
    let (word, times) = FORMS.iter().find(|(w, _)| text.has(at, w))?;
    let end = at + word.chars().count();
    let named = ["计划", "行动", "工程", "效应", "战略", "器", "提质", "目标", "式", "培育", "攻坚", "期", "企业", "方案"];
    let name = named.iter().any(|n| text.has(end, n)) || at > 0 && matches!(text.chars()[at - 1], '成' | '加' | '事');
    let approx = word.contains('近');
    let closes = text.chars().get(end).is_none_or(|c| words::is_clause_stop(*c) || matches!(c, '、' | '的' | '”' | '）' | '以'));
    if !name && (closes || *word != "倍增") {
        let mut found = token(text, at, end, Form::Doubling, Decimal::from(*times), "倍", end, true);
        found.vague = approx.then_some('近');
        out.push(found);
    }
    Some(end)
}

/// 第三 and 前十, where they place something in an order.
fn rank(text: &Text, at: usize, out: &mut Vec<Token>) -> Option<usize> {
    let chars = text.chars();
    if chars[at] == '前' && at > 0 && matches!(chars[at - 1], '提' | '以' | '目' | '之' | '当' | '年' | '超' | '空' | '面') {
        return None;
    }
    let number = number::at(chars, at + 1).filter(|n| !n.scaled && !n.decimal && n.vague.is_none())?;
    let place = number.end + usize::from(matches!(chars.get(number.end), Some('位' | '名')));
    if words::places(text, at, place) {
        let mut found = token(text, at, place, Form::Rank, number.value, "位", number.raw_end, number.chinese);
        found.raw_value = text.slice(Span { start: at + 1, end: number.raw_end });
        if place == number.end {
            found.raw_unit = chars[at].to_string();
        }
        out.push(found);
        return Some(place);
    }
    // An ordinal: what it counts is no figure.
    let ordinal = chars[at] == '第' || matches!(chars.get(number.end), Some('三' | '季' | '个' | '十' | '月' | '年'));
    ordinal.then(|| {
        let unit = unit_scan::at(chars, number.end).map_or(number.end, |u| u.end);
        unit.min(number.end + 2)
    })
}

/// 百分之五.
fn percent_words(text: &Text, at: usize, out: &mut Vec<Token>) -> Option<usize> {
    let number = number::at(text.chars(), at + 3)?;
    out.push(token(text, at, number.end, Form::Plain, number.value, "%", number.end, true));
    Some(number.end)
}

/// 1/10 and 三分之一, as per cent.
fn fraction(text: &Text, at: usize, first: &Number, out: &mut Vec<Token>) -> Option<usize> {
    let chars = text.chars();
    let hundred = Decimal::ONE_HUNDRED;
    if !first.chinese && chars.get(first.end) == Some(&'/') && !first.scaled {
        let second = number::at(chars, first.end + 1).filter(|n| !n.chinese && !n.value.is_zero() && n.value > first.value)?;
        let joined = chars.get(second.end).is_some_and(|c| matches!(c, '/' | '+') || c.is_ascii_alphabetic());
        if joined || first.value.is_zero() {
            return None;
        }
        let share = (first.value * hundred).checked_div(second.value)?.round_dp(6).normalize();
        out.push(token(text, at, second.raw_end, Form::Fraction, share, "%", second.raw_end, false));
        return Some(second.raw_end);
    }
    if text.has(first.end, "分之") && !first.value.is_zero() && (at == 0 || chars[at - 1] != '前') {
        let second = number::at(chars, first.end + 2)?;
        let share = (second.value * hundred).checked_div(first.value)?.round_dp(6).normalize();
        out.push(token(text, at, second.raw_end, Form::Fraction, share, "%", second.raw_end, first.chinese));
        return Some(second.raw_end);
    }
    None
}

/// 2.5:1 and 4∶37∶58.
fn ratio(text: &Text, at: usize, first: &Number, out: &mut Vec<Token>) -> Option<usize> {
    let chars = text.chars();
    let colon = |i: usize| matches!(chars.get(i), Some(':' | '∶' | '：' | '︰'));
    if first.chinese || first.scaled || !colon(first.end) {
        return None;
    }
    let second = number::at(chars, first.end + 1).filter(|n| !n.chinese && !n.scaled)?;
    if !colon(second.end) {
        let clock = !first.decimal && !second.decimal && second.end - first.end == 3;
        if clock || second.value != Decimal::ONE {
            return None;
        }
        let mut found = token(text, at, second.end, Form::Ratio, first.value, ":1", first.end, false);
        found.raw_unit = ":1".to_owned();
        out.push(found);
        return Some(second.end);
    }
    let third = number::at(chars, second.end + 1).filter(|n| !n.chinese)?;
    let starts = [(at, first), (first.end + 1, &second), (second.end + 1, &third)];
    for (start, number) in starts {
        let mut found = token(text, start, number.end, Form::Part, number.value, "%", number.end, false);
        found.unit_supplied = true;
        out.push(found);
    }
    Some(third.end)
}

/// 4.5%—5%, 2—3对.
fn range(text: &Text, at: usize, first: &Number, out: &mut Vec<Token>) -> Option<usize> {
    let chars = text.chars();
    let unit_one = unit_scan::at(chars, first.end);
    let dash_at = unit_one.as_ref().map_or(first.end, |u| u.end);
    let mut start = dash_at;
    while matches!(chars.get(start), Some('—' | '–' | '-' | '－' | '~' | '～' | '一')) && start - dash_at < 2 {
        start += 1;
    }
    if start == dash_at {
        if !matches!(chars.get(start), Some('至' | '到')) || unit_one.is_none() && first.chinese {
            return None;
        }
        start += 1;
    }
    if chars[dash_at] == '一' && start - dash_at != 2 {
        return None;
    }
    let second = number::at(chars, start).filter(|n| n.chinese == first.chinese)?;
    let unit = unit_scan::at(chars, second.end)?;
    let same = unit_one.as_ref().is_none_or(|u| u.unit == unit.unit);
    let low = if first.scaled || !second.scaled { first.value } else { first.value.checked_mul(second.value.checked_div(bare_value(text, start, &second)?)?)? };
    if !same || low > second.value || matches!(unit.unit.as_str(), "年" | "日" | "岁") || started_from(chars, at) {
        return None;
    }
    let mut found = token(text, at, unit.end, Form::Range, low * unit.factor, &unit.unit, second.raw_end, first.chinese);
    found.value_hi = Some(second.value * unit.factor);
    out.push(found);
    Some(unit.end)
}

/// The number without its scale words.
fn bare_value(text: &Text, start: usize, number: &Number) -> Option<Decimal> {
    let words: String = text.slice(Span { start, end: number.raw_end }).chars().filter_map(|c| number::digit(c).and_then(|d| char::from_digit(d, 10)).or((c == '.').then_some('.'))).collect();
    words.parse().ok().filter(|d: &Decimal| !d.is_zero())
}

/// 从…到 is a change, not a range.
fn started_from(chars: &[char], at: usize) -> bool {
    at > 0 && matches!(chars[at - 1], '从' | '由')
}

fn plain(text: &Text, masked: &[bool], at: usize, number: &Number, out: &mut Vec<Token>) -> Option<usize> {
    let chars = text.chars();
    let unit_at = if chars.get(number.end) == Some(&' ') { number.end + 1 } else { number.end };
    if let Some(unit) = unit_scan::at(chars, unit_at) {
        let value = number.value.checked_mul(unit.factor)?;
        let mut found = token(text, at, unit.end, Form::Plain, value, &unit.unit, number.raw_end, number.chinese);
        found.raw_unit = found.raw_unit.chars().filter(|c| !matches!(c, '余' | '多' | ' ')).collect();
        found.vague = number.vague;
        found.bare = number.bare;
        out.push(found);
        return Some(unit.end);
    }
    if !number.chinese && let Some(end) = unit_scan::place_noun(chars, number.end) {
        out.push(token(text, at, end, Form::Plain, number.value, "个", number.raw_end, false));
        return Some(end);
    }
    if let Some(unit) = unit_of_list(chars, masked, number) {
        let mut found = token(text, at, number.end, Form::Plain, number.value.checked_mul(unit.factor)?, &unit.unit, number.raw_end, number.chinese);
        found.unit_supplied = true;
        out.push(found);
        return Some(number.end);
    }
    if number.decimal && !number.scaled && ratio_named(chars, at) {
        let mut found = token(text, at, number.end, Form::Ratio, number.value, ":1", number.raw_end, false);
        found.unit_supplied = true;
        out.push(found);
        return Some(number.end);
    }
    if number.scaled || number.bare || number.vague.is_some() {
        let mut found = token(text, at, number.end, Form::Plain, number.value, "", number.raw_end, number.chinese);
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
            let plausible = number.scaled && (next.scaled || next.decimal) || number.decimal && !number.scaled || !number.scaled && !number.bare && number.end - end == 0 && unit.unit != "年" && unit.unit != "日" && unit.unit != "月";
            return plausible.then_some(unit);
        }
        end = next.end;
    }
    None
}
