//! Figures that are more than a number with a unit: ranks, ranges, ratios, fractions, doublings.

use figure::Decimal;

use super::{
    number,
    number::Number,
    token::{Form, Token, token},
    unit_scan, words,
};
use crate::{Span, Text};

/// 翻番, 翻一番, 翻两番, 翻倍, 倍增.
pub fn doubling(text: &Text, at: usize, out: &mut Vec<Token>) -> Option<usize> {
    #[rustfmt::skip]
    const FORMS: &[(&str, i64)] = &[("翻一番", 2), ("翻了一番", 2), ("翻两番", 4), ("翻了两番", 4), ("翻三番", 8), ("翻番", 2), ("翻倍", 2), ("倍增", 2), ("翻了近一番", 2), ("翻近一番", 2)];
    let (word, times) = FORMS.iter().find(|(w, _)| text.has(at, w))?;
    let end = at + word.chars().count();
    let named = [
        "计划", "行动", "工程", "效应", "战略", "器", "提质", "目标", "式", "培育", "攻坚", "期",
        "企业", "方案",
    ];
    let name = named.iter().any(|n| text.has(end, n))
        || at > 0 && matches!(text.chars()[at - 1], '成' | '加' | '事');
    let approx = word.contains('近');
    let closes = text
        .chars()
        .get(end)
        .is_none_or(|c| words::is_clause_stop(*c) || matches!(c, '、' | '的' | '”' | '）' | '以'));
    if !name && (closes || *word != "倍增") {
        let mut found = token(
            text,
            at,
            end,
            Form::Doubling,
            Decimal::from(*times),
            "倍",
            end,
            true,
        );
        found.vague = approx.then_some('近');
        out.push(found);
    }
    Some(end)
}

/// 第三 and 前十, where they place something in an order.
pub fn rank(text: &Text, at: usize, out: &mut Vec<Token>) -> Option<usize> {
    let chars = text.chars();
    if chars[at] == '前'
        && at > 0
        && matches!(
            chars[at - 1],
            '提' | '以' | '目' | '之' | '当' | '年' | '超' | '空' | '面'
        )
    {
        return None;
    }
    let number =
        number::at(chars, at + 1).filter(|n| !n.scaled && !n.decimal && n.vague.is_none())?;
    let place = number.end + usize::from(matches!(chars.get(number.end), Some('位' | '名')));
    if words::places(text, at, place) {
        let mut found = token(
            text,
            at,
            place,
            Form::Rank,
            number.value,
            "位",
            number.raw_end,
            number.chinese,
        );
        found.raw_value = text.slice(Span {
            start: at + 1,
            end: number.raw_end,
        });
        if place == number.end {
            found.raw_unit = chars[at].to_string();
        }
        out.push(found);
        return Some(place);
    }
    // An ordinal: what it counts is no figure.
    let ordinal = chars[at] == '第'
        || matches!(
            chars.get(number.end),
            Some('三' | '季' | '个' | '十' | '月' | '年')
        );
    ordinal.then(|| {
        let unit = unit_scan::at(chars, number.end).map_or(number.end, |u| u.end);
        unit.min(number.end + 2)
    })
}

/// 百分之五.
pub fn percent_words(text: &Text, at: usize, out: &mut Vec<Token>) -> Option<usize> {
    let number = number::at(text.chars(), at + 3)?;
    out.push(token(
        text,
        at,
        number.end,
        Form::Plain,
        number.value,
        "%",
        number.end,
        true,
    ));
    Some(number.end)
}

/// 1/10 and 三分之一, as per cent.
pub fn fraction(text: &Text, at: usize, first: &Number, out: &mut Vec<Token>) -> Option<usize> {
    let chars = text.chars();
    let hundred = Decimal::ONE_HUNDRED;
    if !first.chinese && chars.get(first.end) == Some(&'/') && !first.scaled {
        let second = number::at(chars, first.end + 1)
            .filter(|n| !n.chinese && !n.value.is_zero() && n.value > first.value)?;
        let joined = chars
            .get(second.end)
            .is_some_and(|c| matches!(c, '/' | '+') || c.is_ascii_alphabetic());
        if joined || first.value.is_zero() {
            return None;
        }
        let share = (first.value * hundred)
            .checked_div(second.value)?
            .round_dp(6)
            .normalize();
        out.push(token(
            text,
            at,
            second.raw_end,
            Form::Fraction,
            share,
            "%",
            second.raw_end,
            false,
        ));
        return Some(second.raw_end);
    }
    if text.has(first.end, "分之") && !first.value.is_zero() && (at == 0 || chars[at - 1] != '前')
    {
        let second = number::at(chars, first.end + 2)?;
        let share = (second.value * hundred)
            .checked_div(first.value)?
            .round_dp(6)
            .normalize();
        out.push(token(
            text,
            at,
            second.raw_end,
            Form::Fraction,
            share,
            "%",
            second.raw_end,
            first.chinese,
        ));
        return Some(second.raw_end);
    }
    None
}

/// 2.5:1 and 4∶37∶58.
pub fn ratio(text: &Text, at: usize, first: &Number, out: &mut Vec<Token>) -> Option<usize> {
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
        let mut found = token(
            text,
            at,
            second.end,
            Form::Ratio,
            first.value,
            ":1",
            first.end,
            false,
        );
        found.raw_unit = ":1".to_owned();
        out.push(found);
        return Some(second.end);
    }
    let third = number::at(chars, second.end + 1).filter(|n| !n.chinese)?;
    let starts = [
        (at, first),
        (first.end + 1, &second),
        (second.end + 1, &third),
    ];
    for (start, number) in starts {
        let mut found = token(
            text,
            start,
            number.end,
            Form::Part,
            number.value,
            "%",
            number.end,
            false,
        );
        found.unit_supplied = true;
        out.push(found);
    }
    Some(third.end)
}

/// 4.5%—5%, 2—3对.
pub fn range(text: &Text, at: usize, first: &Number, out: &mut Vec<Token>) -> Option<usize> {
    let chars = text.chars();
    let unit_one = unit_scan::at(chars, first.end);
    let dash_at = unit_one.as_ref().map_or(first.end, |u| u.end);
    let mut start = dash_at;
    while matches!(
        chars.get(start),
        Some('—' | '–' | '-' | '－' | '~' | '～' | '一')
    ) && start - dash_at < 2
    {
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
    let low = if first.scaled || !second.scaled {
        first.value
    } else {
        first.value.checked_mul(
            second
                .value
                .checked_div(bare_value(text, start, &second)?)?,
        )?
    };
    if !same
        || low > second.value
        || matches!(unit.unit.as_str(), "年" | "日" | "岁")
        || started_from(chars, at)
    {
        return None;
    }
    let mut found = token(
        text,
        at,
        unit.end,
        Form::Range,
        low * unit.factor,
        &unit.unit,
        second.raw_end,
        first.chinese,
    );
    found.value_hi = Some(second.value * unit.factor);
    out.push(found);
    Some(unit.end)
}

/// The number without its scale words.
fn bare_value(text: &Text, start: usize, number: &Number) -> Option<Decimal> {
    let words: String = text
        .slice(Span {
            start,
            end: number.raw_end,
        })
        .chars()
        .filter_map(|c| {
            number::digit(c)
                .and_then(|d| char::from_digit(d, 10))
                .or((c == '.').then_some('.'))
        })
        .collect();
    words.parse().ok().filter(|d: &Decimal| !d.is_zero())
}

/// 从…到 is a change, not a range.
fn started_from(chars: &[char], at: usize) -> bool {
    at > 0 && matches!(chars[at - 1], '从' | '由')
}
