//! `geo/outline.geojson`: the district's outline in WGS 84 (RFC 7946), optional.

use crate::problem::Log;
use geojson::{GeoJson, GeometryValue as Shape};

pub(crate) const FILE: &str = "geo/outline.geojson";
/// Most points in an outline.
const POINTS_MAX: usize = 100_000;

/// A checked outline: one or more polygons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The file's text, ready to be served.
    pub geojson: String,
    /// How many points all rings have.
    pub points: usize,
}

pub(crate) fn read(text: &str, log: &mut Log) -> Option<Outline> {
    let parsed = match text.parse::<GeoJson>() {
        Ok(parsed) => parsed,
        Err(_) => {
            log.add(
                FILE,
                0,
                "outline_unreadable",
                "不是有效的 GeoJSON（RFC 7946）",
            );
            return None;
        }
    };
    let mut rings: Vec<Vec<(f64, f64)>> = Vec::new();
    collect(&parsed, &mut rings);
    let points = rings.iter().map(Vec::len).sum();
    if rings.is_empty() {
        log.add(
            FILE,
            0,
            "outline_no_polygon",
            "没有面（Polygon 或 MultiPolygon）",
        );
        return None;
    }
    if points > POINTS_MAX {
        log.add(
            FILE,
            0,
            "outline_too_large",
            format!("{points}个点，超过{POINTS_MAX}的上限"),
        );
        return None;
    }
    if rings
        .iter()
        .any(|ring| ring.len() < 4 || ring.first() != ring.last())
    {
        log.add(FILE, 0, "outline_ring_open", "环至少四个点且首尾相同");
        return None;
    }
    let on_earth = |p: &(f64, f64)| p.0.abs() <= 180.0 && p.1.abs() <= 90.0;
    if !rings.iter().flatten().all(on_earth) {
        log.add(FILE, 0, "outline_off_earth", "坐标应为经度、纬度（WGS 84）");
        return None;
    }
    Some(Outline {
        geojson: text.to_owned(),
        points,
    })
}

fn collect(json: &GeoJson, rings: &mut Vec<Vec<(f64, f64)>>) {
    match json {
        GeoJson::Geometry(geometry) => shape(&geometry.value, rings),
        GeoJson::Feature(feature) => {
            feature.geometry.iter().for_each(|g| shape(&g.value, rings));
        }
        GeoJson::FeatureCollection(all) => {
            let shapes = all.features.iter().filter_map(|f| f.geometry.as_ref());
            shapes.for_each(|g| shape(&g.value, rings));
        }
    }
}

fn shape(value: &Shape, rings: &mut Vec<Vec<(f64, f64)>>) {
    match value {
        Shape::Polygon { coordinates } => polygon(coordinates, rings),
        Shape::MultiPolygon { coordinates } => coordinates.iter().for_each(|p| polygon(p, rings)),
        _ => {}
    }
}

fn polygon(coordinates: &[Vec<geojson::Position>], rings: &mut Vec<Vec<(f64, f64)>>) {
    for ring in coordinates {
        rings.push(ring.iter().map(|point| (point[0], point[1])).collect());
    }
}
