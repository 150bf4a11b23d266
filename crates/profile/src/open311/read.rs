//! The file as a whole: its head, and what services may not share.

use super::service::{self, Placed};
use super::{Open311, SERVICES_MAX};
use crate::problem::Log;
use crate::toml_table::{self, Table};
use casework::CaseTypes;
use duty::Matter;
use std::collections::BTreeMap;

pub(crate) const FILE: &str = "open311.toml";
const KEYS: [&str; 6] = [
    "jurisdiction",
    "contact",
    "key_service",
    "changeset",
    "production",
    "service",
];

/// The endpoint; what is wrong goes to the log with its line.
pub(crate) fn read(
    text: &str,
    types: &CaseTypes,
    matters: &[Matter],
    log: &mut Log,
) -> Option<Open311> {
    let document = toml_table::parse(FILE, text, log)?;
    let root = Table::root(FILE, text, document.get_ref());
    root.only(&KEYS, log);
    let jurisdiction = root.text("jurisdiction", log);
    let contact = root.text("contact", log);
    let key_service = root.text("key_service", log);
    let changeset = root.text("changeset", log).filter(|stamp| {
        let whole = jiff::civil::DateTime::strptime("%Y-%m-%d %H:%M", stamp).is_ok();
        if !whole {
            let line = root.line_of("changeset");
            let message = format!("“{stamp}”应写成 2026-11-23 08:00");
            root.problem(line, "open311_changeset_shape", message, log);
        }
        whole
    });
    let tables = root.tables("service", log);
    if tables.is_empty() || tables.len() > SERVICES_MAX {
        let message = format!("应有1至{SERVICES_MAX}个[[service]]");
        root.problem(1, "open311_services", message, log);
    }
    let placed: Vec<Placed<'_>> = tables
        .iter()
        .take(SERVICES_MAX)
        .filter_map(|table| service::read(table, types, matters, log))
        .collect();
    check_shared(&placed, log);
    Some(Open311 {
        jurisdiction: jurisdiction?.to_owned(),
        contact: contact?.to_owned(),
        key_service: key_service?.to_owned(),
        changeset: changeset?.to_owned(),
        production: root.flag("production", log).unwrap_or(false),
        services: placed.into_iter().map(|p| p.service).collect(),
    })
}

/// Codes are told apart; a matter is one service's, and the rest of a type one service's.
fn check_shared(placed: &[Placed<'_>], log: &mut Log) {
    let (mut codes, mut rests) = (BTreeMap::new(), BTreeMap::new());
    let mut matters = BTreeMap::new();
    for Placed { service, table } in placed {
        if codes.insert(service.code.as_str(), ()).is_some() {
            let message = format!("服务代码“{}”重复", service.code);
            let line = table.line_of("code");
            table.problem(line, "open311_service_duplicate", message, log);
        }
        if service.rest
            && let Some(other) = rests.insert(service.case_type.as_str(), &service.code)
        {
            let message = format!("“{}”已经收下类型“{}”的其余案件", other, service.case_type);
            let line = table.line_of("rest");
            table.problem(line, "open311_rest_twice", message, log);
        }
        for matter in &service.matters {
            if let Some(other) = matters.insert(matter.as_str(), &service.code) {
                let message = format!("事项“{matter}”已在服务“{other}”中");
                let key = if table.has("matters") {
                    "matters"
                } else {
                    "classes"
                };
                let line = table.line_of(key);
                table.problem(line, "open311_matter_twice", message, log);
            }
        }
    }
}
