//! A value that cannot be printed or serialised by accident.

use crate::{Kind, mask};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use thiserror::Error;

/// What sort of value a [`Masked`] holds.
pub trait Sort {
    /// How it is masked.
    const KIND: Kind;
}

/// The sorts there are.
pub mod sort {
    use super::Sort;
    use crate::Kind;

    macro_rules! sorts {
        ($($(#[$doc:meta])* $name:ident => $kind:ident,)*) => {
            $(
                $(#[$doc])*
                #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
                pub enum $name {}
                impl Sort for $name {
                    const KIND: Kind = Kind::$kind;
                }
            )*
        };
    }
    sorts! {
        /// A person's name.
        Name => Name,
        /// A telephone number, mobile or not.
        Phone => Mobile,
        /// An identity number.
        IdCard => IdCard,
        /// An address: door and room are hidden.
        Address => Address,
        /// An e-mail address.
        Email => Email,
        /// A bank card's number.
        BankCard => BankCard,
        /// A number plate.
        Plate => Plate,
    }
}

/// A personal value. `Debug`, `Display` and `Serialize` give it masked; [`Masked::reveal`] gives it
/// plain for a [`Purpose`]; `#[serde(with = "privacy::plain")]` on a field of a stored state keeps
/// it plain there, on purpose and visibly.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Masked<S: Sort> {
    value: String,
    sort: PhantomData<S>,
}

impl<S: Sort> Masked<S> {
    /// Holds a value; blanks at its ends are dropped.
    pub fn new(value: impl AsRef<str>) -> Self {
        Self {
            value: value.as_ref().trim().to_owned(),
            sort: PhantomData,
        }
    }
    /// The value as anybody may see it.
    pub fn masked(&self) -> String {
        let landline = S::KIND == Kind::Mobile && !crate::scan::is_mobile(&self.value);
        let kind = if landline { Kind::Landline } else { S::KIND };
        mask(kind, &self.value)
    }
    /// The plain value, for a stated purpose that the caller has logged.
    pub fn reveal(&self, _purpose: &Purpose) -> &str {
        &self.value
    }
    /// True where nothing is held, or nothing any more.
    pub fn is_empty(&self) -> bool {
        self.value.is_empty()
    }
    /// True where both hold the same value; for finding a caller's earlier cases without showing.
    pub fn is(&self, other: &str) -> bool {
        self.value == other.trim()
    }
    /// Forgets the value.
    pub fn forget(&mut self) {
        self.value.clear();
    }
}

impl<S: Sort> Default for Masked<S> {
    fn default() -> Self {
        Self::new("")
    }
}

impl<S: Sort> fmt::Debug for Masked<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Masked({:?})", self.masked())
    }
}
impl<S: Sort> fmt::Display for Masked<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}
impl<S: Sort> Serialize for Masked<S> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        serializer.serialize_str(&self.masked())
    }
}

/// For a field of a stored state: written and read plain.
pub mod plain {
    use super::{Masked, Sort};
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes the plain value.
    pub fn serialize<S: Sort, T: Serializer>(
        value: &Masked<S>,
        serializer: T,
    ) -> Result<T::Ok, T::Error> {
        serializer.serialize_str(&value.value)
    }
    /// Reads a plain value.
    pub fn deserialize<'de, S: Sort, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Masked<S>, D::Error> {
        String::deserialize(deserializer).map(Masked::new)
    }
}

/// Longest purpose, in characters.
const PURPOSE_CHARS_MAX: usize = 200;
/// Shortest purpose, in characters: more than 看看.
const PURPOSE_CHARS_MIN: usize = 4;

/// Why somebody wants to see a plain value, in their words; kept for the auditor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Purpose(String);

/// Words that are no purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("请写明查看个人信息的目的，4至200字")]
pub struct PurposeError;

impl PurposeError {
    /// Stable code.
    pub fn code(self) -> &'static str {
        "privacy.purpose"
    }
    /// In English.
    pub fn en(self) -> &'static str {
        "State the purpose of seeing personal data in 4 to 200 characters"
    }
}

impl Purpose {
    /// Reads a purpose. Errors: fewer than 4 or more than 200 characters.
    pub fn parse(text: &str) -> Result<Self, PurposeError> {
        let text = text.trim();
        let fits = (PURPOSE_CHARS_MIN..=PURPOSE_CHARS_MAX).contains(&text.chars().count());
        fits.then(|| Self(text.to_owned())).ok_or(PurposeError)
    }
    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Purpose {
    type Error = PurposeError;
    fn try_from(text: String) -> Result<Self, PurposeError> {
        Self::parse(&text)
    }
}
impl From<Purpose> for String {
    fn from(purpose: Purpose) -> String {
        purpose.0
    }
}
