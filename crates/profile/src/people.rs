//! `demo_people.csv`: invented people for the demonstration. A real district has no such file;
//! its accounts are created by the system administrator.

use crate::csv_rows;
use crate::problem::Log;
use org::{Directory, Leader, Person, PersonId, Role, RoleSet, UnitCode};

const FILE: &str = "demo_people.csv";
const COLUMNS: &[&str] = &["id", "name", "title", "unit", "roles", "front"];

/// An invented person of the demonstration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    /// The person.
    pub person: Person,
    /// Place among the sign-ins offered on the first page, from 1; none: not offered.
    pub front: Option<u8>,
}

pub(crate) fn read(
    text: &str,
    directory: &Directory,
    leaders: &[Leader],
    log: &mut Log,
) -> Vec<DemoPerson> {
    let mut people: Vec<DemoPerson> = Vec::new();
    for row in csv_rows::read(FILE, text, COLUMNS, log) {
        let id = row.required("id", FILE, log).and_then(|id| {
            let id = PersonId::parse(id);
            id.map_err(|e| log.add(FILE, row.line, "person_id_shape", e.to_string()))
                .ok()
        });
        let (Some(id), Some(name), Some(unit), Some(roles)) = (
            id,
            row.required("name", FILE, log),
            unit(&row, directory, log),
            roles(&row, log),
        ) else {
            continue;
        };
        if people.iter().any(|p| p.person.id == id) {
            log.add(
                FILE,
                row.line,
                "person_duplicate",
                format!("人员标识{id}重复"),
            );
            continue;
        }
        if roles.contains(Role::Leader) && !leaders.iter().any(|leader| leader.id == id) {
            log.add(
                FILE,
                row.line,
                "person_leader_unknown",
                format!("{id}有领导角色，但leaders.csv里没有"),
            );
        }
        let front = match row.get("front") {
            "" => None,
            word => word.parse().ok().or_else(|| {
                log.add(
                    FILE,
                    row.line,
                    "person_front_shape",
                    format!("“front”应为1至255的整数或留空，不是“{word}”"),
                );
                None
            }),
        };
        let person = Person {
            id,
            name: name.to_owned(),
            title: row.get("title").to_owned(),
            unit,
            roles,
        };
        people.push(DemoPerson { person, front });
    }
    people
}

fn unit(row: &csv_rows::Row<'_>, directory: &Directory, log: &mut Log) -> Option<UnitCode> {
    let word = row.required("unit", FILE, log)?;
    let code = UnitCode::parse(word).ok();
    let known = code.filter(|c| directory.is_empty() || directory.get(c).is_some());
    if known.is_none() {
        log.add(
            FILE,
            row.line,
            "person_unit_unknown",
            format!("单位“{word}”不存在"),
        );
    }
    known
}

fn roles(row: &csv_rows::Row<'_>, log: &mut Log) -> Option<RoleSet> {
    row.required("roles", FILE, log)?;
    let mut set = RoleSet::default();
    for word in row.list("roles") {
        let Some(role) = Role::from_code(word) else {
            log.add(
                FILE,
                row.line,
                "role_unknown",
                format!("不认识的角色“{word}”"),
            );
            return None;
        };
        match set.with(role) {
            Ok(more) => set = more,
            Err(error) => {
                log.add(FILE, row.line, error.code(), error.to_string());
                return None;
            }
        }
    }
    Some(set)
}
