//! The exact union of shapes whose corners are common: edges drawn both ways vanish.

use crate::contain;
use crate::metric::signed;
use geo::{Coord, LineString, MultiPolygon, Polygon};
use std::collections::BTreeMap;

type Key = (i64, i64);

fn key(c: Coord<f64>) -> Key {
    ((c.x * 1e6).round() as i64, (c.y * 1e6).round() as i64)
}

/// The union. Nothing of it is reckoned anew: every point is one of the given ones.
pub(super) fn union(shapes: &[MultiPolygon<f64>]) -> MultiPolygon<f64> {
    let mut open: BTreeMap<Key, Vec<(Key, Coord<f64>)>> = BTreeMap::new();
    for ring in shapes.iter().flat_map(contain::rings) {
        let mut points = ring.0.clone();
        if signed(ring) < 0.0 {
            points.reverse();
        }
        for pair in points.windows(2) {
            let (a, b) = (key(pair[0]), key(pair[1]));
            if !take(&mut open, b, a) {
                open.entry(a).or_default().push((b, pair[1]));
            }
        }
    }
    assemble(rings(open))
}

fn take(open: &mut BTreeMap<Key, Vec<(Key, Coord<f64>)>>, from: Key, to: Key) -> bool {
    let Some(ends) = open.get_mut(&from) else {
        return false;
    };
    let Some(at) = ends.iter().position(|(end, _)| *end == to) else {
        return false;
    };
    ends.remove(at);
    if ends.is_empty() {
        open.remove(&from);
    }
    true
}

/// Chains edges; where several go on from a corner, the sharpest turn to the left stays with the
/// same piece.
fn rings(mut open: BTreeMap<Key, Vec<(Key, Coord<f64>)>>) -> Vec<LineString<f64>> {
    let mut rings = vec![];
    while let Some((start, ends)) = open.iter().next() {
        let (start, mut at) = (*start, ends[0]);
        take(&mut open, start, at.0);
        let mut before = start;
        let mut points = vec![at.1];
        while at.0 != start {
            let Some(ends) = open.get(&at.0) else { break };
            let turn = |end: &(Key, Coord<f64>)| left_turn(before, at.0, end.0);
            let Some(next) = ends
                .iter()
                .copied()
                .max_by(|a, b| turn(a).total_cmp(&turn(b)))
            else {
                break;
            };
            take(&mut open, at.0, next.0);
            (before, at) = (at.0, next);
            points.push(at.1);
        }
        points.insert(0, at.1);
        rings.push(LineString(points));
    }
    rings
}

/// Angle of a turn, positive to the left.
fn left_turn(a: Key, b: Key, c: Key) -> f64 {
    let (ux, uy) = ((b.0 - a.0) as f64, (b.1 - a.1) as f64);
    let (vx, vy) = ((c.0 - b.0) as f64, (c.1 - b.1) as f64);
    (ux * vy - uy * vx).atan2(ux * vx + uy * vy)
}

/// Rings to the left are outer, the others holes of the outer one they lie in.
fn assemble(rings: Vec<LineString<f64>>) -> MultiPolygon<f64> {
    let (outer, holes): (Vec<_>, Vec<_>) = rings.into_iter().partition(|r| signed(r) > 0.0);
    let mut parts: Vec<Polygon<f64>> = outer.into_iter().map(|r| Polygon::new(r, vec![])).collect();
    parts.sort_by(|a, b| signed(b.exterior()).total_cmp(&signed(a.exterior())));
    for hole in holes {
        let inside = |p: &Polygon<f64>| {
            let whole = MultiPolygon(vec![Polygon::new(p.exterior().clone(), vec![])]);
            hole.0
                .iter()
                .all(|c| contain::holds(&whole, *c) || p.exterior().0.contains(c))
        };
        if let Some(part) = parts.iter_mut().rev().find(|p| inside(p)) {
            part.interiors_push(hole);
        }
    }
    MultiPolygon(parts)
}
