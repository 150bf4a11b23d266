//! `units.csv` and `communities.csv` → the directory of units.

use crate::csv_rows::{self, Row};
use crate::problem::Log;
use org::{Directory, DirectoryError, OfficialCode, OfficialLevel, Unit, UnitCode, UnitKind};
use std::collections::{BTreeMap, BTreeSet};

const UNITS: &str = "units.csv";
const COMMUNITIES: &str = "communities.csv";
const UNIT_COLUMNS: &[&str] = &[
    "code",
    "name",
    "short",
    "kind",
    "parent",
    "official_code",
    "duty_hours",
    "duties",
];
const COMMUNITY_COLUMNS: &[&str] = &["official_code", "name", "parent"];

/// A unit and where it was written.
struct Placed {
    unit: Unit,
    file: &'static str,
    line: usize,
}

pub(crate) fn read(
    units: &str,
    communities: Option<&str>,
    district: Option<&crate::District>,
    log: &mut Log,
) -> Directory {
    let mut placed: Vec<Placed> = csv_rows::read(UNITS, units, UNIT_COLUMNS, log)
        .iter()
        .filter_map(|row| unit(row, log))
        .collect();
    let rows = communities.map(|text| csv_rows::read(COMMUNITIES, text, COMMUNITY_COLUMNS, log));
    placed.extend(rows.iter().flatten().filter_map(|row| community(row, log)));
    check_names(&placed, log);
    check_official(&placed, district.map(|d| &d.code), log);
    check_duty_hours(&placed, district, log);
    directory(placed, log)
}

fn unit(row: &Row<'_>, log: &mut Log) -> Option<Placed> {
    let code = read_code(row, "code", UNITS, log);
    let name = row.required("name", UNITS, log);
    let kind_word = row.required("kind", UNITS, log)?;
    let kind = UnitKind::from_code(kind_word);
    if kind.is_none() {
        log.add(
            UNITS,
            row.line,
            "unit_kind_unknown",
            format!("不认识的单位类别“{kind_word}”"),
        );
    }
    let parent = match row.get("parent") {
        "" => None,
        _ => Some(read_code(row, "parent", UNITS, log)?),
    };
    let official_code = read_official(row, UNITS, log);
    let (code, name, kind) = (code?, name?, kind?);
    let short = Some(row.get("short"))
        .filter(|s| !s.is_empty())
        .unwrap_or(name);
    let unit = Unit {
        code,
        name: name.to_owned(),
        short: short.to_owned(),
        kind,
        parent,
        official_code,
        duties: row.list("duties").into_iter().map(str::to_owned).collect(),
        duty_hours: Some(row.get("duty_hours"))
            .filter(|d| !d.is_empty())
            .map(str::to_owned),
    };
    Some(Placed {
        unit,
        file: UNITS,
        line: row.line,
    })
}

/// A community's unit code is its official code.
fn community(row: &Row<'_>, log: &mut Log) -> Option<Placed> {
    let official = row
        .required("official_code", COMMUNITIES, log)
        .and_then(|_| read_official(row, COMMUNITIES, log));
    let name = row.required("name", COMMUNITIES, log);
    let parent = row
        .required("parent", COMMUNITIES, log)
        .and_then(|_| read_code(row, "parent", COMMUNITIES, log));
    let (official, name, parent) = (official?, name?, parent?);
    let unit = Unit {
        code: UnitCode::parse(official.as_str()).ok()?,
        name: name.to_owned(),
        short: name.to_owned(),
        kind: UnitKind::Community,
        parent: Some(parent),
        official_code: Some(official),
        duties: Vec::new(),
        duty_hours: None,
    };
    Some(Placed {
        unit,
        file: COMMUNITIES,
        line: row.line,
    })
}

fn read_code(row: &Row<'_>, column: &str, file: &str, log: &mut Log) -> Option<UnitCode> {
    let text = row.required(column, file, log)?;
    UnitCode::parse(text)
        .map_err(|error| log.add(file, row.line, "unit_code_shape", error.to_string()))
        .ok()
}

