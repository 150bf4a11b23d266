//! How a value is to be compared: the words in targets are types.

use serde::{Deserialize, Serialize};

/// The relation a target or figure claims between the measured value and the written one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparator {
    /// No word, 达, 提升至, 增至: the value itself.
    Eq,
    /// 左右, 约: near the value; never a hard pass or fail.
    Approx,
    /// 以上, 不少于, 不低于: at least.
    Ge,
    /// 超, 突破, 余, 多: more than.
    Gt,
    /// 以内, 不超过, 前N: at most.
    Le,
    /// 低于, 不足: less than.
    Lt,
    /// 2—3: between two values, both included.
    Range,
    /// 稳步提升, 稳中有进: not below the earlier value.
    NonDecreasing,
    /// 与…同步: moves with another measure.
    InStep,
}

impl Comparator {
    /// The stable code used in files, the API and the store.
    pub fn code(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Approx => "approx",
            Self::Ge => "ge",
            Self::Gt => "gt",
            Self::Le => "le",
            Self::Lt => "lt",
            Self::Range => "range",
            Self::NonDecreasing => "non_decreasing",
            Self::InStep => "in_step",
        }
    }
}
