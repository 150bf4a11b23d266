//! A journal entry as people read it.

use crate::{App, Result, person};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use store::Entry;

/// One entry, with the name of whoever made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryView {
    /// What kind of subject.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its sequence.
    pub seq: i64,
    /// The district's position.
    pub pos: i64,
    /// Milliseconds since 1970, UTC.
    pub at_ms: i64,
    /// Who, by account.
    pub actor: String,
    /// The name of that account today; the account itself where it has none (a token).
    pub actor_name: String,
    /// What, by code.
    pub action: String,
    /// Why.
    pub reason: Option<String>,
    /// Changed fields before.
    pub before: serde_json::Value,
    /// Changed fields after.
    pub after: serde_json::Value,
    /// Chain hash.
    pub hash: String,
}

/// Entries with the names of their actors: one query, however many entries.
pub(crate) async fn named(app: &App, entries: Vec<Entry>) -> Result<Vec<EntryView>> {
    let actors: BTreeSet<&str> = entries.iter().map(|e| e.actor.as_str()).collect();
    let names = person::names_of(app, &actors).await?;
    Ok(entries.into_iter().map(|e| view(e, &names)).collect())
}

fn view(e: Entry, names: &HashMap<String, String>) -> EntryView {
    let facts = |text: &str| serde_json::from_str(text).unwrap_or(serde_json::Value::Null);
    EntryView {
        kind: e.subject.kind,
        id: e.subject.id,
        seq: e.seq,
        pos: e.pos,
        at_ms: e.at_ms,
        actor_name: names.get(&e.actor).unwrap_or(&e.actor).clone(),
        actor: e.actor,
        action: e.action,
        reason: e.reason,
        before: facts(&e.before),
        after: facts(&e.after),
        hash: e.hash,
    }
}
