//! Small districts of squares for tests.

use crate::{Area, Layer};
use geo::{Coord, LineString, MultiPolygon, Polygon};
use jiff::civil::Date;

/// Degrees of one step, about a hundred metres.
pub(crate) const STEP: f64 = 0.001;

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A rectangle in steps from (113, 23).
pub(crate) fn rect(x0: f64, y0: f64, x1: f64, y1: f64) -> MultiPolygon<f64> {
    ring(&[(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
}

pub(crate) fn ring(corners: &[(f64, f64)]) -> MultiPolygon<f64> {
    let at = |(x, y): &(f64, f64)| Coord {
        x: 113.0 + x * STEP,
        y: 23.0 + y * STEP,
    };
    let ring = LineString(corners.iter().map(at).collect());
    MultiPolygon(vec![Polygon::new(ring, vec![])])
}

pub(crate) fn area(layer: Layer, code: &str, parent: &str, shape: MultiPolygon<f64>) -> Area {
    Area {
        code: code.into(),
        name: format!("{}{code}", layer.zh()),
        layer,
        parent: Some(parent.to_owned()).filter(|p| !p.is_empty()),
        valid_from: day("2022-01-01"),
        valid_to: None,
        illustrative: true,
        shape,
    }
}

/// A 4 × 4 district of two subdistricts, each cut into four columns (until 2025) and then
/// into two.
pub(crate) fn recut() -> Vec<Area> {
    let mut areas = vec![area(Layer::District, "d", "", rect(0.0, 0.0, 4.0, 4.0))];
    for (code, y) in [("s1", 0.0), ("s2", 2.0)] {
        // The corners of the columns stand on the border too, as in a well-made file.
        let corners = |ys: f64| (0..=4).map(move |x| (f64::from(x), ys));
        let border: Vec<_> = corners(y).chain(corners(y + 2.0).rev()).collect();
        areas.push(area(Layer::Subdistrict, code, "d", ring(&border)));
        for x in 0..4_u8 {
            let left = f64::from(x);
            let mut old = area(
                Layer::Grid,
                &format!("{code}-{x}"),
                code,
                rect(left, y, left + 1.0, y + 2.0),
            );
            old.valid_to = Some(day("2025-01-01"));
            areas.push(old);
        }
        for x in 0..2_u8 {
            let left = f64::from(x) * 2.0;
            let mut new = area(
                Layer::Grid,
                &format!("{code}-1{x}"),
                code,
                rect(left, y, left + 2.0, y + 2.0),
            );
            new.valid_from = day("2025-01-01");
            areas.push(new);
        }
    }
    areas
}
