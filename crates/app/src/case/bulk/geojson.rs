//! GeoJSON (RFC 7946): a feature a case, with a null geometry where it has no point.

use super::Writer;
use super::columns::{COLUMNS, Cell, Line, decimal};
use crate::Result;
use serde_json::{Map, Value, json};

#[derive(Default)]
pub(super) struct GeoJson {
    /// A feature was written before.
    begun: bool,
}

impl Writer for GeoJson {
    fn head(&mut self) -> Result<Vec<u8>> {
        Ok(b"{\"type\":\"FeatureCollection\",\"features\":[".to_vec())
    }

    fn lines(&mut self, lines: Vec<Line>) -> Result<Vec<u8>> {
        let mut text = String::new();
        for line in &lines {
            if std::mem::replace(&mut self.begun, true) {
                text.push(',');
            }
            text.push('\n');
            text.push_str(&feature(line).to_string());
        }
        Ok(text.into_bytes())
    }

    fn tail(&mut self) -> Result<Vec<u8>> {
        Ok(b"\n]}\n".to_vec())
    }
}

fn feature(line: &Line) -> Value {
    let own = COLUMNS.iter().filter(|c| !["lon", "lat"].contains(&c.name));
    let pairs = own.map(|c| (c.name.to_owned(), value((c.cell)(line))));
    let properties: Map<String, Value> = pairs.collect();
    let geometry = line
        .point_e6
        .map(|(lon, lat)| json!({ "type": "Point", "coordinates": [number(lon), number(lat)] }));
    json!({ "type": "Feature", "geometry": geometry, "properties": properties })
}

fn number(millionths: i64) -> Value {
    let parsed = decimal(millionths).parse();
    parsed.map_or(Value::Null, Value::Number)
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Text(words) => words.into(),
        Cell::Count(count) => count.into(),
        Cell::Flag(flag) => flag.into(),
        Cell::Instant(at) => at.to_string().into(),
        Cell::Degrees(millionths) => number(millionths),
        Cell::None => Value::Null,
    }
}
