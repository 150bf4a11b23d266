//! A journal entry as people read it.

use crate::{App, Result, kinds, person};
use privacy::anonymise_text;
use serde::Serialize;
use serde_json::Value;
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
    let of_case = e.subject.kind == kinds::CASE;
    let facts = |text: &str| {
        let facts = serde_json::from_str(text).unwrap_or(Value::Null);
        if of_case {
            free_texts(facts, false)
        } else {
            facts
        }
    };
    let reason = e.reason.map(|why| match of_case {
        true => anonymise_text(&why),
        false => why,
    });
    EntryView {
        kind: e.subject.kind,
        id: e.subject.id,
        seq: e.seq,
        pos: e.pos,
        at_ms: e.at_ms,
        actor_name: names.get(&e.actor).unwrap_or(&e.actor).clone(),
        actor: e.actor,
        action: e.action,
        reason,
        before: facts(&e.before),
        after: facts(&e.after),
        hash: e.hash,
    }
}

/// Keys of a case's state under which people's own words stand.
const WORDS: [&str; 9] = [
    "title", "fields", "address", "text", "reason", "ground", "task", "result", "name",
];

/// Facts of a case for reading: personal data found in people's own words is left out. The journal
/// itself keeps what was written.
fn free_texts(value: Value, typed: bool) -> Value {
    match value {
        Value::String(text) if typed => Value::String(anonymise_text(&text)),
        Value::Array(all) => all.into_iter().map(|v| free_texts(v, typed)).collect(),
        Value::Object(all) => {
            let one = |(key, value): (String, Value)| {
                let typed = typed || WORDS.contains(&key.as_str());
                let value = free_texts(value, typed);
                (key, value)
            };
            Value::Object(all.into_iter().map(one).collect())
        }
        other => other,
    }
}
