//! A journal entry as people read it.

use crate::format;
use crate::words::{Lang, has, word};
use app::ledger::EntryView;
use serde_json::Value;

/// Most characters of a fact shown; the whole stands behind the API.
const FACT_CHARS_MAX: usize = 160;

/// One entry.
pub struct EntryLine {
    /// Position in the district's journal.
    pub pos: i64,
    /// When, to the minute.
    pub at: String,
    /// Who, by name.
    pub actor: String,
    /// Who, by account.
    pub account: String,
    /// What, in words.
    pub action: String,
    /// Kind of subject, in words.
    pub kind: String,
    /// Page of the subject's history.
    pub href: String,
    /// Sequence within the subject.
    pub seq: i64,
    /// Why.
    pub reason: String,
    /// Field, before, after.
    pub facts: Vec<(String, String, String)>,
    /// Chain hash.
    pub hash: String,
}

/// Puts an entry into words.
pub fn entry(e: &EntryView, lang: Lang) -> EntryLine {
    let named = |prefix: &str, code: &str| {
        let key = format!("{prefix}.{code}");
        if has(&key) {
            word(lang, &key)
        } else {
            code.to_owned()
        }
    };
    EntryLine {
        pos: e.pos,
        at: format::millis(e.at_ms),
        actor: e.actor_name.clone(),
        account: e.actor.clone(),
        action: named("entry", &e.action),
        kind: named("subject", &e.kind),
        href: format!("/audit/{}/{}", e.kind, e.id),
        seq: e.seq,
        reason: e.reason.clone().unwrap_or_default(),
        facts: facts(&e.before, &e.after),
        hash: e.hash.clone(),
    }
}

fn facts(before: &Value, after: &Value) -> Vec<(String, String, String)> {
    let empty = serde_json::Map::new();
    let (before, after) = (
        before.as_object().unwrap_or(&empty),
        after.as_object().unwrap_or(&empty),
    );
    let line = |(name, value): (&String, &Value)| {
        (
            name.clone(),
            before.get(name).map(short).unwrap_or_default(),
            short(value),
        )
    };
    after.iter().map(line).collect()
}

fn short(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match text.char_indices().nth(FACT_CHARS_MAX) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changed_facts_are_shown_and_long_ones_are_cut() {
        let before = serde_json::json!({"lead": "a"});
        let after = serde_json::json!({"lead": "b", "text": "长".repeat(500)});
        let facts = facts(&before, &after);
        assert_eq!(facts[0], ("lead".into(), "a".into(), "b".into()));
        assert_eq!(facts[1].2.chars().count(), FACT_CHARS_MAX + 1);
    }
}