fn read_official(row: &Row<'_>, file: &str, log: &mut Log) -> Option<OfficialCode> {
    let text = Some(row.get("official_code")).filter(|t| !t.is_empty())?;
    OfficialCode::parse(text)
        .map_err(|error| log.add(file, row.line, "official_code_shape", error.to_string()))
        .ok()
}

fn check_names(placed: &[Placed], log: &mut Log) {
    let mut seen: BTreeMap<(&str, Option<&UnitCode>), usize> = BTreeMap::new();
    for Placed { unit, file, line } in placed {
        if let Some(first) = seen.insert((&unit.name, unit.parent.as_ref()), *line) {
            let message = format!("同一上级下单位名称“{}”重复，先见于第{first}行", unit.name);
            log.add(file, *line, "unit_name_duplicate", message);
        }
    }
}

/// A subdistrict has 9 digits below the district's 6, a community 12 below its subdistrict's 9.
fn check_official(placed: &[Placed], district: Option<&OfficialCode>, log: &mut Log) {
    let by_code: BTreeMap<&UnitCode, &Unit> =
        placed.iter().map(|p| (&p.unit.code, &p.unit)).collect();
    let mut seen: BTreeSet<&OfficialCode> = BTreeSet::new();
    for Placed { unit, file, line } in placed {
        let wanted = match unit.kind {
            UnitKind::Subdistrict => Some(OfficialLevel::Subdistrict),
            UnitKind::Community => Some(OfficialLevel::Community),
            _ => None,
        };
        let Some(code) = &unit.official_code else {
            if wanted.is_some() {
                let message = format!("“{}”缺少统计用区划代码", unit.name);
                log.add(file, *line, "official_code_missing", message);
            }
            continue;
        };
        if !seen.insert(code) {
            log.add(
                file,
                *line,
                "official_code_duplicate",
                format!("区划代码{code}重复"),
            );
        }
        if wanted.is_some_and(|level| level != code.level()) {
            let message = format!("“{}”的区划代码{code}位数不对：街道9位、社区12位", unit.name);
            log.add(file, *line, "official_code_level", message);
            continue;
        }
        let parent = unit.parent.as_ref().and_then(|p| by_code.get(p));
        let above = match unit.kind {
            UnitKind::Community => parent.and_then(|p| p.official_code.as_ref()),
            _ => district,
        };
        if above.is_some_and(|above| code != above && !code.is_below(above)) {
            let above = above.map_or("", OfficialCode::as_str);
            let message = format!("“{}”的区划代码{code}不以上级的{above}开头", unit.name);
            log.add(file, *line, "official_code_prefix", message);
        }
    }
}

fn check_duty_hours(placed: &[Placed], district: Option<&crate::District>, log: &mut Log) {
    let Some(district) = district else { return };
    for Placed { unit, file, line } in placed {
        if let Some(name) = &unit.duty_hours
            && !district.duty_hours.contains_key(name)
        {
            log.add(
                file,
                *line,
                "duty_hours_unknown",
                format!("没有名为“{name}”的工作时间"),
            );
        }
    }
}

fn directory(placed: Vec<Placed>, log: &mut Log) -> Directory {
    // The last place of a code, so that a duplicate is named where it repeats.
    let places: BTreeMap<UnitCode, (&str, usize)> = placed
        .iter()
        .map(|p| (p.unit.code.clone(), (p.file, p.line)))
        .collect();
    match Directory::new(placed.into_iter().map(|p| p.unit).collect()) {
        Ok(directory) => directory,
        Err(errors) => {
            for error in errors {
                let (unit, code) = match &error {
                    DirectoryError::TooMany(_) => (None, "unit_too_many"),
                    DirectoryError::Duplicate(unit) => (Some(unit), "unit_duplicate"),
                    DirectoryError::UnknownParent { unit, .. } => {
                        (Some(unit), "unit_parent_unknown")
                    }
                    DirectoryError::Cycle(unit) => (Some(unit), "unit_cycle"),
                };
                let (file, line) = unit
                    .and_then(|u| places.get(u).copied())
                    .unwrap_or((UNITS, 0));
                log.add(file, line, code, error.to_string());
            }
            Directory::default()
        }
    }
}
