//! To whom a matter could go, and why.

use crate::list::holds_ground;
use crate::{Dispatch, DutyList, EntryId, EntryKind, MatterCode};
use jiff::civil::Date;
use org::{OfficialCode, UnitCode, UnitKind};
use serde::Serialize;
use std::collections::BTreeSet;

/// Finished cases of one unit for this matter near this place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastCount {
    /// The unit.
    pub unit: UnitCode,
    /// Cases it brought to a verified end.
    pub closed: u32,
    /// Cases it returned with right.
    pub returned: u32,
}

/// Why a unit is proposed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// It owns the matter by this entry.
    Entry {
        /// The entry.
        id: EntryId,
        /// What it rests on.
        basis: String,
    },
    /// The entry is for this very place.
    PlaceOfEntry {
        /// The place, or the narrowest of several.
        place: String,
    },
    /// The place lies on its ground.
    OwnGround,
    /// It brought such cases to an end here.
    Past {
        /// Verified ends.
        closed: u32,
        /// Returns that were right.
        returned: u32,
    },
    /// The list has no owner for this matter here; who has the ground receives it first.
    NoOwnerListed,
}

impl Reason {
    /// In Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Entry { id, basis } if basis.is_empty() => format!("履职清单{id}：主责"),
            Self::Entry { id, basis } => format!("履职清单{id}：主责（{basis}）"),
            Self::PlaceOfEntry { place } => format!("条目专指此地（{place}）"),
            Self::OwnGround => "地点在其辖区内".to_owned(),
            Self::Past { closed, returned } => {
                format!("以往同类同地办结{closed}件，合理退回{returned}件")
            }
            Self::NoOwnerListed => "清单未列主责单位，由属地先行承接".to_owned(),
        }
    }
    /// In English.
    pub fn en(&self) -> String {
        match self {
            Self::Entry { id, .. } => format!("Duty list {id}: owns the matter"),
            Self::PlaceOfEntry { place } => format!("The entry is for this place ({place})"),
            Self::OwnGround => "The place lies on its ground".to_owned(),
            Self::Past { closed, returned } => {
                format!("Finished {closed} such cases here, returned {returned} with right")
            }
            Self::NoOwnerListed => {
                "The list names no owner here; who has the ground receives it first".to_owned()
            }
        }
    }
}

/// A unit that the matter could go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// The unit.
    pub unit: UnitCode,
    /// 1 for the best; no two share a rank.
    pub rank: usize,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// What decides the order: larger is better. Owner by the list, then a narrower place, then own
/// ground, then the balance of past cases.
type Weight = (bool, usize, bool, i64);

pub(crate) fn propose(
    list: &DutyList,
    matter: &MatterCode,
    area: Option<&OfficialCode>,
    day: Date,
    past: &[PastCount],
) -> Vec<Proposal> {
    let in_force = list.entries(matter, area, day);
    let owners: Vec<_> = in_force
        .iter()
        .filter(|e| e.entry.kind == EntryKind::Core && may_own(list, &e.unit))
        .collect();
    let local = area.and_then(|area| {
        list.directory()
            .iter()
            .find(|u| u.kind == UnitKind::Subdistrict && holds_ground(u, area))
    });
    let mut units: BTreeSet<UnitCode> = owners.iter().map(|e| e.unit.clone()).collect();
    units.extend(past.iter().filter(|p| p.closed > 0).map(|p| p.unit.clone()));
    if owners.is_empty() {
        units.extend(local.map(|u| u.code.clone()));
    }
    let mut weighed: Vec<(Weight, UnitCode, Vec<Reason>)> = vec![];
    for unit in units {
        let allowed = list.check_dispatch(&unit, matter, area, day);
        let Ok(allowed) = allowed else { continue };
        if !may_own(list, &unit) {
            continue;
        }
        let mut reasons = vec![];
        let mut narrow = 0;
        let owns = matches!(allowed, Dispatch::Core(_));
        if let Dispatch::Core(entry) = allowed {
            reasons.push(Reason::Entry {
                id: entry.id.clone(),
                basis: entry.basis.clone(),
            });
            narrow = entry.narrowness(area);
            if let Some(place) = entry.places.iter().find(|p| p.as_str().len() == narrow) {
                reasons.push(Reason::PlaceOfEntry {
                    place: place.to_string(),
                });
            }
        }
        let known = list.directory().get(&unit);
        let own_ground = match (known, area) {
            (Some(known), Some(area)) => holds_ground(known, area),
            _ => false,
        };
        if own_ground {
            reasons.push(Reason::OwnGround);
        }
        let (closed, returned) = past
            .iter()
            .filter(|p| p.unit == unit)
            .fold((0u32, 0u32), |(c, r), p| {
                (c.saturating_add(p.closed), r.saturating_add(p.returned))
            });
        if closed > 0 || returned > 0 {
            reasons.push(Reason::Past { closed, returned });
        }
        if owners.is_empty() && own_ground {
            reasons.push(Reason::NoOwnerListed);
        }
        let weight = (
            owns,
            narrow,
            own_ground,
            i64::from(closed) - i64::from(returned),
        );
        weighed.push((weight, unit, reasons));
    }
    weighed.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let ranked = weighed.into_iter().zip(1..);
    ranked
        .map(|((_, unit, reasons), rank)| Proposal {
            unit,
            rank,
            reasons,
        })
        .collect()
}

/// A group of units owns nothing by itself.
fn may_own(list: &DutyList, unit: &UnitCode) -> bool {
    let known = list.directory().get(unit);
    known.is_some_and(|u| u.kind != UnitKind::Group)
}
