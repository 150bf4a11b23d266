//! Areas as GeoJSON and as a CSV of codes.

use crate::Area;
use geo::{LineString, MultiPolygon};
use std::fmt::Write as _;

/// Decimals of a coordinate: a tenth of a metre.
const DECIMALS: usize = 6;

/// A feature collection, one feature a line, so that a line is a place to point at.
pub fn feature_collection<'a>(areas: impl Iterator<Item = &'a Area>) -> String {
    let lines: Vec<String> = areas.map(feature).collect();
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n",
        lines.join(",\n")
    )
}

fn feature(area: &Area) -> String {
    let mut properties = serde_json::json!({
        "layer": area.layer.code(),
        "code": area.code,
        "name": area.name,
        "valid_from": area.valid_from.to_string(),
        "illustrative": area.illustrative,
    });
    if let Some(parent) = &area.parent {
        properties["parent"] = parent.as_str().into();
    }
    if let Some(end) = area.valid_to {
        properties["valid_to"] = end.to_string().into();
    }
    let geometry = geometry(&area.shape);
    format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
}

/// A GeoJSON geometry: a polygon where there is one part, otherwise a multipolygon.
pub fn geometry(shape: &MultiPolygon<f64>) -> String {
    let mut text = String::new();
    let parts = shape.0.iter().map(|polygon| {
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        let rings: Vec<String> = rings.map(ring).collect();
        format!("[{}]", rings.join(","))
    });
    let parts: Vec<String> = parts.collect();
    let _ = match parts.as_slice() {
        [one] => write!(text, r#"{{"type":"Polygon","coordinates":{one}}}"#),
        many => write!(
            text,
            r#"{{"type":"MultiPolygon","coordinates":[{}]}}"#,
            many.join(",")
        ),
    };
    text
}

fn ring(ring: &LineString<f64>) -> String {
    let points: Vec<String> = ring
        .0
        .iter()
        .map(|c| format!("[{},{}]", number(c.x), number(c.y)))
        .collect();
    format!("[{}]", points.join(","))
}

fn number(value: f64) -> String {
    let text = format!("{value:.DECIMALS$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Codes without shapes: `layer,code,name,parent,valid_from,valid_to,illustrative`.
pub fn csv<'a>(areas: impl Iterator<Item = &'a Area>) -> String {
    let mut writer = csv::Writer::from_writer(vec![]);
    let mut rows = vec![crate::read::COLUMNS.map(str::to_owned)];
    rows.extend(areas.map(|area| {
        [
            area.layer.code().to_owned(),
            area.code.clone(),
            area.name.clone(),
            area.parent.clone().unwrap_or_default(),
            area.valid_from.to_string(),
            area.valid_to.map(|d| d.to_string()).unwrap_or_default(),
            area.illustrative.to_string(),
        ]
    }));
    for row in rows {
        // Writing into memory fails only where memory does.
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
