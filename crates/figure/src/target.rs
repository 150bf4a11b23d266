//! A quantified target: what is to be reached, by how much, in which unit.

use crate::{Basis, Comparator};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A quantified target as a report states it. `value` is in `unit` (万 and 亿 already
/// multiplied out: 42.6亿元 is 4260000000 元), so sums need no scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// What is measured, in the report's words (二次供水设施改造).
    pub measure: String,
    /// The relation to reach.
    pub comparator: Comparator,
    /// The value; absent for 稳步提升 and 同步.
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub value_hi: Option<Decimal>,
    /// Base unit symbol (元, 户, %, 百分点, 平方米, P…).
    pub unit: String,
    /// The nature of the figure.
    pub basis: Basis,
    /// For 同步: the measure it moves with.
    pub in_step_with: Option<String>,
    /// As written in the source (42.6亿元), for people.
    pub written: String,
}
