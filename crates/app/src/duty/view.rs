//! An entry as people read it.

use crate::district::unit_name;
use duty::{DutyList, Entry, EntryKind};
use jiff::civil::Date;
use serde::Serialize;

/// A code with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// Whether an entry holds on the day asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It holds.
    InForce,
    /// It will.
    Coming,
    /// It did.
    Past,
}

impl Standing {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Coming => "coming",
            Self::Past => "past",
        }
    }
    fn of(entry: &Entry, day: Date) -> Self {
        match entry.period.holds(day) {
            true => Self::InForce,
            false if day < entry.period.valid_from => Self::Coming,
            false => Self::Past,
        }
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryView {
    /// By which it is cited.
    pub id: String,
    /// The unit.
    pub unit: Named,
    /// What the list says.
    pub kind: EntryKind,
    /// Where; empty for everywhere.
    pub places: Vec<Named>,
    /// Whom it helps, or who took it over.
    pub counterpart: Option<Named>,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
    /// What it rests on.
    pub basis: String,
    /// Whether it holds on the day asked for.
    pub standing: Standing,
}

/// An entry with names, as seen on a day.
pub(super) fn entry(
    profile: &profile::Profile,
    list: &DutyList,
    e: &Entry,
    day: Date,
) -> EntryView {
    let unit = |code: &org::UnitCode| Named {
        code: code.to_string(),
        name: unit_name(profile, code.as_str()),
    };
    let place = |code: &org::OfficialCode| {
        let known = list.directory().iter();
        let known = known.filter(|u| u.official_code.as_ref() == Some(code));
        Named {
            code: code.to_string(),
            name: known.map(|u| u.name.clone()).next().unwrap_or_default(),
        }
    };
    EntryView {
        id: e.id.to_string(),
        unit: unit(&e.unit),
        kind: e.kind,
        places: e.places.iter().map(place).collect(),
        counterpart: e.counterpart.as_ref().map(unit),
        valid_from: e.period.valid_from,
        valid_to: e.period.valid_to,
        basis: e.basis.clone(),
        standing: Standing::of(e, day),
    }
}
