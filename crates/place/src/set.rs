//! All areas of a district with their days, and which of them a point lies in.

use crate::{Area, AreaRef, Fault, Layer, Located, Point, check, contain};
use geo::{BoundingRect, MultiPolygon};
use jiff::civil::Date;
use rstar::{AABB, RTree, RTreeObject};
use std::collections::HashMap;

/// Overlaps and gaps up to this mean width are taken as noise of drawing, in metres.
pub const TOLERANCE_M: f64 = 1.0;
/// [`TOLERANCE_M`] in degrees, rounded up for the search.
pub(crate) const TOLERANCE_DEG: f64 = 2e-5;

/// The areas of a district, checked.
#[derive(Debug, Clone, Default)]
pub struct AreaSet {
    areas: Vec<Area>,
    trees: [RTree<Boxed>; 4],
    by_code: HashMap<String, Vec<usize>>,
}

/// The box around an area.
#[derive(Debug, Clone, Copy)]
struct Boxed {
    low: [f64; 2],
    high: [f64; 2],
    index: usize,
}

impl RTreeObject for Boxed {
    type Envelope = AABB<[f64; 2]>;
    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners(self.low, self.high)
    }
}

impl PartialEq for AreaSet {
    fn eq(&self, other: &Self) -> bool {
        self.areas == other.areas
    }
}

impl AreaSet {
    /// Takes areas in after checking them: on every day the areas of a layer fill what they are
    /// part of, without overlap or gap wider than [`TOLERANCE_M`], and the coarsest fill the
    /// outline. Errors: every fault found, up to [`crate::FAULTS_MAX`].
    pub fn import(
        areas: Vec<Area>,
        outline: Option<&MultiPolygon<f64>>,
    ) -> Result<Self, Vec<Fault>> {
        let set = Self::index(areas);
        let faults = check::faults(&set, outline);
        match faults.is_empty() {
            true => Ok(set),
            false => Err(faults),
        }
    }

    fn index(mut areas: Vec<Area>) -> Self {
        areas.sort_by(|a, b| {
            (a.layer, &a.code, a.valid_from).cmp(&(b.layer, &b.code, b.valid_from))
        });
        let mut by_code: HashMap<String, Vec<usize>> = HashMap::new();
        let mut boxes: [Vec<Boxed>; 4] = Default::default();
        for (index, area) in areas.iter().enumerate() {
            by_code.entry(area.code.clone()).or_default().push(index);
            if let Some(rect) = area.shape.bounding_rect() {
                boxes[area.layer as usize].push(Boxed {
                    low: rect.min().into(),
                    high: rect.max().into(),
                    index,
                });
            }
        }
        Self {
            trees: boxes.map(RTree::bulk_load),
            areas,
            by_code,
        }
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.areas.is_empty()
    }

    /// All areas of all days, by layer, code and first day.
    pub fn iter(&self) -> impl Iterator<Item = &Area> {
        self.areas.iter()
    }

    /// The areas of a layer on a day, by code.
    pub fn on(&self, layer: Layer, day: Date) -> impl Iterator<Item = &Area> {
        self.areas
            .iter()
            .filter(move |a| a.layer == layer && a.holds_on(day))
    }

    /// The area with a code on a day.
    pub fn get(&self, code: &str, day: Date) -> Option<&Area> {
        let indices = self.by_code.get(code)?;
        indices
            .iter()
            .map(|i| &self.areas[*i])
            .find(|a| a.holds_on(day))
    }

    /// The finest area that holds a point on a day: a grid wherever there are grids.
    ///
    /// Exactly one, always the same: a point on a shared border belongs to the area north-east of
    /// it, one in a tolerated overlap to the lowest code, one in a tolerated gap or on the outer
    /// border to the nearest. None outside the district, and before its first areas.
    pub fn resolve(&self, point: Point, day: Date) -> Option<Located> {
        let finest_first = Layer::ALL.into_iter().rev();
        let found = finest_first
            .filter_map(|layer| self.resolve_in(layer, point, day))
            .next()?;
        Some(self.located(found, day))
    }

    /// As [`AreaSet::resolve`], of one layer.
    pub fn resolve_in(&self, layer: Layer, point: Point, day: Date) -> Option<&Area> {
        let at = [point.lon(), point.lat()];
        let tree = &self.trees[layer as usize];
        let within = |low, high| {
            tree.locate_in_envelope_intersecting(&AABB::from_corners(low, high))
                .map(|b| &self.areas[b.index])
                .filter(move |a| a.holds_on(day))
        };
        let inside = within(at, at).filter(|a| contain::holds(&a.shape, point.coord()));
        if let Some(area) = inside.min_by(|a, b| a.code.cmp(&b.code)) {
            return Some(area);
        }
        let around = at.map(|v| (v - TOLERANCE_DEG, v + TOLERANCE_DEG));
        within(around.map(|r| r.0), around.map(|r| r.1))
            .map(|a| (contain::metres_to_border(&a.shape, point.coord()), a))
            .filter(|(metres, _)| *metres <= TOLERANCE_M)
            .min_by(|(m, a), (n, b)| m.total_cmp(n).then_with(|| a.code.cmp(&b.code)))
            .map(|(_, area)| area)
    }

    /// An area and what it is part of on a day.
    pub fn located(&self, area: &Area, day: Date) -> Located {
        Located {
            code: area.code.clone(),
            name: area.name.clone(),
            layer: area.layer,
            illustrative: area.illustrative,
            parents: self.parents(area, day),
        }
    }

    fn parents(&self, area: &Area, day: Date) -> Vec<AreaRef> {
        let parent_of = |a: &Area| a.parent.as_deref().and_then(|code| self.get(code, day));
        std::iter::successors(parent_of(area), |a| parent_of(a))
            .take(Layer::ALL.len())
            .map(Area::to_ref)
            .collect()
    }

    /// The days on which anything changes, ascending.
    pub fn change_days(&self) -> Vec<Date> {
        let ends = self.areas.iter().filter_map(|a| a.valid_to);
        let mut days: Vec<Date> = self
            .areas
            .iter()
            .map(|a| a.valid_from)
            .chain(ends)
            .collect();
        days.sort();
        days.dedup();
        days
    }
}

#[cfg(test)]
#[path = "set_tests.rs"]
mod tests;
