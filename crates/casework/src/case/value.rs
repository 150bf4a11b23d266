//! Values of fields.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The value of a field, of the kind its type declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldValue {
    /// A text, of one line or more.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// An exact decimal.
    Decimal(Decimal),
    /// A civil day.
    Date(Date),
    /// The key of a choice.
    Choice(String),
    /// Yes or no.
    Flag(bool),
}

impl FieldValue {
    /// The key, where it is a choice.
    pub fn choice(&self) -> Option<&str> {
        match self {
            Self::Choice(key) => Some(key),
            _ => None,
        }
    }
}

impl fmt::Display for FieldValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Choice(text) => f.write_str(text),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Decimal(number) => write!(f, "{number}"),
            Self::Date(day) => write!(f, "{day}"),
            Self::Flag(flag) => f.write_str(if *flag { "是" } else { "否" }),
        }
    }
}
