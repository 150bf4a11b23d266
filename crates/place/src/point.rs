//! A point on the ground.

use crate::Crs;
use serde::{Deserialize, Serialize};

/// A point in WGS 84, degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Raw", into = "Raw")]
pub struct Point {
    lon: f64,
    lat: f64,
}

#[derive(Serialize, Deserialize)]
struct Raw {
    lon: f64,
    lat: f64,
}

/// Why a pair of numbers is no point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PointError {
    /// Not a finite longitude within ±180 and latitude within ±90.
    #[error("longitude within ±180 and latitude within ±90 degrees")]
    OffEarth,
}

impl PointError {
    /// Stable code.
    pub fn code(self) -> &'static str {
        "point_off_earth"
    }
    /// Words for people.
    pub fn zh(self) -> &'static str {
        "经度应在±180度以内，纬度应在±90度以内"
    }
}

impl Point {
    /// A point given in WGS 84 degrees. Errors: not on earth.
    pub fn new(lon: f64, lat: f64) -> Result<Self, PointError> {
        match lon.is_finite() && lat.is_finite() && lon.abs() <= 180.0 && lat.abs() <= 90.0 {
            true => Ok(Self { lon, lat }),
            false => Err(PointError::OffEarth),
        }
    }

    /// A point given in another system of coordinates. Errors: not on earth.
    pub fn from_crs(crs: Crs, lon: f64, lat: f64) -> Result<Self, PointError> {
        let given = Self::new(lon, lat)?;
        let (lon, lat) = crs.to_wgs84(given.lon, given.lat);
        Self::new(lon, lat)
    }

    /// Longitude and latitude in another system of coordinates.
    pub fn to_crs(self, crs: Crs) -> (f64, f64) {
        crs.from_wgs84(self.lon, self.lat)
    }

    /// Longitude, degrees.
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Latitude, degrees.
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Metres to another point nearby (an error below 0.5 % within a district).
    pub fn metres_to(self, other: Self) -> f64 {
        crate::metric::Metric::at(self.lat).between((self.lon, self.lat), (other.lon, other.lat))
    }

    pub(crate) fn coord(self) -> geo::Coord<f64> {
        geo::Coord {
            x: self.lon,
            y: self.lat,
        }
    }
}

impl TryFrom<Raw> for Point {
    type Error = PointError;
    fn try_from(raw: Raw) -> Result<Self, PointError> {
        Self::new(raw.lon, raw.lat)
    }
}

impl From<Point> for Raw {
    fn from(point: Point) -> Self {
        Self {
            lon: point.lon,
            lat: point.lat,
        }
    }
}
