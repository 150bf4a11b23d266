//! Exact partitions, recognised by their edges.

use crate::contain::rings;
use crate::metric::signed;
use geo::{Coord, LineString, MultiPolygon};
use std::collections::HashSet;

/// A point to a hundredth of a metre.
type Key = (i64, i64);

fn key(c: &Coord<f64>) -> Key {
    ((c.x * 1e7).round() as i64, (c.y * 1e7).round() as i64)
}

/// Edges with the inside on their left.
fn directed(shape: &MultiPolygon<f64>) -> impl Iterator<Item = (Key, Key)> {
    let outer = |ring: &LineString<f64>| shape.0.iter().any(|p| std::ptr::eq(p.exterior(), ring));
    let all: Vec<(Key, Key)> = rings(shape)
        .flat_map(|ring| {
            let as_drawn = (signed(ring) > 0.0) == outer(ring);
            ring.0.windows(2).map(move |w| match as_drawn {
                true => (key(&w[0]), key(&w[1])),
                false => (key(&w[1]), key(&w[0])),
            })
        })
        .collect();
    all.into_iter()
}

/// True where the parts, each simple, fill the whole exactly once: every edge inside is drawn
/// once in each direction, and the others are exactly the whole's border. (Then the winding
/// numbers of the parts add up to the whole's, which is one inside and nought outside.)
pub(crate) fn partition(whole: &MultiPolygon<f64>, parts: &[&MultiPolygon<f64>]) -> bool {
    let mut open: HashSet<(Key, Key)> = HashSet::new();
    for (a, b) in parts.iter().flat_map(|shape| directed(shape)) {
        if !open.remove(&(b, a)) && !open.insert((a, b)) {
            return false;
        }
    }
    let border: Vec<(Key, Key)> = directed(whole).collect();
    border.len() == open.len() && border.iter().all(|edge| open.contains(edge))
}
