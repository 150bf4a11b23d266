//! One matter: its versions, all its entries, and what was changed by whom.

use super::state::MatterState;
use super::view::{self, EntryView};
use crate::ledger::named_entries;
use crate::{Actor, App, AppError, Result, kinds};
use duty::sheet::{FieldChange, differences};
use duty::{Entry, Matter, MatterCode};
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Serialize;
use store::{Loaded, Subject};

/// One matter.
#[derive(Debug, Clone, Serialize)]
pub struct MatterDetail {
    /// Version for the next change.
    pub version: i64,
    /// The day shown.
    pub day: Date,
    /// The version of the catalogue in force; the last one where none is.
    pub matter: Matter,
    /// Name of the case type that it opens.
    pub case_type_name: String,
    /// All versions, the oldest first.
    pub versions: Vec<Matter>,
    /// All entries: those in force on the day, then coming, then past ones.
    pub entries: Vec<EntryView>,
    /// What was changed, the latest first.
    pub history: Vec<HistoryLine>,
    /// `edit` where the actor may change entries.
    pub may: Vec<&'static str>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HistoryLine {
    /// Milliseconds since 1970, UTC.
    pub at_ms: i64,
    /// Who, by name.
    pub actor_name: String,
    /// What, by code.
    pub action: String,
    /// Why.
    pub reason: Option<String>,
    /// Entries that it added or changed.
    pub entries: Vec<EntryChange>,
}

/// What a change did to an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryChange {
    /// The entry.
    pub id: String,
    /// True where it is new.
    pub added: bool,
    /// Which fields.
    pub fields: Vec<FieldChange>,
}

/// One matter as it stands on a day.
pub async fn show(app: &App, actor: &Actor, code: &str, day: Option<Date>) -> Result<MatterDetail> {
    app.require(actor, Action::View, Resource::DutyList, &[])?;
    let day = day.unwrap_or_else(|| app.today());
    let loaded = load(app, code).await?;
    let in_force = super::in_force(app, day).await?;
    let profile = app.profile();
    let missing = || AppError::not_found("这个事项", "matter");
    let holding = loaded
        .state
        .versions
        .iter()
        .rev()
        .find(|m| m.period.holds(day));
    let matter = holding
        .or(loaded.state.versions.last())
        .ok_or_else(missing)?;
    let mut entries: Vec<EntryView> = loaded
        .state
        .entries
        .iter()
        .map(|e| view::entry(&profile, in_force.list(), e, day))
        .collect();
    entries.sort_by(|a, b| {
        let key = |e: &EntryView| (e.standing, e.kind, e.valid_from, e.id.clone());
        key(a).cmp(&key(b))
    });
    let subject = Subject::new(kinds::MATTER, code);
    let journal = app.store().history(app.district(), &subject).await?;
    let mut history: Vec<HistoryLine> = named_entries(app, journal)
        .await?
        .into_iter()
        .map(|e| HistoryLine {
            entries: changes(in_force.list(), &e.before, &e.after),
            at_ms: e.at_ms,
            actor_name: e.actor_name,
            action: e.action,
            reason: e.reason,
        })
        .collect();
    history.reverse();
    let may_edit = app.may(actor, Action::Edit, Resource::DutyList, &[]);
    let kind = profile.case_types.current(&matter.case_type, day);
    Ok(MatterDetail {
        version: loaded.seq,
        day,
        case_type_name: kind.map_or_else(|| matter.case_type.clone(), |k| k.name.clone()),
        matter: matter.clone(),
        versions: loaded.state.versions,
        entries,
        history,
        may: if may_edit { vec!["edit"] } else { vec![] },
    })
}

pub(super) async fn load(app: &App, code: &str) -> Result<Loaded<MatterState>> {
    let missing = || AppError::not_found("这个事项", "matter");
    let code = MatterCode::parse(code).map_err(|_| missing())?;
    app.load(kinds::MATTER, code.as_str(), ("这个事项", "matter"))
        .await
}

/// What the entries of a journal entry's facts differ in.
fn changes(
    list: &duty::DutyList,
    before: &serde_json::Value,
    after: &serde_json::Value,
) -> Vec<EntryChange> {
    let entries = |facts: &serde_json::Value| -> Vec<Entry> {
        let found = facts.get("entries").cloned().unwrap_or_default();
        serde_json::from_value(found).unwrap_or_default()
    };
    let (before, after) = (entries(before), entries(after));
    let change = |entry: &Entry| {
        let old = before.iter().find(|old| old.id == entry.id);
        let fields = match old {
            Some(old) if old == entry => return None,
            old => differences(list, old, entry),
        };
        Some(EntryChange {
            id: entry.id.to_string(),
            added: old.is_none(),
            fields,
        })
    };
    after.iter().filter_map(change).collect()
}
