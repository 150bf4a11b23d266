//! Words handed to a browser and taken back: signed, for one purpose, for a while.
//!
//! A form without an account keeps nothing on the server between its steps; what it carries is
//! readable by the person and cannot be changed (HMAC with SM3, GB/T 32905).

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
    let body = hex(&serde_json::to_vec(&(until.as_millisecond(), value)).ok()?);
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
    if !equal(code(signer, purpose, body).as_bytes(), sent.as_bytes()) {
        return None;
    }
    let (until, value): (i64, T) = serde_json::from_slice(&unhex(body)?).ok()?;
    (now.as_millisecond() <= until).then_some(value)
}

/// The code of some words for a purpose.
pub(crate) fn code(signer: Signer<'_>, purpose: &str, words: &str) -> String {
    signer(&format!("{purpose}/{words}"))
}

/// Compares without stopping at the first difference.
fn equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |acc, (x, y)| acc | (x ^ y)) == 0
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    use sm3::{Digest, Sm3};

    fn signer(words: &str) -> String {
        hex(&Sm3::digest(format!("key of the tests/{words}")))
    }
    fn other(words: &str) -> String {
        hex(&Sm3::digest(format!("another/{words}")))
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
