//! Areas from files: GeoJSON (RFC 7946), alone or completed by a CSV of codes.
//!
//! A feature's properties are the columns of the CSV; what a feature leaves out, a member of the
//! same name at the head of the collection gives, or the CSV's row with its `code` (and, where a
//! code was used twice, its `valid_from`).

use crate::{Area, Fault, Layer};
use geo::{Coord, LineString, MultiPolygon, Polygon};
use geojson::{FeatureCollection, GeoJson, GeometryValue, Position};
use jiff::civil::Date;
use serde_json::{Map, Value};

/// Most areas of one set, all days together.
pub const AREAS_MAX: usize = 50_000;
/// Most points of all borders together.
pub const POINTS_MAX: usize = 2_000_000;
/// Most characters of a code or a name.
const CHARS_MAX: usize = 64;

pub(crate) const COLUMNS: [&str; 7] = [
    "layer",
    "code",
    "name",
    "parent",
    "valid_from",
    "valid_to",
    "illustrative",
];

/// One row of the CSV of codes.
struct Row {
    line: usize,
    cells: Vec<String>,
}

impl Row {
    fn get(&self, column: &str) -> &str {
        let at = COLUMNS.iter().position(|c| *c == column);
        at.and_then(|i| self.cells.get(i))
            .map_or("", String::as_str)
    }
}

/// Reads areas from GeoJSON files and at most one CSV of codes, each as file name and text.
/// Errors: every fault with its file and line. Nothing is checked against its neighbours here;
/// [`crate::AreaSet::import`] does.
pub fn sources(
    geojson: &[(&str, &str)],
    codes: Option<(&str, &str)>,
) -> Result<Vec<Area>, Vec<Fault>> {
    let mut faults = vec![];
    let rows = match codes {
        Some((file, text)) => rows(file, text, &mut faults),
        None => vec![],
    };
    let mut areas = vec![];
    for (file, text) in geojson {
        features(file, text, &rows, &mut areas, &mut faults);
    }
    if let Some((file, _)) = codes {
        for row in &rows {
            if !areas.iter().any(|a: &Area| a.code == row.get("code")) {
                let message = format!("{}没有边界（GeoJSON 中无此编码）", row.get("code"));
                faults.push(Fault::new("area_without_shape", message).at(file, row.line));
            }
        }
    }
    let points: usize = areas.iter().map(|a| points(&a.shape)).sum();
    if areas.len() > AREAS_MAX || points > POINTS_MAX {
        let (count, file) = (areas.len(), geojson.first().map_or("", |(file, _)| file));
        let message =
            format!("{count}个区域、{points}个点，超过{AREAS_MAX}个区域、{POINTS_MAX}个点的上限");
        faults.push(Fault::new("areas_too_many", message).at(file, 0));
    }
    match faults.is_empty() {
        true => Ok(areas),
        false => {
            faults.truncate(crate::FAULTS_MAX);
            Err(faults)
        }
    }
}

fn rows(file: &str, text: &str, faults: &mut Vec<Fault>) -> Vec<Row> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header_fits = reader.headers().is_ok_and(|h| h.iter().eq(COLUMNS));
    if !header_fits {
        let message = format!("表头应为 {}", COLUMNS.join(","));
        faults.push(Fault::new("areas_header", message).at(file, 1));
        return vec![];
    }
    let mut rows = vec![];
    for (index, record) in reader.records().enumerate() {
        match record {
            Ok(record) => rows.push(Row {
                line: record.position().map_or(0, |p| p.line() as usize),
                cells: record.iter().map(str::to_owned).collect(),
            }),
            Err(_) => {
                faults.push(Fault::new("areas_row", "列数与表头不符").at(file, index + 2));
            }
        }
        if rows.len() > AREAS_MAX {
            let message = format!("超过{AREAS_MAX}行");
            faults.push(Fault::new("areas_too_many", message).at(file, 0));
            break;
        }
    }
    rows
}

fn features(file: &str, text: &str, rows: &[Row], areas: &mut Vec<Area>, faults: &mut Vec<Fault>) {
    let collection = match text.parse::<GeoJson>().map(FeatureCollection::try_from) {
        Ok(Ok(collection)) => collection,
        _ => {
            let message = "不是有效的 GeoJSON 要素集（FeatureCollection，RFC 7946）";
            let line = serde_json::from_str::<Value>(text).map_or_else(|e| e.line(), |_| 0);
            faults.push(Fault::new("areas_unreadable", message).at(file, line));
            return;
        }
    };
    for (index, feature) in collection.features.iter().enumerate() {
        let shape = feature.geometry.as_ref().and_then(|g| polygons(&g.value));
        let area = match shape {
            Some(shape) => {
                let written = Written {
                    own: feature.properties.as_ref(),
                    head: collection.foreign_members.as_ref(),
                };
                area(&written, rows, shape)
            }
            None => Err(vec![Fault::new(
                "area_no_polygon",
                "没有面（Polygon 或 MultiPolygon）",
            )]),
        };
        match area {
            Ok(area) => areas.push(area),
            Err(found) => {
                let line = line_of_feature(text, index);
                faults.extend(found.into_iter().map(|fault| fault.at(file, line)));
            }
        }
        if areas.len() > AREAS_MAX {
            return;
        }
    }
}

