//! Is a point in a shape, so that shapes with a shared border never both say yes.
//!
//! A ray goes east from the point; an edge is taken from its lower to its upper end whatever its
//! direction in the ring, its lower end belongs to it and its upper end does not, and the side is
//! told exactly. Both neighbours of a border ask the very same question of it, so a point of the
//! border is in exactly one of them: as if it stood a hair further north-east.

use crate::metric::Metric;
use geo::algorithm::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Coord, LineString, MultiPolygon};

/// All rings of a shape, outer and inner.
pub(crate) fn rings(shape: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    shape
        .0
        .iter()
        .flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()))
}

/// True where the point is inside.
pub(crate) fn holds(shape: &MultiPolygon<f64>, p: Coord<f64>) -> bool {
    let crossed = rings(shape)
        .flat_map(|ring| ring.0.windows(2))
        .filter(|w| is_east(w[0], w[1], p));
    crossed.count() % 2 == 1
}

fn is_east(a: Coord<f64>, b: Coord<f64>, p: Coord<f64>) -> bool {
    let (low, high) = if a.y <= b.y { (a, b) } else { (b, a) };
    low.y <= p.y
        && p.y < high.y
        && RobustKernel::orient2d(low, high, p) == Orientation::CounterClockwise
}

/// Metres from a point to the nearest border of a shape.
pub(crate) fn metres_to_border(shape: &MultiPolygon<f64>, p: Coord<f64>) -> f64 {
    let metric = Metric::at(p.y);
    rings(shape)
        .flat_map(|ring| ring.0.windows(2))
        .map(|w| metric.to_segment(p.x_y(), w[0].x_y(), w[1].x_y()))
        .fold(f64::INFINITY, f64::min)
}
