//! Areas and places.

use super::Day;
use serde::Serialize;
use utoipa::ToSchema;

/// Areas as a GeoJSON feature collection.
#[derive(Serialize, ToSchema)]
pub struct AreaCollection {
    #[schema(example = "FeatureCollection")]
    pub r#type: String,
    pub features: Vec<AreaFeature>,
}

/// One area.
#[derive(Serialize, ToSchema)]
pub struct AreaFeature {
    #[schema(example = "Feature")]
    pub r#type: String,
    pub properties: AreaProperties,
    pub geometry: AreaGeometry,
}

/// What is known of an area.
#[derive(Serialize, ToSchema)]
pub struct AreaProperties {
    /// `district`, `subdistrict`, `community` or `grid`.
    pub layer: String,
    /// Official code; for grids the district's own.
    pub code: String,
    pub name: String,
    /// Code of what it is part of.
    pub parent: Option<String>,
    /// First day it holds.
    pub valid_from: Day,
    /// First day it no longer does.
    pub valid_to: Option<Day>,
    /// The border is made up for show.
    pub illustrative: bool,
    /// Where a label goes.
    pub middle: Option<Vec<f64>>,
}

/// A polygon or multipolygon (RFC 7946).
#[derive(Serialize, ToSchema)]
pub struct AreaGeometry {
    #[schema(example = "Polygon")]
    pub r#type: String,
    pub coordinates: Vec<serde_json::Value>,
}

/// Where a point is, or which places an address may mean.
#[derive(Serialize, ToSchema)]
pub struct FoundPlace {
    /// For coordinates.
    pub at: Option<PlaceAt>,
    /// For an address, the surest first.
    pub candidates: Vec<PlaceCandidate>,
}

/// Longitude and latitude, WGS 84.
#[derive(Serialize, ToSchema)]
pub struct LonLat {
    pub lon: f64,
    pub lat: f64,
}

/// Where a point is.
#[derive(Serialize, ToSchema)]
pub struct PlaceAt {
    pub point: LonLat,
    pub on: Day,
    /// The finest area; none outside the district.
    pub area: Option<PlaceArea>,
    /// The nearest named place.
    pub near: Option<PlaceNear>,
}

/// An area and what it is part of.
#[derive(Serialize, ToSchema)]
pub struct PlaceArea {
    pub code: String,
    pub name: String,
    pub layer: String,
    pub illustrative: bool,
    /// Nearest first.
    pub parents: Vec<AreaName>,
    /// Unit of the finest area that has one.
    pub unit: Option<String>,
}

/// An area by name.
#[derive(Serialize, ToSchema)]
pub struct AreaName {
    pub code: String,
    pub name: String,
    pub layer: String,
}

/// A named place near a point.
#[derive(Serialize, ToSchema)]
pub struct PlaceNear {
    pub name: String,
    pub metres: u32,
}

/// A place an address may mean.
#[derive(Serialize, ToSchema)]
pub struct PlaceCandidate {
    pub name: String,
    /// `address`, `road`, `crossing`, `building`, `estate`, `landmark`, `metro_station`, `bus_stop` or `area`.
    pub kind: String,
    pub point: LonLat,
    /// Per cent.
    pub confidence: u8,
    /// `number`, `between`, `near_number`, `road`, `crossing`, `name`, `holds`, `similar` or `area`.
    pub reason: String,
    /// The reason in Chinese.
    pub zh: String,
    /// The reason in English.
    pub en: String,
    /// Whether it is in the community or subdistrict the address names.
    pub agrees: Option<bool>,
    pub area: Option<PlaceArea>,
}
