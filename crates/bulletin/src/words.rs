//! Words of numbers and days, and the numbers in a text that lead to their workings.

use crate::Run;
use figure::Decimal;
use indicator::percent::fixed;
use jiff::civil::Date;

/// A number with its unit, rounded once: rates to one place, others to at most two.
pub(crate) fn said(value: Decimal, unit: &str) -> String {
    match unit {
        "%" | "个百分点" => format!("{}{unit}", fixed(value, 1)),
        _ => {
            let shown = fixed(value, 2);
            let shown = shown.trim_end_matches('0').trim_end_matches('.');
            format!("{shown}{unit}")
        }
    }
}

/// 11月23日.
pub(crate) fn day(of: Date) -> String {
    format!("{}月{}日", of.month(), of.day())
}

/// 2026年11月23日.
pub(crate) fn full_day(of: Date) -> String {
    format!("{}年{}", of.year(), day(of))
}

/// Every number of a text leads to one page; days and ordinals do not.
pub(crate) fn linked(text: &str, href: &str) -> Vec<Run> {
    let chars: Vec<char> = text.chars().collect();
    let (mut runs, mut plain, mut at) = (vec![], String::new(), 0);
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            plain.push(chars[at]);
            at += 1;
            continue;
        }
        let end = end_of_number(&chars, at);
        let token: String = chars[at..end].iter().collect();
        let before = at.checked_sub(1).map(|b| chars[b]);
        if is_measure(before, &token, chars.get(end).copied()) {
            let sign = plain.ends_with(['-', '+', '−']);
            let sign = sign.then(|| plain.pop()).flatten();
            push(&mut runs, std::mem::take(&mut plain));
            let mut number = String::from_iter(sign);
            number.push_str(&token);
            runs.push(Run::number(number, href));
        } else {
            plain.push_str(&token);
        }
        at = end;
    }
    push(&mut runs, plain);
    runs
}

fn push(runs: &mut Vec<Run>, plain: String) {
    if !plain.is_empty() {
        runs.push(Run::words(plain));
    }
}

/// Digits with points, commas and hyphens between them, and a sign of percent.
fn end_of_number(chars: &[char], from: usize) -> usize {
    let mut end = from;
    while end < chars.len() {
        let next_digit = chars.get(end + 1).is_some_and(char::is_ascii_digit);
        match chars[end] {
            c if c.is_ascii_digit() => end += 1,
            '.' | ',' | '-' if next_digit => end += 1,
            '%' => return end + 1,
            _ => break,
        }
    }
    end
}

fn is_measure(before: Option<char>, token: &str, after: Option<char>) -> bool {
    const OF_DAYS: &str = "年月日时周旬期季度";
    let named = before
        .is_some_and(|c| c == '第' || c == '〔' || c == '—' || c.is_alphabetic() && c.is_ascii());
    let dated = after.is_some_and(|c| OF_DAYS.contains(c) || c == '—' || c == '〕');
    !named && !dated && !token.contains('-')
}
