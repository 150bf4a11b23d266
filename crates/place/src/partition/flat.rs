//! A flat sheet of metres around the outline, and back to degrees.

use crate::Point;
use crate::metric::{DEGREE_M, Metric, signed};
use geo::{BoundingRect, Coord, MapCoords, MultiPolygon, Polygon};

/// Metres east and north of the outline's south-west corner.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flat {
    origin: Coord<f64>,
    east: f64,
}

impl Flat {
    pub(super) fn around(outline: &MultiPolygon<f64>) -> Self {
        let origin = outline.bounding_rect().map_or(Coord::zero(), |r| r.min());
        let (east, _) = Metric::at(origin.y).to_metres((1.0, 0.0));
        Self { origin, east }
    }

    pub(super) fn point(&self, point: Point) -> Coord<f64> {
        self.metres(point.coord())
    }

    pub(super) fn to_flat(self, shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
        shape.map_coords(|c| self.metres(c))
    }

    fn metres(&self, c: Coord<f64>) -> Coord<f64> {
        Coord {
            x: (c.x - self.origin.x) * self.east,
            y: (c.y - self.origin.y) * DEGREE_M,
        }
    }

    /// Degrees, in whole millionths.
    pub(super) fn degrees(&self, c: Coord<f64>) -> Coord<f64> {
        let millionth = |v: f64| (v * 1e6).round() / 1e6;
        Coord {
            x: millionth(c.x / self.east + self.origin.x),
            y: millionth(c.y / DEGREE_M + self.origin.y),
        }
    }
}

/// Area of a polygon in square units of its coordinates.
pub(super) fn area(polygon: &Polygon<f64>) -> f64 {
    let holes: f64 = polygon.interiors().iter().map(|r| signed(r).abs()).sum();
    signed(polygon.exterior()).abs() - holes
}
