//! Personal data in free text. Full-width characters count as their half-width ones, digits may be
//! written with separators between them; positions are those of the text as typed.

mod address;
mod bank_card;
mod chars;
mod email;
mod id_card;
mod name;
mod numbers;
mod phone;
mod plate;
mod surnames;

use crate::Kind;
use serde::Serialize;

pub(crate) use chars::{half_width, han_digit};
pub(crate) use surnames::surname_length;

/// A place in a text, in code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First character.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
}

/// Something personal in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Finding {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: Kind,
}

/// Finds personal data, in the order of the text and without overlaps. Where two kinds claim the
/// same characters the more certain one is kept: identity number, bank card, e-mail, telephone,
/// plate, address, name.
///
/// A name needs a word that introduces or follows it (姓名：, 我叫, 先生); a number that a word calls
/// a case number, an amount or a date is left alone.
pub fn scan(text: &str) -> Vec<Finding> {
    let plain: Vec<char> = text.chars().map(half_width).collect();
    let runs = numbers::runs(&plain);
    let searches: [(Kind, Vec<Span>); 9] = [
        (Kind::IdCard, id_card::find(&plain, &runs)),
        (Kind::BankCard, bank_card::find(&plain, &runs)),
        (Kind::Email, email::find(&plain)),
        (Kind::Mobile, phone::mobiles(&plain, &runs)),
        (Kind::Mobile, phone::mobiles_in_han(&plain)),
        (Kind::Landline, phone::landlines(&plain, &runs)),
        (Kind::Plate, plate::find(&plain)),
        (Kind::Address, address::find(&plain)),
        (Kind::Name, name::find(&plain)),
    ];
    let mut taken = vec![false; plain.len()];
    let mut found = vec![];
    for (kind, spans) in searches {
        for span in spans {
            let place = &mut taken[span.start..span.end];
            if place.iter().any(|t| *t) {
                continue;
            }
            place.fill(true);
            found.push(Finding { span, kind });
        }
    }
    found.sort_unstable();
    found
}

/// True for eleven digits that begin as mobile numbers do, whatever separates them.
pub(crate) fn is_mobile(value: &str) -> bool {
    let digits: Vec<char> = value
        .chars()
        .map(half_width)
        .filter(char::is_ascii_digit)
        .collect();
    let own = digits.strip_prefix(&['8', '6']).unwrap_or(&digits);
    phone::is_mobile_number(own)
}