/// The line on which the `index`th feature begins.
fn line_of_feature(text: &str, index: usize) -> usize {
    let compact = |line: &str| line.replace(' ', "").matches(r#""type":"Feature""#).count();
    let mut seen = 0;
    for (number, line) in text.lines().enumerate() {
        seen += compact(line);
        if seen > index {
            return number + 1;
        }
    }
    0
}

/// What a feature says of itself, and what its collection says of all.
struct Written<'a> {
    own: Option<&'a Map<String, Value>>,
    head: Option<&'a Map<String, Value>>,
}

impl Written<'_> {
    fn get(&self, name: &str) -> String {
        let value = [self.own, self.head]
            .into_iter()
            .find_map(|members| members?.get(name));
        match value {
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(Value::Bool(flag)) => flag.to_string(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }
}

fn area(written: &Written<'_>, rows: &[Row], shape: MultiPolygon<f64>) -> Result<Area, Vec<Fault>> {
    let own = |name: &str| written.get(name);
    let (code, from) = (own("code"), own("valid_from"));
    let row = rows
        .iter()
        .find(|row| row.get("code") == code && (from.is_empty() || row.get("valid_from") == from));
    let get = |name: &str| match own(name) {
        text if text.is_empty() => row.map_or("", |r| r.get(name)).to_owned(),
        text => text,
    };
    let mut faults = vec![];
    let mut fault = |code, message: String| faults.push(Fault::new(code, message));

    let code_fits = !code.is_empty()
        && code.len() <= CHARS_MAX
        && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !code_fits {
        fault(
            "area_code",
            format!("编码“{code}”应为字母、数字或连字符，至多{CHARS_MAX}位"),
        );
    }
    let name = get("name");
    if name.is_empty() || name.chars().count() > CHARS_MAX {
        fault("area_name", format!("{code}的名称应为1至{CHARS_MAX}字"));
    }
    let layer = Layer::from_code(&get("layer"));
    if layer.is_none() {
        let known = Layer::ALL.map(Layer::code).join("、");
        fault(
            "area_layer",
            format!("{code}的 layer“{}”应为 {known}", get("layer")),
        );
    }
    let valid_from = get("valid_from").parse::<Date>().ok();
    if valid_from.is_none() {
        fault(
            "area_valid_from",
            format!("{code}的 valid_from 应为日期，如 2026-01-01"),
        );
    }
    let valid_to = match get("valid_to") {
        text if text.is_empty() => Some(None),
        text => text.parse::<Date>().ok().map(Some),
    };
    let ordered = match (valid_from, valid_to) {
        (Some(from), Some(Some(to))) => from < to,
        (_, to) => to.is_some(),
    };
    if !ordered {
        fault(
            "area_valid_to",
            format!("{code}的 valid_to 应为晚于 valid_from 的日期，或留空"),
        );
    }
    let illustrative = match get("illustrative").as_str() {
        "" | "false" => Some(false),
        "true" => Some(true),
        _ => None,
    };
    if illustrative.is_none() {
        fault(
            "area_illustrative",
            format!("{code}的 illustrative 应为 true 或 false"),
        );
    }
    let parent = Some(get("parent")).filter(|p| !p.is_empty());
    match (layer, valid_from, valid_to, illustrative) {
        (Some(layer), Some(valid_from), Some(valid_to), Some(illustrative))
            if faults.is_empty() =>
        {
            Ok(Area {
                code,
                name,
                layer,
                parent,
                valid_from,
                valid_to,
                illustrative,
                shape,
            })
        }
        _ => Err(faults),
    }
}

/// The polygons of a GeoJSON text, all features together: an outline. Errors: no polygon in it.
pub fn shape(file: &str, text: &str) -> Result<MultiPolygon<f64>, Fault> {
    let fault = |message: &str| Fault::new("areas_unreadable", message).at(file, 0);
    let parsed = text
        .parse::<GeoJson>()
        .map_err(|_| fault("不是有效的 GeoJSON（RFC 7946）"))?;
    let values = match &parsed {
        GeoJson::Geometry(geometry) => vec![&geometry.value],
        GeoJson::Feature(feature) => feature.geometry.iter().map(|g| &g.value).collect(),
        GeoJson::FeatureCollection(all) => {
            let geometries = all.features.iter().filter_map(|f| f.geometry.as_ref());
            geometries.map(|g| &g.value).collect()
        }
    };
    let parts: Vec<Polygon<f64>> = values.into_iter().filter_map(polygons).flatten().collect();
    match parts.is_empty() {
        true => Err(fault("没有面（Polygon 或 MultiPolygon）")),
        false => Ok(MultiPolygon(parts)),
    }
}

fn polygons(value: &GeometryValue) -> Option<MultiPolygon<f64>> {
    match value {
        GeometryValue::Polygon { coordinates } => Some(MultiPolygon(vec![polygon(coordinates)?])),
        GeometryValue::MultiPolygon { coordinates } => {
            let parts: Option<Vec<_>> = coordinates.iter().map(|rings| polygon(rings)).collect();
            parts.filter(|p| !p.is_empty()).map(MultiPolygon)
        }
        _ => None,
    }
}

fn polygon(rings: &[Vec<Position>]) -> Option<Polygon<f64>> {
    let ring = |ring: &Vec<Position>| {
        let coords = ring.iter().map(|p| Coord { x: p[0], y: p[1] });
        LineString(coords.collect())
    };
    let (outer, inner) = rings.split_first()?;
    Some(Polygon::new(ring(outer), inner.iter().map(ring).collect()))
}

fn points(shape: &MultiPolygon<f64>) -> usize {
    crate::contain::rings(shape).map(|ring| ring.0.len()).sum()
}
