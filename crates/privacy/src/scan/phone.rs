//! Telephone numbers.

use super::Span;
use super::chars::{han_digit, introduced};
use super::numbers::{Number, from_run, lettered, stands_free};

/// Ways people group eleven digits; or each alone, or in pairs.
const MOBILE_GROUPS: [&[usize]; 10] = [
    &[11],
    &[3, 4, 4],
    &[3, 8],
    &[7, 4],
    &[4, 3, 4],
    &[4, 4, 3],
    &[3, 3, 5],
    &[5, 6],
    &[6, 5],
    &[3, 5, 3],
];
/// Words that introduce a telephone number.
const PHONE_WORDS: [&str; 14] = [
    "电话", "手机", "座机", "固话", "致电", "联系", "号码", "tel", "TEL", "Tel", "phone", "微信",
    "拨打", "来电",
];

pub(super) fn is_mobile_number(digits: &[char]) -> bool {
    matches!(digits, ['1', '3'..='9', ..]) && digits.len() == 11
}

pub(super) fn mobiles(plain: &[char], runs: &[Span]) -> Vec<Span> {
    let numbers = (0..runs.len()).flat_map(|first| {
        let mut all = from_run(plain, runs, first).into_iter();
        all.find(|number| is_mobile(plain, number))
    });
    numbers.map(|number| number.span).collect()
}

fn is_mobile(plain: &[char], number: &Number) -> bool {
    let own = without_country(number);
    let Some((digits, groups)) = own else {
        return false;
    };
    let alike = |size: usize| groups.iter().rev().skip(1).all(|g| *g == size) && groups.len() > 1;
    let usual = MOBILE_GROUPS.contains(&groups.as_slice()) || alike(1) || alike(2);
    let called = introduced(plain, number.span.start, &PHONE_WORDS);
    is_mobile_number(&digits)
        && usual
        && stands_free(plain, number.span)
        && (called || !lettered(plain, number.span.start))
}

/// The digits and groups behind 86 or 0086.
fn without_country(number: &Number) -> Option<(Vec<char>, Vec<usize>)> {
    let (digits, groups) = (&number.digits, &number.groups);
    let code = match digits.len() {
        11 => 0,
        13 if digits.starts_with(&['8', '6']) => 2,
        15 if digits.starts_with(&['0', '0', '8', '6']) => 4,
        _ => return None,
    };
    let mut groups = groups.clone();
    if code > 0 && groups[0] == code {
        groups.remove(0);
    } else if groups[0] > code {
        groups[0] -= code;
    } else {
        return None;
    }
    Some((digits[code..].to_vec(), groups))
}

/// Eleven numerals read out one by one: 一三八零零…
pub(super) fn mobiles_in_han(plain: &[char]) -> Vec<Span> {
    let digit_at = |at: &usize| {
        let c = plain[*at];
        han_digit(c).or(c.is_ascii_digit().then_some(c))
    };
    let mut found = vec![];
    let mut start = 0;
    while start < plain.len() {
        let digits: Vec<char> = (start..plain.len())
            .map_while(|at| digit_at(&at))
            .take(12)
            .collect();
        let written = plain[start..start + digits.len()]
            .iter()
            .any(|c| han_digit(*c).is_some());
        if written && is_mobile_number(&digits) {
            found.push(Span {
                start,
                end: start + digits.len(),
            });
        }
        start += (start..plain.len())
            .take_while(|at| digit_at(at).is_some())
            .count()
            .max(1);
    }
    found
}

pub(super) fn landlines(plain: &[char], runs: &[Span]) -> Vec<Span> {
    let mut found: Vec<Span> = vec![];
    for first in 0..runs.len() {
        let numbers = from_run(plain, runs, first);
        let with_area = numbers
            .into_iter()
            .find(|n| has_area(n) && stands_free(plain, n.span));
        let span = with_area
            .map(|n| n.span)
            .filter(|span| !lettered(plain, span.start))
            .or_else(|| in_brackets(plain, runs, first))
            .or_else(|| bare(plain, runs[first]));
        found.extend(span);
    }
    found
}

/// 020-83561234, 0755 2345 6789, 02083561234.
fn has_area(number: &Number) -> bool {
    let area = match number.digits.as_slice() {
        ['0', '1' | '2', ..] => 3,
        ['0', '3'..='9', ..] => 4,
        _ => return false,
    };
    let local = number.digits.len().saturating_sub(area);
    let shaped = match number.groups.as_slice() {
        [_] => true,
        [a, rest @ ..] => *a == area && (rest == [local] || rest == [4, 4] || rest == [3, 4]),
        [] => false,
    };
    matches!(local, 7 | 8) && shaped && matches!(number.digits.get(area), Some('2'..='9'))
}

/// (020)83561234.
fn in_brackets(plain: &[char], runs: &[Span], first: usize) -> Option<Span> {
    let (area, local) = (runs.get(first)?, runs.get(first + 1)?);
    let open = area.start.checked_sub(1)?;
    let brackets = matches!(plain[open], '(') && plain.get(area.end) == Some(&')');
    let gap = plain[area.end..local.start].len() <= 2;
    let sizes = (area.end - area.start, local.end - local.start);
    let fits = matches!(sizes, (3..=4, 7..=8)) && plain[area.start] == '0';
    (brackets && gap && fits).then_some(Span {
        start: open,
        end: local.end,
    })
}

/// Seven or eight digits that a word calls a telephone number.
fn bare(plain: &[char], run: Span) -> Option<Span> {
    let size = run.end - run.start;
    let called = introduced(plain, run.start, &PHONE_WORDS);
    let starts = matches!(plain[run.start], '2'..='9');
    (matches!(size, 7 | 8) && starts && called && stands_free(plain, run)).then_some(run)
}
