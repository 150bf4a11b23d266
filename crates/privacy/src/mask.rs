//! Masking by kind. The number of characters stays, separators and units stay.

use crate::scan::{half_width, surname_length};
use crate::{Kind, scan};

/// What stands for a hidden character.
pub(crate) const STAR: char = '*';

/// A value masked by its kind. A value too short to keep a part of is hidden whole.
pub fn mask(kind: Kind, value: &str) -> String {
    let chars: Vec<char> = value.trim().chars().collect();
    mask_chars(kind, &chars).into_iter().collect()
}

/// Rounds until a masked text is looked at as done: what is hidden may leave something beside it
/// that reads as personal by itself.
const ROUNDS_MAX: usize = 8;

/// A text with all personal data that [`scan`] finds masked; as many characters as before.
pub fn mask_text(text: &str) -> String {
    masked(text, |_| true)
}

/// As [`mask_text`] for those who work on a matter: who somebody is and how they are reached is
/// masked; door numbers and number plates, which a matter is about, stay.
pub fn mask_persons(text: &str) -> String {
    masked(text, |kind| !matches!(kind, Kind::Address | Kind::Plate))
}

fn masked(text: &str, wanted: impl Fn(Kind) -> bool) -> String {
    let mut masked = text.to_owned();
    for _ in 0..ROUNDS_MAX {
        let mut found = scan(&masked);
        found.retain(|one| wanted(one.kind));
        if found.is_empty() {
            break;
        }
        let mut chars: Vec<char> = masked.chars().collect();
        for one in found {
            let span = one.span.start..one.span.end;
            let hidden = mask_chars(one.kind, &chars[span.clone()]);
            chars.splice(span, hidden);
        }
        masked = chars.into_iter().collect();
    }
    masked
}

pub(crate) fn mask_chars(kind: Kind, chars: &[char]) -> Vec<char> {
    match kind {
        Kind::Name => name(chars),
        Kind::Mobile => keep_digits(chars, 3, 4),
        Kind::Landline => landline(chars),
        Kind::IdCard => keep_digits(chars, 4, 2),
        Kind::Address => hide(chars, is_number),
        Kind::Email => email(chars),
        Kind::BankCard => keep_digits(chars, 0, 4),
        Kind::Plate => keep_from(chars, 2, 2),
    }
}

fn hide(chars: &[char], hidden: impl Fn(char) -> bool) -> Vec<char> {
    let one = |c: &char| if hidden(*c) { STAR } else { *c };
    chars.iter().map(one).collect()
}

/// The family name stays; of a name in Latin letters the first letter of each word.
fn name(chars: &[char]) -> Vec<char> {
    if chars.iter().any(char::is_ascii_alphabetic) {
        let mut first = true;
        let one = |c: &char| {
            let kept = !c.is_ascii_alphabetic() || first;
            first = !c.is_ascii_alphabetic();
            if kept { *c } else { STAR }
        };
        return chars.iter().map(one).collect();
    }
    let family = surname_length(chars).unwrap_or(1);
    let family = if chars.len() > family { family } else { 0 };
    let kept = |n: usize, c: char| n < family || c.is_whitespace() || c == '·';
    let one = |(n, c): (usize, &char)| if kept(n, *c) { *c } else { STAR };
    chars.iter().enumerate().map(one).collect()
}

/// Digits at both ends stay, those between are hidden, everything else stays.
fn keep_digits(chars: &[char], head: usize, tail: usize) -> Vec<char> {
    let total = chars.iter().filter(|c| is_digit(**c)).count();
    let (head, tail) = if total >= head + tail + 4 {
        (head, tail)
    } else {
        (0, 0)
    };
    let mut seen = 0;
    let one = |c: &char| {
        if !is_digit(*c) {
            return *c;
        }
        seen += 1;
        let kept = seen <= head || seen > total - tail;
        if kept { *c } else { STAR }
    };
    chars.iter().map(one).collect()
}

/// The area code and the last four stay.
fn landline(chars: &[char]) -> Vec<char> {
    let digits: Vec<char> = chars
        .iter()
        .filter(|c| is_digit(**c))
        .map(|c| half_width(*c))
        .collect();
    let area = match digits.as_slice() {
        ['0', '1' | '2', ..] => 3,
        ['0', ..] => 4,
        _ => 0,
    };
    let tail = if digits.len() >= area + 7 { 4 } else { 0 };
    let total = digits.len();
    let mut seen = 0;
    let one = |c: &char| {
        if !is_digit(*c) {
            return *c;
        }
        seen += 1;
        if seen <= area || seen > total - tail {
            *c
        } else {
            STAR
        }
    };
    chars.iter().map(one).collect()
}

fn email(chars: &[char]) -> Vec<char> {
    let at = chars.iter().position(|c| half_width(*c) == '@');
    let at = at.unwrap_or(chars.len());
    let kept = |n: usize| (n == 0 && at > 1) || n >= at;
    let one = |(n, c): (usize, &char)| if kept(n) { *c } else { STAR };
    chars.iter().enumerate().map(one).collect()
}

fn keep_from(chars: &[char], head: usize, tail: usize) -> Vec<char> {
    if chars.len() < head + tail + 2 {
        return hide(chars, |_| true);
    }
    let kept = |n: usize, c: char| {
        n < head || n >= chars.len() - tail || !half_width(c).is_ascii_alphanumeric()
    };
    let one = |(n, c): (usize, &char)| if kept(n, *c) { *c } else { STAR };
    chars.iter().enumerate().map(one).collect()
}

/// A digit in any of the ways people write one, and the X of an identity number.
fn is_digit(c: char) -> bool {
    let plain = half_width(c);
    plain.is_ascii_digit() || matches!(plain, 'x' | 'X') || crate::scan::han_digit(c).is_some()
}

/// What numbers a door: digits, letters, numerals.
fn is_number(c: char) -> bool {
    half_width(c).is_ascii_alphanumeric() || crate::scan::han_digit(c).is_some() || c == '十'
}
