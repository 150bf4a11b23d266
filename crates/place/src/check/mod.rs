//! Do the areas of every day fill what they are part of, once?
//!
//! First by counting edges: where each edge between two areas is drawn once in each direction
//! and what is left over is exactly the border of the parent, the areas partition it, and no
//! geometry needs to be reckoned. Only where drawing is less exact are overlaps, gaps and what
//! lies outside cut out and measured.

mod cut;
mod edges;
mod single;

use crate::{Area, AreaSet, FAULTS_MAX, Fault, Layer};
use geo::MultiPolygon;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashSet};

/// Everything wrong with a set, up to [`FAULTS_MAX`].
pub(crate) fn faults(set: &AreaSet, outline: Option<&MultiPolygon<f64>>) -> Vec<Fault> {
    let mut faults: Vec<Fault> = set.iter().flat_map(single::faults).collect();
    faults.extend(single::outline(outline));
    faults.extend(codes_used_twice(set));
    // A broken border makes nonsense of what its neighbours are told.
    if faults.is_empty() {
        let mut done = HashSet::new();
        for day in set.change_days() {
            on_day(set, outline, day, &mut done, &mut faults);
        }
    }
    faults.truncate(FAULTS_MAX);
    faults
}

/// One code, one meaning on a day.
fn codes_used_twice(set: &AreaSet) -> Vec<Fault> {
    let areas: Vec<&Area> = set.iter().collect();
    let mut by_code: BTreeMap<&str, Vec<&Area>> = BTreeMap::new();
    for area in areas {
        by_code.entry(&area.code).or_default().push(area);
    }
    let mut faults = vec![];
    for (code, mut versions) in by_code {
        versions.sort_by_key(|a| a.valid_from);
        for pair in versions.windows(2) {
            let apart = pair[0]
                .valid_to
                .is_some_and(|end| end <= pair[1].valid_from);
            if !apart {
                let message = format!(
                    "编码{code}（{}、{}）在{}有两个区域",
                    pair[0].name, pair[1].name, pair[1].valid_from
                );
                faults.push(Fault::new("area_code_twice", message).of(&[code]));
            }
        }
    }
    faults
}

/// What was already checked: a parent and its children, by address in the set.
type Done = HashSet<(usize, Vec<usize>)>;

fn on_day(
    set: &AreaSet,
    outline: Option<&MultiPolygon<f64>>,
    day: Date,
    done: &mut Done,
    faults: &mut Vec<Fault>,
) {
    let mut coarser: Vec<&Area> = vec![];
    for layer in Layer::ALL {
        let areas: Vec<&Area> = set.on(layer, day).collect();
        if areas.is_empty() {
            continue;
        }
        match coarser.is_empty() {
            true => {
                if let Some(outline) = outline {
                    group(None, outline, &areas, day, done, faults);
                }
            }
            false => families(&coarser, &areas, day, done, faults),
        }
        coarser = areas;
    }
}

/// Each area of the coarser layer with its own children.
fn families(
    coarser: &[&Area],
    areas: &[&Area],
    day: Date,
    done: &mut Done,
    faults: &mut Vec<Fault>,
) {
    let mut children: BTreeMap<&str, Vec<&Area>> = BTreeMap::new();
    for area in areas {
        let parent = area.parent.as_deref().unwrap_or_default();
        children.entry(parent).or_default().push(area);
    }
    for parent in coarser {
        let own = children.remove(parent.code.as_str()).unwrap_or_default();
        group(Some(parent), &parent.shape, &own, day, done, faults);
    }
    for (parent, orphans) in children {
        for area in orphans {
            let message = format!(
                "{}（{}）的上级“{parent}”在{day}不存在",
                area.name, area.code
            );
            faults.push(Fault::new("area_parent_unknown", message).of(&[&area.code]));
        }
    }
}

fn group(
    parent: Option<&Area>,
    whole: &MultiPolygon<f64>,
    parts: &[&Area],
    day: Date,
    done: &mut Done,
    faults: &mut Vec<Fault>,
) {
    let address = |area: &Area| std::ptr::from_ref(area).addr();
    let key = (
        parent.map_or(0, address),
        parts.iter().map(|a| address(a)).collect(),
    );
    if !done.insert(key) || faults.len() >= FAULTS_MAX {
        return;
    }
    let shapes: Vec<&MultiPolygon<f64>> = parts.iter().map(|a| &a.shape).collect();
    if !edges::partition(whole, &shapes) {
        let name = parent.map_or("区划范围", |p| p.name.as_str());
        let code = parent.map(|p| p.code.as_str());
        cut::faults((name, code), whole, parts, day, faults);
    }
}

#[cfg(test)]
mod tests;
