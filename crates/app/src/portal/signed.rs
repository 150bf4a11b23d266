//! Words handed to a browser and taken back: signed, for one purpose, for a while.
//!
//! A form without an account keeps nothing on the server between its steps; what it carries is
//! readable by the person and cannot be changed (HMAC with SM3, GB/T 32905).

use crate::hex;
use ctutils::CtEq;
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

/// Longest signed text that is read, in bytes.
const BYTES_MAX: usize = 16 * 1024;

/// Makes a code of some words that only this district's servers can make.
pub(crate) type Signer<'a> = &'a dyn Fn(&str) -> String;

/// Signs `value` for `purpose` until an instant.
pub(crate) fn sign<T: Serialize>(
    signer: Signer<'_>,
    purpose: &str,
    until: Timestamp,
    value: &T,
) -> Option<String> {
    let body = hex::encode(&serde_json::to_vec(&(until.as_millisecond(), value)).ok()?);
    let code = code(signer, purpose, &body);
    Some(format!("{body}.{code}"))
}

/// What was signed; none where it was changed, made for another purpose, or is over.
pub(crate) fn read<T: DeserializeOwned>(
    signer: Signer<'_>,
    purpose: &str,
    now: Timestamp,
    text: &str,
) -> Option<T> {
    if text.len() > BYTES_MAX {
        return None;
    }
    let (body, sent) = text.split_once('.')?;
    let due = code(signer, purpose, body);
    if !due.as_bytes().ct_eq(sent.as_bytes()).to_bool() {
        return None;
    }
    let (until, value): (i64, T) = serde_json::from_slice(&hex::decode(body)?).ok()?;
    (now.as_millisecond() <= until).then_some(value)
}

/// The code of some words for a purpose.
pub(crate) fn code(signer: Signer<'_>, purpose: &str, words: &str) -> String {
    signer(&format!("{purpose}/{words}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    use journal::Algorithm;

    fn signer(words: &str) -> String {
        Algorithm::Sm3.hex(format!("key of the tests/{words}").as_bytes())
    }
    fn other(words: &str) -> String {
        Algorithm::Sm3.hex(format!("another/{words}").as_bytes())
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn it_reads_back_until_it_is_over() {
        let text = sign(&signer, "form", at(100), &("照片", 3)).unwrap();
        let read_at = |second| read::<(String, i32)>(&signer, "form", at(second), &text);
        assert_eq!(read_at(100), Some(("照片".to_owned(), 3)));
        assert_eq!(read_at(101), None);
        assert_eq!(
            read::<(String, i32)>(&signer, "other", at(1), &text),
            None,
            "made for another purpose"
        );
        assert_eq!(read::<(String, i32)>(&other, "form", at(1), &text), None);
    }

    proptest! {
        #[test]
        fn a_changed_letter_is_noticed(at_byte in 0usize..400, to in "[0-9a-f.]") {
            let text = sign(&signer, "form", at(100), &"abc").unwrap();
            let mut changed = text.clone();
            let i = at_byte % text.len();
            changed.replace_range(i..=i, &to);
            prop_assume!(changed != text);
            prop_assert_eq!(read::<String>(&signer, "form", at(1), &changed), None);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}") {
            prop_assert_eq!(read::<String>(&signer, "form", at(1), &text), None);
        }
    }
}
