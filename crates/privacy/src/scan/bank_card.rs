//! Bank cards: 16 to 19 digits with the check digit of ISO/IEC 7812.

use super::Span;
use super::chars::introduced;
use super::numbers::{Number, from_run, lettered, stands_free};

const WORDS: [&str; 8] = [
    "卡号",
    "银行卡",
    "账号",
    "帐号",
    "账户",
    "帐户",
    "银行账号",
    "储蓄卡",
];

pub(super) fn find(plain: &[char], runs: &[Span]) -> Vec<Span> {
    let mut found: Vec<Span> = vec![];
    for first in 0..runs.len() {
        if found
            .last()
            .is_some_and(|last| runs[first].start < last.end)
        {
            continue;
        }
        let numbers = from_run(plain, runs, first).into_iter();
        let mut cards = numbers.filter(|number| is_card(plain, number));
        found.extend(cards.next_back().map(|number| number.span));
    }
    found
}

fn is_card(plain: &[char], number: &Number) -> bool {
    let digits = &number.digits;
    if !(16..=19).contains(&digits.len()) || lettered(plain, number.span.start) {
        return false;
    }
    let called = introduced(plain, number.span.start, &WORDS);
    let issued = matches!(
        digits.as_slice(),
        ['6', '2', ..] | ['4', ..] | ['5', '1'..='5', ..]
    );
    let fours = number.groups.iter().rev().skip(1).all(|size| *size == 4);
    let grouped = number.groups.len() == 1 || fours;
    let end_open = plain
        .get(number.span.end)
        .is_none_or(|c| !c.is_ascii_digit());
    let fits = grouped && end_open && stands_free(plain, number.span);
    fits && (called || (issued && luhn(digits)))
}

fn luhn(digits: &[char]) -> bool {
    let doubled = |(place, c): (usize, &char)| {
        let digit = c.to_digit(10).unwrap_or(0);
        match place % 2 {
            0 => digit,
            _ if digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        }
    };
    let sum: u32 = digits.iter().rev().enumerate().map(doubled).sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_reckoned() {
        let digits = |text: &str| text.chars().collect::<Vec<_>>();
        assert!(luhn(&digits("4111111111111111")));
        assert!(!luhn(&digits("4111111111111112")));
    }
}
