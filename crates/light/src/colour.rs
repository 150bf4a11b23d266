//! The colours a light can have.

use serde::{Deserialize, Serialize};

/// The colour of a light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// As planned, with verified evidence.
    Green,
    /// Behind, or soft target not met, or gone stale.
    Yellow,
    /// Far behind, or overdue.
    Red,
    /// Not judged: nothing due yet, nothing to judge by, or ended without a figure.
    Grey,
}

impl Colour {
    /// Every value, in order.
    pub const ALL: &[Self] = &[Self::Green, Self::Yellow, Self::Red, Self::Grey];

    /// The stable code used in files, the API and the store.
    pub fn code(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Red => "red",
            Self::Grey => "grey",
        }
    }

    /// Reads a stable code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.code() == code)
    }
}
