//! The profile taken into the journal when a store is opened: units and rules as they were on any
//! past day stay readable, and a changed folder shows as a change with its instant.

use crate::change_of::{changed, made};
use crate::{App, Result, kinds};
use org::Unit;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::Loaded;

/// Most units in one district.
const UNITS_MAX: i64 = 20_000;

/// The rules in force, as the journal keeps them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct RulesState {
    district: String,
    lights: Vec<String>,
}

/// Journals units and light rules that are new or differ from what is stored.
/// True when the rules differ from those stored before.
pub(crate) async fn take_in(app: &App) -> Result<bool> {
    let profile = app.profile();
    let stored: Vec<Loaded<Unit>> = app
        .store()
        .all_of(app.district(), kinds::UNIT, UNITS_MAX)
        .await?;
    let by_code: HashMap<&str, &Loaded<Unit>> =
        stored.iter().map(|u| (u.subject.id.as_str(), u)).collect();
    let mut changes = vec![];
    for unit in profile.directory.iter() {
        match by_code.get(unit.code.as_str()) {
            None => changes.push(made(kinds::UNIT, unit.code.as_str(), "unit.take_in", unit)),
            Some(old) if old.state != *unit => {
                changes.push(changed(old, "unit.change", None, unit))
            }
            Some(_) => {}
        }
    }
    let rules = RulesState {
        district: profile.district.name.clone(),
        lights: profile
            .lights
            .iter()
            .map(|spec| format!("{spec:?}"))
            .collect(),
    };
    let old: Option<Loaded<RulesState>> = app
        .store()
        .load(app.district(), kinds::PROFILE, "rules")
        .await?;
    let rules_changed = old.as_ref().is_some_and(|old| old.state != rules);
    match old {
        None => changes.push(made(kinds::PROFILE, "rules", "profile.take_in", &rules)),
        Some(old) if old.state != rules => {
            changes.push(changed(&old, "profile.change", None, &rules))
        }
        Some(_) => {}
    }
    if !changes.is_empty() {
        tracing::info!(changes = changes.len(), "profile taken in");
        app.append(&app.system(), changes).await?;
    }
    Ok(rules_changed)
}
