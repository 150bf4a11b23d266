//! Voronoi cells of seeds within a ground, each in one piece.

use super::flat::area;
use geo::{
    BooleanOps, BoundingRect, Coord, Distance, Euclidean, LineString, MultiPolygon, Polygon,
};

/// Pieces smaller than this many square metres are dust of reckoning.
const DUST_M2: f64 = 0.01;

/// The cell of each seed; none where a seed has no ground. Pieces cut off by a bend of the border
/// go to the neighbour they share most border with.
pub(super) fn around(
    ground: &MultiPolygon<f64>,
    seeds: &[Coord<f64>],
) -> Vec<Option<Polygon<f64>>> {
    let mut cells = vec![];
    let mut loose = vec![];
    for (index, seed) in seeds.iter().enumerate() {
        let cell = MultiPolygon(vec![convex(ground, *seed, seeds, index)]);
        let mut pieces: Vec<Polygon<f64>> = ground.intersection(&cell).0;
        pieces.retain(|p| area(p) > DUST_M2);
        pieces.sort_by(|a, b| area(b).total_cmp(&area(a)));
        let mut pieces = pieces.into_iter();
        cells.push(pieces.next());
        loose.extend(pieces);
    }
    for piece in loose {
        give(&mut cells, &piece);
    }
    cells
}

/// All points nearer to a seed than to any other, within a box around the ground.
fn convex(
    ground: &MultiPolygon<f64>,
    seed: Coord<f64>,
    seeds: &[Coord<f64>],
    own: usize,
) -> Polygon<f64> {
    let Some(rect) = ground.bounding_rect() else {
        return Polygon::new(LineString(vec![]), vec![]);
    };
    let (low, high) = (rect.min(), rect.max());
    let mut corners = vec![
        Coord {
            x: low.x - 1.0,
            y: low.y - 1.0,
        },
        Coord {
            x: high.x + 1.0,
            y: low.y - 1.0,
        },
        Coord {
            x: high.x + 1.0,
            y: high.y + 1.0,
        },
        Coord {
            x: low.x - 1.0,
            y: high.y + 1.0,
        },
    ];
    for (index, other) in seeds.iter().enumerate() {
        if index != own {
            corners = nearer(&corners, seed, *other);
        }
    }
    Polygon::new(LineString(corners), vec![])
}

/// The part of a convex polygon that is nearer to one point than to another.
fn nearer(corners: &[Coord<f64>], to: Coord<f64>, than: Coord<f64>) -> Vec<Coord<f64>> {
    let (middle, away) = ((to + than) / 2.0, than - to);
    let over = |c: Coord<f64>| (c.x - middle.x) * away.x + (c.y - middle.y) * away.y;
    let mut kept = vec![];
    for (i, a) in corners.iter().enumerate() {
        let b = corners[(i + 1) % corners.len()];
        let (at_a, at_b) = (over(*a), over(b));
        if at_a <= 0.0 {
            kept.push(*a);
        }
        if (at_a <= 0.0) != (at_b <= 0.0) {
            kept.push(*a + (b - *a) * (at_a / (at_a - at_b)));
        }
    }
    kept
}

fn give(cells: &mut [Option<Polygon<f64>>], piece: &Polygon<f64>) {
    let length = |p: &Polygon<f64>| -> f64 {
        let steps = p.exterior().0.windows(2);
        steps.map(|w| Euclidean.distance(w[0], w[1])).sum()
    };
    let joined = cells.iter().enumerate().filter_map(|(index, cell)| {
        let cell = cell.as_ref()?;
        let mut union = cell.union(piece).0;
        union.retain(|p| area(p) > DUST_M2);
        let [one] = union.as_slice() else { return None };
        Some((
            index,
            length(cell) + length(piece) - length(one),
            one.clone(),
        ))
    });
    let best = joined.max_by(|a, b| a.1.total_cmp(&b.1));
    if let Some((index, _, union)) = best {
        cells[index] = Some(union);
    }
}
