//! Is a catalogue, is a duty list sound? What is found names the line it stands on.

use crate::{
    Catalogue, Entry, EntryKind, Family, Matter, MatterCode, PHRASES_MAX, PLACES_MAX, Period,
};
use org::{Directory, OfficialCode, UnitCode, UnitKind};
use std::collections::{BTreeMap, BTreeSet};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The list cannot be used so.
    Error,
    /// It can be used, but somebody should look.
    Warning,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Line in the file or sheet; 0 where the entry did not come from it.
    pub line: usize,
    /// How bad.
    pub severity: Severity,
    /// Stable code.
    pub code: &'static str,
    /// What is wrong and how to mend it.
    pub zh: String,
}

impl Finding {
    /// What is wrong, in English, without names.
    pub fn en(&self) -> &'static str {
        match self.code {
            "entry_core_overlap" => "Another unit owns the matter at the same place and time",
            "entry_contradiction" => "Another entry says otherwise about the same unit",
            "entry_duplicate" => "The entry id is taken",
            "entry_matter_unknown" => "No such matter in the catalogue",
            "entry_unit_unknown" => "No such unit",
            "entry_place_unknown" => "No subdistrict or community has this code",
            "entry_places_many" => "Too many places",
            "period_order" => "The last day comes before the first",
            _ => "The list would not be sound",
        }
    }
}

fn error(line: usize, code: &'static str, zh: String) -> Finding {
    Finding {
        line,
        severity: Severity::Error,
        code,
        zh,
    }
}

fn warning(line: usize, code: &'static str, zh: String) -> Finding {
    Finding {
        severity: Severity::Warning,
        ..error(line, code, zh)
    }
}

/// What is wrong with matters, each given with its line.
pub fn matters(placed: &[(usize, Matter)]) -> Vec<Finding> {
    let mut found = vec![];
    let mut by_code: BTreeMap<&MatterCode, Vec<(usize, &Matter)>> = BTreeMap::new();
    let mut said: BTreeMap<String, (&MatterCode, Family)> = BTreeMap::new();
    for (line, matter) in placed {
        let line = *line;
        if !matter.period.is_ordered() {
            found.push(period_order(line));
        }
        for earlier in by_code.entry(&matter.code).or_default().iter() {
            if earlier.1.period.overlaps(&matter.period) {
                let zh = format!("事项{}与第{}行的有效期重叠", matter.code, earlier.0);
                found.push(error(line, "matter_overlap", zh));
            }
        }
        by_code
            .entry(&matter.code)
            .or_default()
            .push((line, matter));
        if matter.phrases.len() > PHRASES_MAX {
            let zh = format!("说法超过{PHRASES_MAX}条");
            found.push(error(line, "matter_phrases_many", zh));
        }
        for phrase in &matter.phrases {
            if phrase.split('+').any(|part| part.trim().is_empty())
                || phrase.chars().filter(|c| *c != '+').count() < 2
            {
                let zh = format!("说法“{phrase}”太短，至少两个字，“+”两边都要有字");
                found.push(error(line, "matter_phrase_short", zh));
            }
            let of = (&matter.code, matter.family);
            match said.insert(phrase.clone(), of) {
                Some((code, family)) if *code != matter.code && family == matter.family => {
                    let zh = format!("说法“{phrase}”与事项{code}相同，无法区分");
                    found.push(warning(line, "matter_phrase_shared", zh));
                }
                _ => {}
            }
        }
    }
    found
}

/// What is wrong with entries, each given with its line (0: not from this file).
pub fn entries(
    placed: &[(usize, Entry)],
    catalogue: &Catalogue,
    directory: &Directory,
) -> Vec<Finding> {
    let places = grounds(directory);
    let mut found = vec![];
    let mut ids = BTreeMap::new();
    let mut by_matter: BTreeMap<&MatterCode, Vec<(usize, &Entry)>> = BTreeMap::new();
    for (line, entry) in placed {
        if let Some(first) = ids.insert(&entry.id, *line) {
            let zh = format!("条目编号{}重复，已在第{first}行", entry.id);
            found.push(error((*line).max(first), "entry_duplicate", zh));
        }
        alone(*line, entry, catalogue, directory, &places, &mut found);
        let others = by_matter.entry(&entry.matter).or_default();
        found.extend(
            others
                .iter()
                .filter_map(|other| pair(*other, (*line, entry))),
        );
        others.push((*line, entry));
    }
    for of_matter in by_matter.values() {
        found.extend(
            of_matter
                .iter()
                .filter_map(|one| without_owner(*one, of_matter)),
        );
    }
    found
}

