//! Why a light has its colour: a code and the numbers, said in one sentence.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A reason with its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which sentence.
    pub code: ReasonCode,
    /// The numbers in it, by name.
    pub args: BTreeMap<String, Arg>,
}

/// A number (or name) in a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// An amount with its base unit.
    Amount {
        /// Exact value.
        value: Decimal,
        /// Base unit symbol.
        unit: String,
    },
    /// A percentage; printed with one decimal.
    Percent(Decimal),
    /// A difference in percentage points; printed with one decimal.
    Points(Decimal),
    /// A number of days.
    Days(i64),
    /// A count.
    Count(u32),
    /// A day.
    Day(Date),
    /// Words of the commitment itself.
    Text(String),
}

/// Every sentence a light can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// No rule is in force on the day.
    NoRule,
    /// A stance is not judged.
    NotJudged,
}
