//! Numbering and sharing out.

use geo::{BoundingRect, Centroid, Coord, MultiPolygon, Polygon};

/// Steps of the curve along each side, as a power of two.
const CURVE_BITS: u32 = 8;

/// Cells in the order of a Hilbert curve over the ground, so that numbers run on to neighbours.
pub(super) fn along_curve(
    ground: &MultiPolygon<f64>,
    mut cells: Vec<Polygon<f64>>,
) -> Vec<Polygon<f64>> {
    if let Some(rect) = ground.bounding_rect() {
        let side = rect.width().max(rect.height());
        let steps = f64::from(1_u32 << CURVE_BITS) - 1.0;
        let at = |cell: &Polygon<f64>| {
            let middle = cell.centroid().map_or(Coord::zero(), |p| p.0);
            let scaled = (middle - rect.min()) / side * steps;
            hilbert(scaled.x as u32, scaled.y as u32)
        };
        cells.sort_by_key(at);
    }
    cells
}

fn hilbert(mut x: u32, mut y: u32) -> u32 {
    let side = 1_u32 << CURVE_BITS;
    let mut along = 0;
    let mut s = side / 2;
    while s > 0 {
        let (right, upper) = (u32::from(x & s > 0), u32::from(y & s > 0));
        along += s * s * ((3 * right) ^ upper);
        if upper == 0 {
            if right == 1 {
                x = side - 1 - x;
                y = side - 1 - y;
            }
            std::mem::swap(&mut x, &mut y);
        }
        s /= 2;
    }
    along
}

/// Shares `count` by weight, at least one each, by largest remainder; ties go to the earlier.
/// `count` is at least the number of weights.
pub(super) fn shares(weights: &[f64], count: usize) -> Vec<usize> {
    let total: f64 = weights.iter().sum();
    let free = count.saturating_sub(weights.len());
    let exact: Vec<f64> = weights.iter().map(|w| w / total * free as f64).collect();
    let mut shares: Vec<usize> = exact.iter().map(|e| 1 + e.floor() as usize).collect();
    let mut by_rest: Vec<usize> = (0..weights.len()).collect();
    by_rest.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()));
    let left = count.saturating_sub(shares.iter().sum());
    for index in by_rest.into_iter().take(left) {
        shares[index] += 1;
    }
    shares
}
