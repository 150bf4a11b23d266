//! Areas as GeoJSON and as a CSV of codes.

use crate::{Area, Crs};
use geo::{LineString, MapCoords, MultiPolygon};
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// Decimals of a coordinate: a tenth of a metre.
const DECIMALS: usize = 6;
/// What may stand at the head of a file.
const HOISTED: [&str; 3] = ["layer", "valid_from", "valid_to"];

/// A feature collection, one feature a line, so that a line is a place to point at. Coordinates
/// are in WGS 84.
pub fn feature_collection<'a>(areas: impl Iterator<Item = &'a Area>) -> String {
    let lines: Vec<String> = areas
        .map(|area| feature(properties(area), area, Crs::Wgs84))
        .collect();
    collection("", &lines)
}

/// As [`feature_collection`], to be drawn: in the system of coordinates of the pictures below, and
/// with a `middle` in the properties for each label.
pub fn drawing<'a>(crs: Crs, areas: impl Iterator<Item = &'a Area>) -> String {
    let drawn = |area: &Area| {
        let mut properties = properties(area);
        if let Some(middle) = area.middle() {
            let (lon, lat) = middle.to_crs(crs);
            let round = |v: f64| (v * 1e6).round() / 1e6;
            properties.insert("middle".to_owned(), vec![round(lon), round(lat)].into());
        }
        feature(properties, area, crs)
    };
    let lines: Vec<String> = areas.map(drawn).collect();
    collection("", &lines)
}

/// A file of areas of one layer and one time: what they have in common stands once, at the head of the
/// collection. Reads back as written.
pub fn file(areas: &[&Area]) -> String {
    let all: Vec<Map<String, Value>> = areas.iter().map(|a| properties(a)).collect();
    let common = |name: &str| {
        let first = all.first().and_then(|p| p.get(name))?;
        all.iter()
            .all(|p| p.get(name) == Some(first))
            .then(|| first.clone())
    };
    let mut head = String::new();
    let mut hoisted = vec![];
    for name in HOISTED {
        if let Some(value) = common(name) {
            let _ = write!(head, "\"{name}\":{value},");
            hoisted.push(name);
        }
    }
    let lines = all.into_iter().zip(areas).map(|(mut own, area)| {
        own.retain(|name, _| !hoisted.contains(&name.as_str()));
        feature(own, area, Crs::Wgs84)
    });
    collection(&head, &lines.collect::<Vec<_>>())
}

fn collection(head: &str, features: &[String]) -> String {
    format!(
        "{{\"type\":\"FeatureCollection\",{head}\"features\":[\n{}\n]}}\n",
        features.join(",\n")
    )
}

fn properties(area: &Area) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut put = |name: &str, value: Value| properties.insert(name.to_owned(), value);
    put("layer", area.layer.code().into());
    put("code", area.code.as_str().into());
    put("name", area.name.as_str().into());
    if let Some(parent) = &area.parent {
        put("parent", parent.as_str().into());
    }
    put("valid_from", area.valid_from.to_string().into());
    if let Some(end) = area.valid_to {
        put("valid_to", end.to_string().into());
    }
    put("illustrative", area.illustrative.into());
    properties
}

fn feature(properties: Map<String, Value>, area: &Area, crs: Crs) -> String {
    let geometry = match crs {
        Crs::Wgs84 | Crs::Cgcs2000 => geometry(&area.shape),
        _ => geometry(&area.shape.map_coords(|c| crs.from_wgs84(c.x, c.y).into())),
    };
    let properties = Value::Object(properties);
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
