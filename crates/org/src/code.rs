//! Codes: of units and people (the profile's own) and of places (the official statistical ones).

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// Longest unit code or person id, in bytes.
pub const CODE_BYTES_MAX: usize = 40;

/// Why a code is not one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CodeError {
    /// Empty, too long, or with characters other than `a-z 0-9 - _`.
    #[error("代码“{0}”只能用小写字母、数字、连字符和下划线，1至40个字符")]
    Shape(String),
    /// Not 6, 9 or 12 digits.
    #[error("统计用区划代码“{0}”应为6位（区）、9位（街道）或12位（社区）数字")]
    Official(String),
}

fn check_shape(text: &str) -> Result<(), CodeError> {
    let fits = (1..=CODE_BYTES_MAX).contains(&text.len());
    let plain = text
        .bytes()
        .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'));
    if fits && plain {
        Ok(())
    } else {
        Err(CodeError::Shape(text.to_owned()))
    }
}

macro_rules! text_code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads a code. Errors: [`CodeError::Shape`].
            pub fn parse(text: &str) -> Result<Self, CodeError> {
                check_shape(text).map(|()| Self(text.to_owned()))
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
            type Error = CodeError;
            fn try_from(text: String) -> Result<Self, CodeError> {
                check_shape(&text).map(|()| Self(text))
            }
        }
        impl From<$name> for String {
            fn from(code: $name) -> String {
                code.0
            }
        }
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

text_code! {
    /// A unit's code inside its district: `a-z 0-9 - _`, 1 to 40 bytes.
    UnitCode
}
text_code! {
    /// A person's id inside the district, also the sign-in name: `a-z 0-9 - _`, 1 to 40 bytes.
    PersonId
}

/// How deep an official code reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfficialLevel {
    /// 6 digits.
    District,
    /// 9 digits.
    Subdistrict,
    /// 12 digits.
    Community,
}

/// An official statistical division code of 6, 9 or 12 digits (统计用区划代码).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OfficialCode(String);

impl OfficialCode {
    /// Reads a code. Errors: [`CodeError::Official`].
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        if digits && matches!(text.len(), 6 | 9 | 12) {
            Ok(Self(text.to_owned()))
        } else {
            Err(CodeError::Official(text.to_owned()))
        }
    }
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// What the length says the code names.
    pub fn level(&self) -> OfficialLevel {
        match self.0.len() {
            6 => OfficialLevel::District,
            9 => OfficialLevel::Subdistrict,
            _ => OfficialLevel::Community,
        }
    }
    /// True when `self` lies strictly below `above`, by prefix.
    pub fn is_below(&self, above: &Self) -> bool {
        self.0.len() > above.0.len() && self.0.starts_with(&above.0)
    }
}

impl fmt::Display for OfficialCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl TryFrom<String> for OfficialCode {
    type Error = CodeError;
    fn try_from(text: String) -> Result<Self, CodeError> {
        Self::parse(&text)
    }
}
impl From<OfficialCode> for String {
    fn from(code: OfficialCode) -> String {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn unit_codes_are_plain() {
        assert_eq!(
            UnitCode::parse("dept-water").map(String::from),
            Ok("dept-water".into())
        );
        for bad in ["", "Dept", "水务", "a b", &"a".repeat(41)] {
            assert_eq!(UnitCode::parse(bad), Err(CodeError::Shape(bad.into())));
        }
    }

    #[test]
    fn official_codes_nest_by_prefix() {
        let district = OfficialCode::parse("990101").unwrap();
        let street = OfficialCode::parse("990101003").unwrap();
        let community = OfficialCode::parse("990101003012").unwrap();
        assert_eq!(street.level(), OfficialLevel::Subdistrict);
        assert!(street.is_below(&district) && community.is_below(&street));
        assert!(!district.is_below(&district) && !street.is_below(&community));
        assert!(OfficialCode::parse("9901010030").is_err());
        assert!(OfficialCode::parse("99010100x").is_err());
    }

    proptest! {
        #[test]
        fn parse_and_print_agree(text in "\\PC{0,50}") {
            if let Ok(code) = UnitCode::parse(&text) {
                prop_assert_eq!(code.as_str(), text.as_str());
                let json: Result<UnitCode, _> = UnitCode::try_from(text.clone());
                prop_assert_eq!(json, Ok(code));
            }
            if let Ok(code) = OfficialCode::parse(&text) {
                prop_assert!(matches!(code.as_str().len(), 6 | 9 | 12));
            }
        }
    }
}
