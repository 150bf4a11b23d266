//! `duty_list.csv`: which unit owns, assists with or was relieved of a matter.

use crate::csv_rows::{self, Row};
use crate::problem::Log;
use crate::{Files, matters};
use casework::CaseTypes;
use duty::check;
use duty::{Catalogue, ENTRIES_MAX, Entry, EntryId, EntryKind, Matter, MatterCode};
use org::{Directory, OfficialCode, UnitCode};

const FILE: &str = "duty_list.csv";
const COLUMNS: &[&str] = &[
    "id",
    "matter",
    "unit",
    "kind",
    "places",
    "counterpart",
    "valid_from",
    "valid_to",
    "basis",
];

/// Matters and entries of the folder; without `matters.csv` there are none.
pub(crate) fn read(
    files: &Files,
    directory: &Directory,
    types: &CaseTypes,
    log: &mut Log,
) -> (Vec<Matter>, Vec<Entry>) {
    let Some(text) = files.get(matters::FILE) else {
        if files.contains_key(FILE) {
            log.add(FILE, 0, "duty_list_without_matters", "缺少 matters.csv");
        }
        return (vec![], vec![]);
    };
    let placed_matters = matters::read(text, log);
    matters::check_types(&placed_matters, types, log);
    let placed = files.get(FILE).map(|text| entries(text, log));
    let placed = placed.unwrap_or_default();
    let catalogue = Catalogue::new(placed_matters.iter().map(|(_, m)| m.clone()));
    if !directory.is_empty() {
        let found = check::entries(&placed, &catalogue, directory);
        matters::note(FILE, found, log);
    }
    let unowned = check::unowned(&placed_matters, &placed);
    matters::note(matters::FILE, unowned, log);
    let matters = placed_matters.into_iter().map(|(_, m)| m).collect();
    (matters, placed.into_iter().map(|(_, e)| e).collect())
}

fn entries(text: &str, log: &mut Log) -> Vec<(usize, Entry)> {
    let rows = csv_rows::read(FILE, text, COLUMNS, log);
    if rows.len() > ENTRIES_MAX {
        let message = format!("条目超过{ENTRIES_MAX}条的上限");
        log.add(FILE, 0, "duty_list_too_long", message);
    }
    let read = |row: &Row<'_>| Some((row.line, entry(row, log)?));
    rows.iter().filter_map(read).collect()
}

fn entry(row: &Row<'_>, log: &mut Log) -> Option<Entry> {
    let id = row.required("id", FILE, log).and_then(|word| {
        let id = EntryId::parse(word);
        id.map_err(|e| log.add(FILE, row.line, "entry_id_shape", e.to_string()))
            .ok()
    });
    let matter = row.required("matter", FILE, log).and_then(|word| {
        let code = MatterCode::parse(word);
        code.map_err(|e| log.add(FILE, row.line, "matter_code_shape", e.to_string()))
            .ok()
    });
    let by = row.required("unit", FILE, log);
    let by = by.and_then(|word| unit(row, word, log));
    let kind = row.required("kind", FILE, log).and_then(|word| {
        let kind = EntryKind::from_code(word);
        if kind.is_none() {
            let message = format!("“{word}”应为 core、assisting 或 reclaimed");
            log.add(FILE, row.line, "entry_kind_unknown", message);
        }
        kind
    });
    let mut places = vec![];
    for word in row.list("places") {
        match OfficialCode::parse(word) {
            Ok(place) => places.push(place),
            Err(e) => log.add(FILE, row.line, "entry_place_shape", e.to_string()),
        }
    }
    let counterpart = match row.get("counterpart") {
        "" => None,
        word => Some(unit(row, word, log)?),
    };
    let period = matters::period(FILE, row, log);
    Some(Entry {
        id: id?,
        matter: matter?,
        unit: by?,
        kind: kind?,
        places,
        counterpart,
        period: period?,
        basis: row.get("basis").to_owned(),
    })
}

fn unit(row: &Row<'_>, word: &str, log: &mut Log) -> Option<UnitCode> {
    let code = UnitCode::parse(word);
    code.map_err(|e| log.add(FILE, row.line, "entry_unit_shape", e.to_string()))
        .ok()
}
