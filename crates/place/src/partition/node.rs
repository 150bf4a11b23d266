//! Corners made common: neighbours drawn one by one get the same points along their border.
//!
//! Points within a hand's breadth become one; every edge then takes in the points that lie on it.

use super::flat::Flat;
use geo::{Coord, Distance, Euclidean, Line, LineString, Point, Polygon};
use rstar::{AABB, PointDistance, RTree, RTreeObject};
use std::collections::BTreeMap;

/// Points nearer than this are one, in metres.
const MERGE_M: f64 = 0.4;
/// A point this near to an edge lies on it, in metres.
const ON_EDGE_M: f64 = 0.3;

/// A corner on the flat sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Corner([f64; 2]);

impl RTreeObject for Corner {
    type Envelope = AABB<[f64; 2]>;
    fn envelope(&self) -> Self::Envelope {
        AABB::from_point(self.0)
    }
}

impl PointDistance for Corner {
    fn distance_2(&self, other: &[f64; 2]) -> f64 {
        (self.0[0] - other[0]).powi(2) + (self.0[1] - other[1]).powi(2)
    }
}

/// Joins polygons on the flat sheet and turns them into degrees.
pub(super) fn join(polygons: &mut [&mut Polygon<f64>], flat: &Flat) {
    let corners = merge(polygons);
    for polygon in polygons {
        let ring = |ring: &LineString<f64>| taken_in(ring, &corners, flat);
        let inner = polygon.interiors().iter().map(ring).collect();
        **polygon = Polygon::new(ring(polygon.exterior()), inner);
    }
}

/// One corner for all points near it: the first in order from south-west.
fn merge(polygons: &[&mut Polygon<f64>]) -> RTree<Corner> {
    let bits = |v: f64| (v * 1000.0).round() as i64;
    let all: BTreeMap<(i64, i64), [f64; 2]> = polygons
        .iter()
        .flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()))
        .flat_map(|ring| &ring.0)
        .map(|c| ((bits(c.x), bits(c.y)), [c.x, c.y]))
        .collect();
    let mut kept: RTree<Corner> = RTree::new();
    for at in all.into_values() {
        let near = kept.nearest_neighbor(&at);
        if near.is_none_or(|c| c.distance_2(&at) > MERGE_M * MERGE_M) {
            kept.insert(Corner(at));
        }
    }
    kept
}

fn taken_in(ring: &LineString<f64>, corners: &RTree<Corner>, flat: &Flat) -> LineString<f64> {
    let snapped: Vec<Coord<f64>> = ring
        .0
        .iter()
        .filter_map(|c| corners.nearest_neighbor(&[c.x, c.y]))
        .map(|c| Coord::from(c.0))
        .collect();
    let mut points: Vec<Coord<f64>> = vec![];
    for pair in snapped.windows(2) {
        points.push(pair[0]);
        points.extend(on_edge(pair[0], pair[1], corners));
    }
    points.dedup();
    let mut open = unspiked(points);
    open.extend(open.first().copied());
    LineString(open.into_iter().map(|c| flat.degrees(c)).collect())
}

/// The corners on an edge, without its ends, in order from `a` to `b`.
fn on_edge(a: Coord<f64>, b: Coord<f64>, corners: &RTree<Corner>) -> Vec<Coord<f64>> {
    let line = Line::new(a, b);
    let low = [a.x.min(b.x) - ON_EDGE_M, a.y.min(b.y) - ON_EDGE_M];
    let high = [a.x.max(b.x) + ON_EDGE_M, a.y.max(b.y) + ON_EDGE_M];
    let mut on: Vec<Coord<f64>> = corners
        .locate_in_envelope(&AABB::from_corners(low, high))
        .map(|c| Coord::from(c.0))
        .filter(|c| *c != a && *c != b)
        .filter(|c| Euclidean.distance(&Point::from(*c), &line) < ON_EDGE_M)
        .collect();
    let from_a = |c: &Coord<f64>| Euclidean.distance(a, *c);
    on.sort_by(|c, d| from_a(c).total_cmp(&from_a(d)));
    on
}

/// Without steps there and straight back, on an open ring.
fn unspiked(mut points: Vec<Coord<f64>>) -> Vec<Coord<f64>> {
    loop {
        let n = points.len();
        if n < 3 {
            return points;
        }
        let spike = (0..n).find(|i| {
            let (before, after) = (points[(i + n - 1) % n], points[(i + 1) % n]);
            before == after || points[*i] == after
        });
        match spike {
            Some(i) => points.remove(i),
            None => return points,
        };
    }
}
