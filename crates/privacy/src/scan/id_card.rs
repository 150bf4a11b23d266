//! Identity numbers (GB 11643): region, birthday, order, check character.

use super::Span;
use super::chars::introduced;
use super::numbers::from_run;
use jiff::civil::Date;

/// Words that introduce an identity number, under which a wrong check character is taken for a slip.
const WORDS: [&str; 6] = [
    "身份证",
    "身份证号",
    "身份证号码",
    "证件号",
    "证件号码",
    "公民身份号码",
];
/// Weights of the first 17 digits.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check characters by the remainder.
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

pub(super) fn find(plain: &[char], runs: &[Span]) -> Vec<Span> {
    let mut found: Vec<Span> = vec![];
    for first in 0..runs.len() {
        let start = runs[first].start;
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let called = introduced(plain, start, &WORDS);
        let lettered = start > 0 && plain[start - 1].is_ascii_alphabetic();
        if lettered && !called {
            continue;
        }
        let mut spans = from_run(plain, runs, first)
            .into_iter()
            .filter_map(|number| {
                let (mut digits, mut span) = (number.digits, number.span);
                if digits.len() == 17 {
                    let x = (span.end..plain.len().min(span.end + 2))
                        .find(|at| matches!(plain[*at], 'x' | 'X'))?;
                    let gap = plain[span.end..x].iter().all(|c| *c == ' ' || *c == '-');
                    if !gap {
                        return None;
                    }
                    digits.push('X');
                    span.end = x + 1;
                }
                let open = plain
                    .get(span.end)
                    .is_none_or(|c| !c.is_ascii_alphanumeric());
                (open && is_number(&digits, called)).then_some(span)
            });
        found.extend(spans.next_back());
    }
    found
}

fn is_number(digits: &[char], called: bool) -> bool {
    match digits.len() {
        18 => region(digits) && birthday(&digits[6..14]) && (called || checked(digits)),
        15 => {
            let born: Vec<char> = ['1', '9']
                .into_iter()
                .chain(digits[6..12].iter().copied())
                .collect();
            called && region(digits) && birthday(&born)
        }
        _ => false,
    }
}

fn region(digits: &[char]) -> bool {
    matches!(
        (digits[0], digits[1]),
        ('1', '1'..='5')
            | ('2', '1'..='3')
            | ('3', '1'..='7')
            | ('4', '1'..='6')
            | ('5', '0'..='4')
            | ('6', '1'..='5')
            | ('7', '1')
            | ('8', '1'..='3')
    )
}

fn birthday(digits: &[char]) -> bool {
    let number = |part: &[char]| part.iter().collect::<String>().parse::<i16>().unwrap_or(0);
    let (year, month, day) = (
        number(&digits[..4]),
        number(&digits[4..6]),
        number(&digits[6..]),
    );
    let fits = |n: i16| i8::try_from(n).ok();
    let date = fits(month)
        .zip(fits(day))
        .and_then(|(m, d)| Date::new(year, m, d).ok());
    date.is_some() && (1880..2100).contains(&year)
}

pub(super) fn checked(digits: &[char]) -> bool {
    let sum: u32 = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(c, weight)| c.to_digit(10).unwrap_or(0) * weight)
        .sum();
    digits.get(17) == CHECKS.get((sum % 11) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_character_is_reckoned() {
        let digits = |text: &str| text.chars().collect::<Vec<_>>();
        assert!(
            checked(&digits("11010519491231002X")),
            "the example of the standard"
        );
        assert!(!checked(&digits("110105194912310021")));
    }
}
