//! One line of the duty list.

use crate::{EntryId, MatterCode, Period};
use org::{OfficialCode, UnitCode};
use serde::{Deserialize, Serialize};

/// Most places in one entry.
pub const PLACES_MAX: usize = 100;

/// What the list says about a unit and a matter (F2-03: the three lists).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// 主责: the unit owns it.
    Core,
    /// 配合: the unit helps the one who owns it.
    Assisting,
    /// 上级收回: it was the unit's and no longer is.
    Reclaimed,
}

impl EntryKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Core, Self::Assisting, Self::Reclaimed];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Assisting => "assisting",
            Self::Reclaimed => "reclaimed",
        }
    }
    /// The one with this code or Chinese name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code() == code || kind.zh() == code)
    }
    /// The name in the list.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Core => "主责",
            Self::Assisting => "配合",
            Self::Reclaimed => "上级收回",
        }
    }
}

/// Who owes what, where and since when.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// By which it is cited.
    pub id: EntryId,
    /// The matter.
    pub matter: MatterCode,
    /// The unit; a group (各街道) stands for each of its members on its own ground.
    pub unit: UnitCode,
    /// What the list says.
    pub kind: EntryKind,
    /// Subdistricts (9 digits) or communities (12 digits) it holds for; none: everywhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<OfficialCode>,
    /// The other side: whom an assisting unit helps, who took a reclaimed matter over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counterpart: Option<UnitCode>,
    /// When.
    #[serde(flatten)]
    pub period: Period,
    /// The legal basis or the document it rests on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
}

impl Entry {
    /// True where the entry holds at an area: the area lies in one of its places. An entry for part
    /// of an area (a community of the subdistrict asked for) does not hold for all of it. Without
    /// places it holds everywhere; an unknown area is only held by such entries.
    pub fn covers(&self, area: Option<&OfficialCode>) -> bool {
        self.places.is_empty()
            || area.is_some_and(|area| {
                let within = |place: &OfficialCode| area == place || area.is_below(place);
                self.places.iter().any(within)
            })
    }
    /// Length of the narrowest place that covers an area, in digits; 0 for everywhere.
    pub(crate) fn narrowness(&self, area: Option<&OfficialCode>) -> usize {
        let within =
            |place: &&OfficialCode| area.is_some_and(|area| area == *place || area.is_below(place));
        let places = self.places.iter().filter(within);
        places
            .map(|place| place.as_str().len())
            .max()
            .unwrap_or_default()
    }
}
