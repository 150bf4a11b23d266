//! Codes of matters and ids of entries.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// Longest code of a matter, in bytes.
const MATTER_BYTES_MAX: usize = 12;
/// Longest id of an entry, in bytes.
const ENTRY_BYTES_MAX: usize = 40;

/// Why a text is no code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ShapeError {
    /// Not 1 to 12 of `0-9 A-Z -`.
    #[error("事项代码“{0}”只能用数字、大写字母和连字符，1至12个字符")]
    Matter(String),
    /// Not 1 to 40 of `a-z 0-9 - _`.
    #[error("清单条目编号“{0}”只能用小写字母、数字、连字符和下划线，1至40个字符")]
    Entry(String),
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $max:ident, $allowed:pat, $error:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads a code. Errors: [`ShapeError`].
            pub fn parse(text: &str) -> Result<Self, ShapeError> {
                let fits = (1..=$max).contains(&text.len());
                if fits && text.bytes().all(|b| matches!(b, $allowed)) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(ShapeError::$error(text.to_owned()))
                }
            }
            /// The code as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl TryFrom<String> for $name {
            type Error = ShapeError;
            fn try_from(text: String) -> Result<Self, ShapeError> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(code: $name) -> String {
                code.0
            }
        }
    };
}

code! {
    /// A matter's code: five digits in GB/T 47678.5 (class and subclass), else the district's own.
    MatterCode, MATTER_BYTES_MAX, b'0'..=b'9' | b'A'..=b'Z' | b'-', Matter
}
code! {
    /// The id by which a return or a refusal cites an entry of the duty list.
    EntryId, ENTRY_BYTES_MAX, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_', Entry
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_plain() {
        assert_eq!(MatterCode::parse("06010").unwrap().as_str(), "06010");
        assert_eq!(EntryId::parse("d-06010-1").unwrap().as_str(), "d-06010-1");
        for bad in ["", "暴露垃圾", "06 010", "0123456789012"] {
            assert_eq!(
                MatterCode::parse(bad),
                Err(ShapeError::Matter(bad.to_owned()))
            );
        }
        assert!(EntryId::parse("D-1").is_err());
    }
}
