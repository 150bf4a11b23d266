//! A file carried by a form from the look at its difference to the step, so that nothing is kept on
//! the server in between; and the digest by which the step knows the difference that was shown.

use serde::Serialize;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Changes whenever the difference does.
pub fn digest_of(diff: &impl Serialize) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(diff)
        .unwrap_or_default()
        .hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// As a form carries it.
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// None where it is no hexadecimal text.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .chars()
        .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()))
        .collect::<Option<_>>()?;
    digits.len().is_multiple_of(2).then(|| {
        digits
            .chunks(2)
            .map(|pair| pair[0] * 16 + pair[1])
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_survives_the_form() {
        let bytes = vec![0u8, 1, 0xfe, 0xff, b'P', b'K'];
        assert_eq!(from_hex(&to_hex(&bytes)), Some(bytes));
        assert_eq!(from_hex("abc"), None);
        assert_eq!(from_hex("zz"), None);
    }
}
