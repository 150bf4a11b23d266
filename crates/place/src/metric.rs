//! Metres from degrees, good to half a percent within a district.

use geo::{LineString, Polygon};

/// Metres of a degree on the mean sphere.
pub(crate) const DEGREE_M: f64 = 111_195.08;

/// A flat sheet around one latitude.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Metric {
    east: f64,
}

impl Metric {
    pub(crate) fn at(lat: f64) -> Self {
        Self {
            east: DEGREE_M * lat.to_radians().cos(),
        }
    }

    /// Around the first point of a polygon.
    pub(crate) fn of(polygon: &Polygon<f64>) -> Self {
        Self::at(polygon.exterior().0.first().map_or(0.0, |c| c.y))
    }

    pub(crate) fn to_metres(self, (lon, lat): (f64, f64)) -> (f64, f64) {
        (lon * self.east, lat * DEGREE_M)
    }

    pub(crate) fn between(self, a: (f64, f64), b: (f64, f64)) -> f64 {
        ((a.0 - b.0) * self.east).hypot((a.1 - b.1) * DEGREE_M)
    }

    /// Square metres, holes taken off.
    pub(crate) fn area(self, polygon: &Polygon<f64>) -> f64 {
        let degrees = signed(polygon.exterior()).abs()
            - polygon
                .interiors()
                .iter()
                .map(|r| signed(r).abs())
                .sum::<f64>();
        degrees * self.east * DEGREE_M
    }

    fn perimeter(self, polygon: &Polygon<f64>) -> f64 {
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        rings
            .flat_map(|ring| ring.0.windows(2))
            .map(|w| self.between(w[0].x_y(), w[1].x_y()))
            .sum()
    }

    /// Mean width in metres of a long thin piece: twice its area over its perimeter.
    pub(crate) fn width(self, polygon: &Polygon<f64>) -> f64 {
        let perimeter = self.perimeter(polygon);
        match perimeter > 0.0 {
            true => 2.0 * self.area(polygon) / perimeter,
            false => 0.0,
        }
    }

    /// Metres from a point to a segment.
    pub(crate) fn to_segment(self, p: (f64, f64), a: (f64, f64), b: (f64, f64)) -> f64 {
        let [p, a, b] = [p, a, b].map(|c| self.to_metres(c));
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let length_2 = dx * dx + dy * dy;
        let along = match length_2 > 0.0 {
            true => (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / length_2).clamp(0.0, 1.0),
            false => 0.0,
        };
        (p.0 - a.0 - along * dx).hypot(p.1 - a.1 - along * dy)
    }
}

/// Signed area of a ring in square degrees: positive counter-clockwise. Reckoned from the ring's
/// first point, so that nothing is lost to large coordinates.
pub(crate) fn signed(ring: &LineString<f64>) -> f64 {
    let Some(o) = ring.0.first() else { return 0.0 };
    let twice: f64 = ring
        .0
        .windows(2)
        .map(|w| (w[0].x - o.x) * (w[1].y - o.y) - (w[1].x - o.x) * (w[0].y - o.y))
        .sum();
    twice / 2.0
}
