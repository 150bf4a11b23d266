//! `gazetteer.csv`.

use super::{ENTRIES_MAX, Entry, Kind, NAME_CHARS_MAX, normal, numbered, roads_of_crossing};
use crate::{FAULTS_MAX, Fault, Point};
use csv::StringRecord;

const COLUMNS: [&str; 7] = ["name", "aliases", "kind", "lon", "lat", "area", "source"];

pub(super) fn entries(file: &str, text: &str) -> Result<Vec<Entry>, Vec<Fault>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    if !reader.headers().is_ok_and(|h| h.iter().eq(COLUMNS)) {
        let message = format!("表头应为 {}", COLUMNS.join(","));
        return Err(vec![Fault::new("gazetteer_header", message).at(file, 1)]);
    }
    let (mut entries, mut faults) = (vec![], vec![]);
    for (index, record) in reader.records().enumerate() {
        let line = |record: &StringRecord| record.position().map_or(0, |p| p.line() as usize);
        match record {
            Ok(record) => match entry(&record) {
                Ok(entry) => entries.push(entry),
                Err((code, message)) => {
                    faults.push(Fault::new(code, message).at(file, line(&record)));
                }
            },
            Err(_) => {
                faults.push(Fault::new("gazetteer_row", "列数与表头不符").at(file, index + 2));
            }
        }
        if entries.len() > ENTRIES_MAX || faults.len() >= FAULTS_MAX {
            break;
        }
    }
    if entries.len() > ENTRIES_MAX {
        let message = format!("超过{ENTRIES_MAX}条的上限");
        faults.push(Fault::new("gazetteer_too_long", message).at(file, 0));
    }
    match faults.is_empty() {
        true => Ok(entries),
        false => Err(faults),
    }
}

fn entry(record: &StringRecord) -> Result<Entry, (&'static str, String)> {
    let cell = |name: &str| {
        let at = COLUMNS.iter().position(|c| *c == name);
        at.and_then(|i| record.get(i)).unwrap_or_default()
    };
    let name = cell("name").to_owned();
    let fits = |n: &str| !normal(n).is_empty() && n.chars().count() <= NAME_CHARS_MAX;
    let aliases = cell("aliases").split(['；', ';']).map(str::trim);
    let aliases: Vec<String> = aliases
        .filter(|a| !a.is_empty())
        .map(str::to_owned)
        .collect();
    if !fits(&name) || !aliases.iter().all(|a| fits(a)) {
        let message = format!("“{name}”及别名应为1至{NAME_CHARS_MAX}字");
        return Err(("gazetteer_name", message));
    }
    let Some(kind) = Kind::from_code(cell("kind")) else {
        let known = Kind::ALL.map(Kind::code).join("、");
        let message = format!("{name}的 kind“{}”应为 {known}", cell("kind"));
        return Err(("gazetteer_kind", message));
    };
    if kind == Kind::Address && numbered(&normal(&name)).is_none() {
        return Err((
            "gazetteer_address",
            format!("“{name}”应为路名加门牌号，如 文澜路12号"),
        ));
    }
    if kind == Kind::Crossing && roads_of_crossing(&normal(&name)).is_none() {
        return Err((
            "gazetteer_crossing",
            format!("“{name}”应为两条路名，如 文澜路与听雨街"),
        ));
    }
    let number = |name: &str| cell(name).parse().unwrap_or(f64::NAN);
    let point = Point::new(number("lon"), number("lat"))
        .map_err(|e| (e.code(), format!("{name}：{}", e.zh())))?;
    Ok(Entry {
        name,
        aliases,
        kind,
        point,
        area: Some(cell("area").to_owned()).filter(|a| !a.is_empty()),
        source: cell("source").to_owned(),
    })
}
