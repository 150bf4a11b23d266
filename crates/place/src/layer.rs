//! The layers of areas, coarse to fine.

use serde::{Deserialize, Serialize};

/// A layer; the order is from coarse to fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// The whole district.
    District,
    /// 街道.
    Subdistrict,
    /// 社区.
    Community,
    /// 综合管理网格.
    Grid,
}

impl Layer {
    /// All layers, coarse to fine.
    pub const ALL: [Self; 4] = [
        Self::District,
        Self::Subdistrict,
        Self::Community,
        Self::Grid,
    ];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::Subdistrict => "subdistrict",
            Self::Community => "community",
            Self::Grid => "grid",
        }
    }

    /// The layer with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layer| layer.code() == code)
    }

    /// What people call it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::District => "区",
            Self::Subdistrict => "街道",
            Self::Community => "社区",
            Self::Grid => "网格",
        }
    }
}
