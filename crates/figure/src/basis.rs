//! What a figure is a figure of: a level, a growth rate, a share…

use serde::{Deserialize, Serialize};

/// The statistical nature of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// An amount or a count.
    Level,
    /// A change relative to an earlier value (增长, 下降, 提速).
    Growth,
    /// A part of a whole (占比, 覆盖率, 率).
    Share,
    /// A difference of two shares, in 百分点.
    ChangePoints,
    /// 倍, 翻番.
    Multiple,
    /// A place in an order (前十, 第三).
    Rank,
    /// A length of time (连续26个月).
    Duration,
}

impl Basis {
    /// The stable code used in files, the API and the store.
    pub fn code(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Growth => "growth",
            Self::Share => "share",
            Self::ChangePoints => "change_points",
            Self::Multiple => "multiple",
            Self::Rank => "rank",
            Self::Duration => "duration",
        }
    }
}
