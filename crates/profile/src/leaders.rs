//! `leaders.csv`: leaders and the units they oversee.

use crate::csv_rows;
use crate::problem::Log;
use org::{Directory, Leader, PersonId, UnitCode};
use std::collections::BTreeMap;

const FILE: &str = "leaders.csv";
const COLUMNS: &[&str] = &["id", "name", "title", "oversees"];

pub(crate) fn read(text: &str, directory: &Directory, log: &mut Log) -> Vec<Leader> {
    let mut leaders: Vec<Leader> = Vec::new();
    let mut overseer: BTreeMap<UnitCode, String> = BTreeMap::new();
    for row in csv_rows::read(FILE, text, COLUMNS, log) {
        let id = row.required("id", FILE, log).and_then(|id| {
            let id = PersonId::parse(id);
            id.map_err(|e| log.add(FILE, row.line, "leader_id_shape", e.to_string()))
                .ok()
        });
        let name = row.required("name", FILE, log);
        let title = row.required("title", FILE, log);
        let (Some(id), Some(name), Some(title)) = (id, name, title) else {
            continue;
        };
        if leaders.iter().any(|leader| leader.id == id) {
            log.add(
                FILE,
                row.line,
                "leader_duplicate",
                format!("领导标识{id}重复"),
            );
            continue;
        }
        let mut oversees = Vec::new();
        for word in row.list("oversees") {
            let unit = UnitCode::parse(word)
                .ok()
                .filter(|code| known(directory, code));
            let Some(unit) = unit else {
                log.add(
                    FILE,
                    row.line,
                    "leader_unit_unknown",
                    format!("{name}分管的单位“{word}”不存在"),
                );
                continue;
            };
            if let Some(other) = overseer.insert(unit.clone(), name.to_owned()) {
                let message = format!("单位{unit}已由{other}分管，一个单位只能有一位分管领导");
                log.add(FILE, row.line, "leader_overlap", message);
            }
            oversees.push(unit);
        }
        leaders.push(Leader {
            id,
            name: name.to_owned(),
            title: title.to_owned(),
            oversees,
        });
    }
    leaders
}

/// An empty directory means the units already have problems of their own; they are not repeated.
fn known(directory: &Directory, code: &UnitCode) -> bool {
    directory.is_empty() || directory.get(code).is_some()
}
