//! Systems of coordinates in use in China, and their conversion at the edge.
//!
//! The offsets of GCJ-02 and BD-09 are not published. What is used here is the approximation that
//! map programmers share, which is not certified for surveying. A round trip through this module
//! returns to within [`ROUND_TRIP_ERROR_DEG`].

use serde::{Deserialize, Serialize};
use std::f64::consts::PI;

/// Largest error of a round trip WGS 84 → GCJ-02 or BD-09 → WGS 84 within China, in degrees
/// (about a tenth of a millimetre). A property test holds it.
pub const ROUND_TRIP_ERROR_DEG: f64 = 1e-9;

/// Half-axis of the Krasovsky ellipsoid, metres.
const AXIS_M: f64 = 6_378_245.0;
/// Its first eccentricity, squared.
const ECCENTRICITY_2: f64 = 0.006_693_421_622_965_943;
/// BD-09 turns once more with this.
const BD_PI: f64 = PI * 3000.0 / 180.0;
/// Rounds of the inverse; each gains about three digits.
const INVERSE_ROUNDS: usize = 12;

/// A system of coordinates; always longitude first, degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Crs {
    /// GPS.
    #[default]
    Wgs84,
    /// China's national system; within centimetres of WGS 84, taken as the same.
    Cgcs2000,
    /// What licensed maps in China show.
    Gcj02,
    /// Baidu's.
    Bd09,
}

impl Crs {
    /// All systems.
    pub const ALL: [Self; 4] = [Self::Wgs84, Self::Cgcs2000, Self::Gcj02, Self::Bd09];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Wgs84 => "wgs84",
            Self::Cgcs2000 => "cgcs2000",
            Self::Gcj02 => "gcj02",
            Self::Bd09 => "bd09",
        }
    }

    /// The system with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|crs| crs.code() == code)
    }

    /// From this system to WGS 84.
    pub fn to_wgs84(self, lon: f64, lat: f64) -> (f64, f64) {
        match self {
            Self::Wgs84 | Self::Cgcs2000 => (lon, lat),
            Self::Gcj02 => inverse(gcj02, (lon, lat)),
            Self::Bd09 => inverse(gcj02, inverse(bd09, (lon, lat))),
        }
    }

    /// From WGS 84 to this system.
    pub fn from_wgs84(self, lon: f64, lat: f64) -> (f64, f64) {
        match self {
            Self::Wgs84 | Self::Cgcs2000 => (lon, lat),
            Self::Gcj02 => gcj02((lon, lat)),
            Self::Bd09 => bd09(gcj02((lon, lat))),
        }
    }
}

/// WGS 84 → GCJ-02; outside China nothing is moved.
fn gcj02((lon, lat): (f64, f64)) -> (f64, f64) {
    if !(72.004..=137.8347).contains(&lon) || !(0.8293..=55.8271).contains(&lat) {
        return (lon, lat);
    }
    let (x, y) = (lon - 105.0, lat - 35.0);
    let root = x.abs().sqrt();
    let wave = |v: f64, f: f64| (v * f * PI).sin();
    let both = (20.0 * wave(x, 6.0) + 20.0 * wave(x, 2.0)) * 2.0 / 3.0;
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * root
        + both
        + (20.0 * wave(y, 1.0) + 40.0 * wave(y, 1.0 / 3.0)) * 2.0 / 3.0
        + (160.0 * wave(y, 1.0 / 12.0) + 320.0 * wave(y, 1.0 / 30.0)) * 2.0 / 3.0;
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * root
        + both
        + (20.0 * wave(x, 1.0) + 40.0 * wave(x, 1.0 / 3.0)) * 2.0 / 3.0
        + (150.0 * wave(x, 1.0 / 12.0) + 300.0 * wave(x, 1.0 / 30.0)) * 2.0 / 3.0;
    let sine = lat.to_radians().sin();
    let magic = 1.0 - ECCENTRICITY_2 * sine * sine;
    let meridian = AXIS_M * (1.0 - ECCENTRICITY_2) / (magic * magic.sqrt());
    let parallel = AXIS_M / magic.sqrt() * lat.to_radians().cos();
    (
        lon + (east / parallel).to_degrees(),
        lat + (north / meridian).to_degrees(),
    )
}

/// GCJ-02 → BD-09.
fn bd09((lon, lat): (f64, f64)) -> (f64, f64) {
    let radius = lon.hypot(lat) + 0.000_02 * (lat * BD_PI).sin();
    let angle = lat.atan2(lon) + 0.000_003 * (lon * BD_PI).cos();
    (radius * angle.cos() + 0.0065, radius * angle.sin() + 0.006)
}

/// The inverse of a small offset by fixed-point steps.
fn inverse(forward: impl Fn((f64, f64)) -> (f64, f64), wanted: (f64, f64)) -> (f64, f64) {
    let mut guess = wanted;
    for _ in 0..INVERSE_ROUNDS {
        let there = forward(guess);
        guess = (guess.0 + wanted.0 - there.0, guess.1 + wanted.1 - there.1);
    }
    guess
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_usual_example_comes_out() {
        // The pair that open conversion libraries print as their example.
        let (lon, lat) = Crs::Gcj02.from_wgs84(116.404, 39.915);
        assert!((lon - 116.410_244_499_169_38).abs() < 1e-5, "{lon}");
        assert!((lat - 39.916_404_281_501_64).abs() < 1e-5, "{lat}");
        let (lon, lat) = bd09((116.404, 39.915));
        assert!((lon - 116.410_367_260_295).abs() < 1e-5, "{lon}");
        assert!((lat - 39.921_336_993_510_2).abs() < 1e-5, "{lat}");
    }

    #[test]
    fn the_offset_is_hundreds_of_metres_in_china_and_none_elsewhere() {
        let moved = |lon: f64, lat: f64| {
            let (x, y) = Crs::Gcj02.from_wgs84(lon, lat);
            (x - lon).hypot(y - lat)
        };
        assert!(moved(113.27, 23.13) > 0.003);
        assert_eq!(moved(2.35, 48.85), 0.0);
    }

    #[test]
    fn codes_lead_back() {
        for crs in Crs::ALL {
            assert_eq!(Crs::from_code(crs.code()), Some(crs));
        }
        assert_eq!(Crs::from_code("utm"), None);
    }

    proptest! {
        #[test]
        fn a_round_trip_ends_where_it_began(lon in 74.0..135.0f64, lat in 4.0..53.0f64) {
            for crs in Crs::ALL {
                let (x, y) = crs.from_wgs84(lon, lat);
                let (back_lon, back_lat) = crs.to_wgs84(x, y);
                prop_assert!((back_lon - lon).abs() < ROUND_TRIP_ERROR_DEG, "{} {}", crs.code(), back_lon - lon);
                prop_assert!((back_lat - lat).abs() < ROUND_TRIP_ERROR_DEG, "{} {}", crs.code(), back_lat - lat);
            }
        }
    }
}