/// Matters in force on no day of which somebody owns them; each given with its line.
pub fn unowned(placed: &[(usize, Matter)], entries: &[(usize, Entry)]) -> Vec<Finding> {
    let owned = |matter: &Matter| {
        entries.iter().any(|(_, e)| {
            e.matter == matter.code
                && e.kind == EntryKind::Core
                && e.period.overlaps(&matter.period)
        })
    };
    let none = placed.iter().filter(|(_, matter)| !owned(matter));
    none.map(|(line, matter)| {
        let zh = format!("事项{}“{}”在清单中没有主责单位", matter.code, matter.name);
        warning(*line, "matter_without_entry", zh)
    })
    .collect()
}

fn period_order(line: usize) -> Finding {
    error(line, "period_order", "截止日早于起始日".to_owned())
}

fn alone(
    line: usize,
    entry: &Entry,
    catalogue: &Catalogue,
    directory: &Directory,
    places: &BTreeSet<&OfficialCode>,
    found: &mut Vec<Finding>,
) {
    if !entry.period.is_ordered() {
        found.push(period_order(line));
    }
    if !catalogue.knows(&entry.matter) {
        let zh = format!("目录中没有事项{}", entry.matter);
        found.push(error(line, "entry_matter_unknown", zh));
    } else if !overlaps_any(&entry.period, catalogue.versions(&entry.matter)) {
        let zh = format!("事项{}在条目的有效期内不在目录中", entry.matter);
        found.push(warning(line, "entry_matter_not_in_force", zh));
    }
    for unit in std::iter::once(&entry.unit).chain(&entry.counterpart) {
        if directory.get(unit).is_none() {
            let zh = format!("单位“{unit}”不存在");
            found.push(error(line, "entry_unit_unknown", zh));
        }
    }
    if entry.places.len() > PLACES_MAX {
        let zh = format!("适用地点超过{PLACES_MAX}处");
        found.push(error(line, "entry_places_many", zh));
    }
    for place in entry.places.iter().filter(|place| !places.contains(place)) {
        let zh = format!("没有代码为{place}的街道或社区");
        found.push(error(line, "entry_place_unknown", zh));
    }
    if entry.basis.is_empty() {
        let zh = format!("条目{}没有写依据", entry.id);
        found.push(warning(line, "entry_without_basis", zh));
    }
    if entry.kind == EntryKind::Reclaimed && entry.counterpart.is_none() {
        let zh = format!("条目{}是上级收回，但没有写由谁承担", entry.id);
        found.push(warning(line, "entry_without_taker", zh));
    }
}

fn overlaps_any(period: &Period, versions: &[Matter]) -> bool {
    versions.iter().any(|m| m.period.overlaps(period))
}

fn pair(one: (usize, &Entry), two: (usize, &Entry)) -> Option<Finding> {
    let (a, b) = (one.1, two.1);
    if !a.period.overlaps(&b.period) || !same_ground(&a.places, &b.places) {
        return None;
    }
    let line = one.0.max(two.0);
    let both = format!("条目{}与{}", a.id, b.id);
    if a.kind == EntryKind::Core && b.kind == EntryKind::Core {
        let zh = format!("{both}在同一时段、同一地点都是事项{}的主责", a.matter);
        return Some(error(line, "entry_core_overlap", zh));
    }
    (a.unit == b.unit).then(|| {
        let zh = format!("{both}在同一时段、同一地点对同一单位说法不一");
        error(line, "entry_contradiction", zh)
    })
}

/// True where neither is narrower than the other and they share ground.
fn same_ground(a: &[OfficialCode], b: &[OfficialCode]) -> bool {
    (a.is_empty() && b.is_empty()) || a.iter().any(|place| b.contains(place))
}

/// An assisting entry while nobody owns the matter.
fn without_owner(one: (usize, &Entry), all: &[(usize, &Entry)]) -> Option<Finding> {
    let (line, entry) = one;
    let owned = all
        .iter()
        .any(|(_, e)| e.kind == EntryKind::Core && e.period.overlaps(&entry.period));
    (entry.kind == EntryKind::Assisting && !owned).then(|| {
        let zh = format!("条目{}是配合，但事项{}没有主责单位", entry.id, entry.matter);
        warning(line, "entry_without_owner", zh)
    })
}

/// The ground that subdistricts and communities have.
fn grounds(directory: &Directory) -> BTreeSet<&OfficialCode> {
    let with_ground = |kind| matches!(kind, UnitKind::Subdistrict | UnitKind::Community);
    let units = directory.iter().filter(|u| with_ground(u.kind));
    units.filter_map(|u| u.official_code.as_ref()).collect()
}

/// The unit that is named so: by code, name or short name.
pub fn unit_by_words(directory: &Directory, words: &str) -> Option<UnitCode> {
    let words = words.trim();
    let named = |u: &&org::Unit| u.code.as_str() == words || u.name == words || u.short == words;
    directory.iter().find(named).map(|u| u.code.clone())
}
