//! Who reported: sealed under the case's own key; lists and pages see masked forms alone.

use crate::{App, AppError, Result};
use casework::ReporterRef;
use privacy::{Kind, mask};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Write;

/// Most characters of a name or number.
const CHARS_MAX: usize = 60;
/// Letters of a tracking code: none that is taken for another.
const LETTERS: &[u8] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// Letters of a code: about 59 bits.
const CODE_LETTERS: usize = 12;

/// Who reports, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReporterIn {
    /// Name.
    pub name: String,
    /// Telephone.
    pub phone: String,
    /// Other personal fields of the type, by key.
    pub more: BTreeMap<String, String>,
    /// Asks that the unit complained of does not learn who reports.
    pub hidden: bool,
}

/// Name, telephone and the rest, as sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sealed {
    pub name: String,
    pub phone: String,
    #[serde(default)]
    pub more: BTreeMap<String, String>,
}

/// A reporter made ready to be stored.
pub(super) struct Ready {
    pub reporter: ReporterRef,
    pub writes: Vec<Write>,
    /// For the reporter alone, shown once.
    pub code: String,
}

/// Seals a reporter of a new case. Errors: `case.reporter` for what is too long.
pub(super) fn seal(app: &App, case: &str, given: &ReporterIn) -> Result<Ready> {
    let name = given.name.trim().to_owned();
    let phone = given.phone.trim().to_owned();
    let long = |text: &String| text.chars().count() > CHARS_MAX;
    if long(&name) || long(&phone) || given.more.len() > 10 || given.more.values().any(long) {
        return Err(AppError::field(
            "reporter_name",
            "case.reporter",
            format!("姓名、电话各不超过{CHARS_MAX}字"),
            "Name and telephone have at most 60 characters each",
        ));
    }
    let code = new_code();
    let anonymous = name.is_empty() && phone.is_empty() && given.more.is_empty();
    let mut writes = vec![];
    let mut sealed = String::new();
    if !anonymous {
        let plain = Sealed {
            name: name.clone(),
            phone: phone.clone(),
            more: given.more.clone(),
        };
        let plain = serde_json::to_string(&plain).unwrap_or_default();
        let (text, write) = app.sealer().seal_first(case, &plain)?;
        sealed = text;
        writes.push(write);
        if phone.chars().any(|c| c.is_ascii_digit()) {
            writes.push(Write::PutCaller {
                caller: app.sealer().caller(&phone),
                subject: case.to_owned(),
            });
        }
    }
    Ok(Ready {
        reporter: ReporterRef {
            sealed,
            masked_name: masked(Kind::Name, &name),
            masked_phone: masked(phone_kind(&phone), &phone),
            anonymous,
            hidden: given.hidden,
            tracking: Some(hash(app, &code)),
        },
        writes,
        code,
    })
}

fn masked(kind: Kind, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    mask(kind, value)
}

fn phone_kind(phone: &str) -> Kind {
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    if digits == 11 && phone.starts_with('1') {
        Kind::Mobile
    } else {
        Kind::Landline
    }
}

fn new_code() -> String {
    let letter = || LETTERS[rand::random_range(0..LETTERS.len())] as char;
    std::iter::repeat_with(letter).take(CODE_LETTERS).collect()
}

/// What is kept of a tracking code. Case, blanks and hyphens as typed do not matter.
pub(super) fn hash(app: &App, code: &str) -> String {
    let code: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let words = format!("tracking/{}/{code}", app.district().0);
    journal::Algorithm::Sm3.hex(words.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_long_and_never_ambiguous() {
        let code = new_code();
        assert_eq!(code.len(), CODE_LETTERS);
        assert!(!code.contains(['0', 'O', '1', 'I', 'L']));
        assert_ne!(code, new_code());
    }

    #[test]
    fn nothing_of_a_number_is_left_in_its_masked_form() {
        let shown = masked(phone_kind("13900001234"), "13900001234");
        assert!(!shown.contains("0000") && shown.contains('*'));
        assert_eq!(masked(Kind::Name, ""), "");
    }
}
