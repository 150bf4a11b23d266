//! Places of a district: coordinates, areas by date, addresses.
//!
//! Inside everything is WGS 84 (CGCS2000 differs by centimetres and is taken as the same);
//! [`Crs`] converts at the edge. An [`AreaSet`] holds subdistricts, communities and grids with the
//! days on which they hold, so that a point lies in exactly one grid on any day and a re-cut
//! leaves history alone (F2-02). Overlaps and gaps beyond [`TOLERANCE_M`] are refused at import,
//! with their geometry.

pub mod address;
mod area;
mod check;
mod contain;
mod crs;
mod fault;
pub mod gazetteer;
mod layer;
mod metric;
pub mod partition;
mod point;
mod read;
mod set;
mod write;

pub use area::{Area, AreaRef, Located};
pub use crs::{Crs, ROUND_TRIP_ERROR_DEG};
pub use fault::{FAULTS_MAX, Fault};
pub use gazetteer::Gazetteer;
pub use geo::MultiPolygon;
pub use layer::Layer;
pub use point::{Point, PointError};
pub use read::{AREAS_MAX, POINTS_MAX, shape, sources};
pub use set::{AreaSet, TOLERANCE_M};
pub use write::{csv, drawing, feature_collection, file, geometry};

#[cfg(test)]
mod sample;
