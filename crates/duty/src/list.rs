//! The duty list over its catalogue.

use crate::{Blocked, Catalogue, Dispatch, Entry, MatterCode, PastCount, Proposal};
use jiff::civil::Date;
use org::{Directory, OfficialCode, Unit, UnitCode, UnitKind};
use std::collections::BTreeMap;

/// Most entries of one list.
pub const ENTRIES_MAX: usize = 20_000;

/// Catalogue and entries of a district on all days. What is unsound is found by [`crate::check`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DutyList {
    catalogue: Catalogue,
    by_matter: BTreeMap<MatterCode, Vec<Entry>>,
    directory: Directory,
}

/// An entry as it holds for one unit: the unit it names, or a member of the group it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce<'a> {
    /// Whom it concerns at the place asked for.
    pub unit: UnitCode,
    /// The entry.
    pub entry: &'a Entry,
}

impl DutyList {
    /// Collects entries; at most [`ENTRIES_MAX`] are taken.
    pub fn new(
        catalogue: Catalogue,
        entries: impl IntoIterator<Item = Entry>,
        directory: &Directory,
    ) -> Self {
        let mut by_matter: BTreeMap<MatterCode, Vec<Entry>> = BTreeMap::new();
        for entry in entries.into_iter().take(ENTRIES_MAX) {
            by_matter
                .entry(entry.matter.clone())
                .or_default()
                .push(entry);
        }
        for entries in by_matter.values_mut() {
            entries.sort_by(|a, b| {
                let key = |e: &Entry| (e.kind, e.period, e.id.clone());
                key(a).cmp(&key(b))
            });
        }
        Self {
            catalogue,
            by_matter,
            directory: directory.clone(),
        }
    }

    /// The matters.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }
    /// The units.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }
    /// Every entry of a matter on any day: core, assisting, reclaimed, each by period.
    pub fn all_of(&self, matter: &MatterCode) -> &[Entry] {
        self.by_matter.get(matter).map_or(&[], Vec::as_slice)
    }
    /// Every entry, by matter.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.by_matter.values().flatten()
    }
    /// How many entries.
    pub fn len(&self) -> usize {
        self.by_matter.values().map(Vec::len).sum()
    }
    /// True without entries.
    pub fn is_empty(&self) -> bool {
        self.by_matter.is_empty()
    }

    /// What the list says about a matter at an area on a day: core first, then assisting, then
    /// reclaimed. A group's entry is given for its member on whose ground the area lies; with no
    /// area, for the group itself. Of core entries only the narrowest place counts.
    pub fn entries(
        &self,
        matter: &MatterCode,
        area: Option<&OfficialCode>,
        day: Date,
    ) -> Vec<InForce<'_>> {
        let all = self.all_of(matter).iter();
        let holding = all.filter(|e| e.period.holds(day) && e.covers(area));
        let resolved: Vec<InForce<'_>> = holding
            .filter_map(|entry| {
                let unit = self.on_ground(&entry.unit, area)?;
                Some(InForce { unit, entry })
            })
            .collect();
        let narrowest = resolved
            .iter()
            .filter(|e| e.entry.kind == crate::EntryKind::Core)
            .map(|e| e.entry.narrowness(area))
            .max();
        let counts = |e: &InForce<'_>| {
            e.entry.kind != crate::EntryKind::Core || Some(e.entry.narrowness(area)) == narrowest
        };
        resolved.into_iter().filter(counts).collect()
    }

    /// The unit itself, or of a group its member on whose ground an area lies. None where the group
    /// has no member there.
    pub(crate) fn on_ground(
        &self,
        unit: &UnitCode,
        area: Option<&OfficialCode>,
    ) -> Option<UnitCode> {
        let is_group = |u: &Unit| u.kind == UnitKind::Group;
        match (self.directory.get(unit), area) {
            (Some(named), Some(area)) if is_group(named) => {
                let member = self
                    .directory
                    .children(unit)
                    .find(|m| holds_ground(m, area))?;
                Some(member.code.clone())
            }
            _ => Some(unit.clone()),
        }
    }

    /// May a matter at an area be dispatched to a unit? See [`Dispatch`] and [`Blocked`].
    pub fn check_dispatch(
        &self,
        unit: &UnitCode,
        matter: &MatterCode,
        area: Option<&OfficialCode>,
        day: Date,
    ) -> Result<Dispatch<'_>, Blocked<'_>> {
        crate::dispatch::check(self, unit, matter, area, day)
    }

    /// Units that a matter could be dispatched to, the best first, each with its reasons; the same
    /// question always has the same answer. `past` are counts of finished cases of this matter near
    /// this place. Units that [`DutyList::check_dispatch`] would block are not among them.
    pub fn propose(
        &self,
        matter: &MatterCode,
        area: Option<&OfficialCode>,
        day: Date,
        past: &[PastCount],
    ) -> Vec<Proposal> {
        crate::propose::propose(self, matter, area, day, past)
    }
}

/// True where a unit's own ground is, holds or lies around an area.
pub(crate) fn holds_ground(unit: &Unit, area: &OfficialCode) -> bool {
    let ground = unit.official_code.as_ref();
    ground.is_some_and(|ground| ground == area || area.is_below(ground))
}
