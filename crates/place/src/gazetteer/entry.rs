//! One entry.

use crate::Point;
use serde::Serialize;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A road with a number: `文澜路12号`.
    Address,
    /// A road, with a point in its middle.
    Road,
    /// Where two roads cross: `文澜路与听雨街`.
    Crossing,
    /// A building, with its nicknames as aliases.
    Building,
    /// A housing estate.
    Estate,
    /// A park, a market, a bridge, a school.
    Landmark,
    /// A metro station.
    MetroStation,
    /// A bus stop.
    BusStop,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Address,
        Self::Road,
        Self::Crossing,
        Self::Building,
        Self::Estate,
        Self::Landmark,
        Self::MetroStation,
        Self::BusStop,
    ];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Road => "road",
            Self::Crossing => "crossing",
            Self::Building => "building",
            Self::Estate => "estate",
            Self::Landmark => "landmark",
            Self::MetroStation => "metro_station",
            Self::BusStop => "bus_stop",
        }
    }

    /// The kind with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// How well its name tells a place, per cent: a building better than a park.
    pub(crate) fn certainty(self) -> u8 {
        match self {
            Self::Address | Self::Crossing => 92,
            Self::Building => 88,
            Self::MetroStation | Self::BusStop => 82,
            Self::Estate => 75,
            Self::Landmark => 72,
            Self::Road => 30,
        }
    }
}

/// A name and where it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// Name as shown.
    pub name: String,
    /// Other names, nicknames among them.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// Where, WGS 84.
    pub point: Point,
    /// Code of an area it is known to lie in.
    pub area: Option<String>,
    /// Where the entry comes from.
    pub source: String,
}
