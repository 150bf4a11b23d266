//! What would become of a running case on another version of its type, before it is moved.

use crate::Refusal;
use crate::case::Case;
use crate::case_type::{CaseType, CaseTypes, OwnerRule};
use serde::Serialize;

/// What moving a case to another version would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MigrationPreview {
    /// The case.
    pub case: String,
    /// Its number.
    pub number: String,
    /// The version it runs on.
    pub from_version: u32,
    /// The version it would run on.
    pub to_version: u32,
    /// The state it is in.
    pub from_state: String,
    /// The state it would be in.
    pub to_state: String,
    /// Clocks that would stop because the version does not know them.
    pub clocks_stopped: Vec<String>,
    /// Clocks that would start because its state needs them.
    pub clocks_started: Vec<String>,
    /// The action whose approval would lapse.
    pub approval_lapses: Option<String>,
    /// Fields with values that the version does not know; they are kept.
    pub fields_unknown: Vec<String>,
}

/// What moving a case would change. Errors: `case_ended`, `type_unknown`, `version_not_newer`,
/// `state_unknown` where the version has no such state and names none for it,
/// `no_handler`, `still_suspended`.
pub fn migration_preview(
    case: &Case,
    types: &CaseTypes,
    to_version: u32,
) -> Result<MigrationPreview, Refusal> {
    plan(case, types, to_version).map(|(preview, _)| preview)
}

/// The preview with the version's declaration.
pub(crate) fn plan<'a>(
    case: &Case,
    types: &'a CaseTypes,
    to_version: u32,
) -> Result<(MigrationPreview, &'a CaseType), Refusal> {
    if case.is_ended() {
        return Err(Refusal::new("case_ended"));
    }
    let next = types.get(&case.case_type, to_version).ok_or_else(|| {
        Refusal::on("type_unknown", "to_version")
            .with("type", &case.case_type)
            .with("version", to_version)
    })?;
    if to_version <= case.type_version {
        return Err(Refusal::on("version_not_newer", "to_version"));
    }
    let mut rules = next.migrations.iter();
    let rule = rules.rfind(|rule| rule.from == case.type_version);
    let named = rule.and_then(|rule| rule.states.get(&case.state));
    let to_state = named.unwrap_or(&case.state).clone();
    let state = next.state(&to_state);
    let state = state.ok_or_else(|| Refusal::new("state_unknown").with("state", &to_state))?;
    if state.is_final {
        return Err(Refusal::new("state_unknown").with("state", &to_state));
    }
    if state.owner == OwnerRule::Handler && case.handler.is_none() {
        return Err(Refusal::new("no_handler"));
    }
    let paused = case.clocks.iter().any(|run| run.is_paused());
    if paused != (state.phase == crate::Phase::Suspended) {
        return Err(Refusal::new("still_suspended"));
    }
    let open = case.clocks.iter().filter(|run| run.stopped.is_none());
    let gone = open.filter(|run| next.clock(&run.key).is_none());
    let clocks_stopped: Vec<String> = gone.map(|run| run.key.clone()).collect();
    let needed = state.clock.iter().filter(|key| case.clock(key).is_none());
    let preview = MigrationPreview {
        case: case.id.clone(),
        number: case.number.clone(),
        from_version: case.type_version,
        to_version,
        from_state: case.state.clone(),
        clocks_stopped,
        clocks_started: needed.cloned().collect(),
        approval_lapses: case.pending.as_ref().map(|asked| asked.action.clone()),
        fields_unknown: case
            .fields
            .keys()
            .filter(|key| next.field(key).is_none())
            .cloned()
            .collect(),
        to_state,
    };
    if state.phase == crate::Phase::Suspended && !preview.clocks_started.is_empty() {
        return Err(Refusal::new("still_suspended"));
    }
    Ok((preview, next))
}
