//! May a unit be given a matter?

use crate::{DutyList, Entry, EntryKind, MatterCode};
use jiff::civil::Date;
use org::{OfficialCode, UnitCode, UnitKind};

/// The list does not stand against a dispatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dispatch<'a> {
    /// The unit owns the matter by this entry.
    Core(&'a Entry),
    /// The list says nothing about the unit and this matter; the dispatcher states a reason.
    Unlisted,
}

/// Why a dispatch is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlockReason {
    /// The unit only assists.
    AssistingOnly,
    /// The matter was taken back by a unit above.
    Reclaimed,
    /// The unit owns the matter, but not at this place.
    OtherPlace,
}

impl BlockReason {
    /// Stable code for the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::AssistingOnly => "duty.assisting_only",
            Self::Reclaimed => "duty.reclaimed",
            Self::OtherPlace => "duty.other_place",
        }
    }
}

/// A dispatch that the list forbids (F2-03), with the entry that forbids it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked<'a> {
    /// Which entry.
    pub entry: &'a Entry,
    /// Why.
    pub reason: BlockReason,
    /// Who owns the matter there instead.
    pub instead: Vec<UnitCode>,
}

impl Blocked<'_> {
    /// In Chinese, for the dispatcher; units by their names.
    pub fn zh(&self, list: &DutyList) -> String {
        let entry = self.entry;
        let unit = name(list, &entry.unit);
        let other = entry.counterpart.as_ref().map(|u| name(list, u));
        let why = match (self.reason, &other) {
            (BlockReason::AssistingOnly, Some(lead)) => {
                format!("{unit}只是配合单位，主责单位是{lead}")
            }
            (BlockReason::AssistingOnly, None) => format!("{unit}只是配合单位"),
            (BlockReason::Reclaimed, Some(taker)) => {
                format!("该事项已由上级从{unit}收回，现由{taker}承担")
            }
            (BlockReason::Reclaimed, None) => format!("该事项已由上级从{unit}收回"),
            (BlockReason::OtherPlace, _) => format!("{unit}的职责不含此处"),
        };
        format!("{why}（履职清单条目 {}）", entry.id)
    }
    /// In English.
    pub fn en(&self, list: &DutyList) -> String {
        let unit = name(list, &self.entry.unit);
        let why = match self.reason {
            BlockReason::AssistingOnly => format!("{unit} only assists in this matter"),
            BlockReason::Reclaimed => format!("This matter was taken back from {unit}"),
            BlockReason::OtherPlace => format!("{unit} does not own this matter here"),
        };
        format!("{why} (duty list entry {})", self.entry.id)
    }
}

fn name(list: &DutyList, unit: &UnitCode) -> String {
    list.directory()
        .get(unit)
        .map_or_else(|| unit.to_string(), |u| u.name.clone())
}

/// How nearly an entry speaks of a unit and a place: fewer steps up first, then the narrower place.
type Nearness = (usize, std::cmp::Reverse<usize>);

pub(crate) fn check<'a>(
    list: &'a DutyList,
    unit: &UnitCode,
    matter: &MatterCode,
    area: Option<&OfficialCode>,
    day: Date,
) -> Result<Dispatch<'a>, Blocked<'a>> {
    let chain = above(list, unit);
    let steps = |entry: &Entry| chain.iter().position(|above| *above == entry.unit);
    let in_force = list.all_of(matter).iter().filter(|e| e.period.holds(day));
    let mut about: Vec<(Nearness, &Entry)> = in_force
        .filter_map(|e| {
            let near = std::cmp::Reverse(e.narrowness(area));
            Some(((steps(e)?, near), e))
        })
        .collect();
    about.sort_by_key(|(near, e)| (*near, e.kind, e.id.clone()));
    let holding = list.entries(matter, area, day);
    let here = |e: &Entry| {
        let held = |h: &crate::InForce<'_>| h.entry.id == e.id && chain.contains(&h.unit);
        area.is_none() || holding.iter().any(held)
    };
    let owners = holding
        .iter()
        .filter(|e| e.entry.kind == EntryKind::Core && e.unit != *unit);
    let instead: Vec<UnitCode> = owners.map(|e| e.unit.clone()).collect();
    let blocked = |entry, reason| {
        Err(Blocked {
            entry,
            reason,
            instead: instead.clone(),
        })
    };
    match about.iter().find(|(_, e)| here(e)) {
        Some((_, e)) => match e.kind {
            EntryKind::Core => Ok(Dispatch::Core(e)),
            EntryKind::Assisting => blocked(*e, BlockReason::AssistingOnly),
            EntryKind::Reclaimed => blocked(*e, BlockReason::Reclaimed),
        },
        None => match about.iter().find(|(_, e)| e.kind == EntryKind::Core) {
            Some((_, e)) => blocked(*e, BlockReason::OtherPlace),
            None => Ok(Dispatch::Unlisted),
        },
    }
}

/// The unit and the units above that may speak for it: not the district as a whole.
fn above(list: &DutyList, unit: &UnitCode) -> Vec<UnitCode> {
    let chain: Vec<UnitCode> = list
        .directory()
        .chain(unit)
        .filter(|u| u.kind != UnitKind::District || u.code == *unit)
        .map(|u| u.code.clone())
        .collect();
    if chain.is_empty() {
        vec![unit.clone()]
    } else {
        chain
    }
}
