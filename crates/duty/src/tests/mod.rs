//! The list as a whole, on an invented district.

mod dispatching;
mod random;
mod rehearsing;
mod sheets;
mod soundness;
mod suggesting;

use crate::*;
use jiff::civil::{Date, date};
use org::{Directory, OfficialCode, Unit, UnitCode, UnitKind};

pub fn day() -> Date {
    date(2026, 11, 23)
}
pub fn unit(code: &str) -> UnitCode {
    UnitCode::parse(code).unwrap()
}
pub fn place(code: &str) -> OfficialCode {
    OfficialCode::parse(code).unwrap()
}
pub fn code(text: &str) -> MatterCode {
    MatterCode::parse(text).unwrap()
}

pub fn directory() -> Directory {
    let one = |own: &str, name: &str, kind, parent: Option<&str>, official: Option<&str>| Unit {
        code: unit(own),
        name: name.into(),
        short: name.into(),
        kind,
        parent: parent.map(unit),
        official_code: official.map(place),
        duties: vec![],
        duty_hours: None,
    };
    Directory::new(vec![
        one("district", "某区", UnitKind::District, None, Some("990101")),
        one(
            "works",
            "建设局",
            UnitKind::Department,
            Some("district"),
            None,
        ),
        one(
            "market",
            "步行街管委会",
            UnitKind::Department,
            Some("district"),
            None,
        ),
        one(
            "water",
            "水务局",
            UnitKind::Department,
            Some("district"),
            None,
        ),
        one("streets", "各街道", UnitKind::Group, Some("district"), None),
        one(
            "east",
            "东街",
            UnitKind::Subdistrict,
            Some("streets"),
            Some("990101001"),
        ),
        one(
            "west",
            "西街",
            UnitKind::Subdistrict,
            Some("streets"),
            Some("990101002"),
        ),
        one(
            "east-team",
            "东街执法队",
            UnitKind::StreetLevelAgency,
            Some("east"),
            None,
        ),
        one(
            "e1",
            "东一社区",
            UnitKind::Community,
            Some("east"),
            Some("990101001001"),
        ),
    ])
    .unwrap()
}

pub fn matter(own: &str, name: &str, phrases: &[&str]) -> Matter {
    Matter {
        code: code(own),
        name: name.into(),
        class: "市容".into(),
        family: Family::Event,
        standard: "test".into(),
        period: Period::from(date(2026, 7, 1)),
        case_type: "city".into(),
        grade: String::new(),
        limits: Default::default(),
        phrases: phrases.iter().map(|p| (*p).to_owned()).collect(),
    }
}

pub fn entry(id: &str, of: &str, by: &str, kind: EntryKind, places: &[&str]) -> Entry {
    Entry {
        id: EntryId::parse(id).unwrap(),
        matter: code(of),
        unit: unit(by),
        kind,
        places: places.iter().map(|p| place(p)).collect(),
        counterpart: None,
        period: Period::from(date(2026, 7, 1)),
        basis: "条例".into(),
    }
}

pub fn list_of(entries: Vec<Entry>) -> DutyList {
    let catalogue = Catalogue::new([
        matter("06010", "暴露垃圾", &[]),
        matter("06025", "水域不洁", &[]),
        matter("09005", "店外经营", &[]),
    ]);
    DutyList::new(catalogue, entries, &directory())
}

/// Streets own litter on their ground, except that the market owns it in the west.
pub fn list() -> DutyList {
    list_of(vec![
        entry("a", "06010", "streets", EntryKind::Core, &[]),
        entry("b", "06010", "market", EntryKind::Core, &["990101002"]),
        entry("c", "06010", "works", EntryKind::Assisting, &[]),
        Entry {
            counterpart: Some(unit("water")),
            ..entry("d", "06025", "streets", EntryKind::Reclaimed, &[])
        },
        entry("e", "06025", "water", EntryKind::Core, &[]),
    ])
}
