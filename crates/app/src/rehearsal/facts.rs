//! The facts that a case had when something was decided, read from its journal.

use crate::{App, Result, kinds};
use casework::{Case, FieldValue, Place};
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use store::rehearsal::PATCHES_OF_MAX;

/// Facts of a case after one of its entries.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub matter: Option<String>,
    pub grade: Option<String>,
    pub place: Option<Place>,
    pub fields: BTreeMap<String, FieldValue>,
    /// The state it was in.
    pub state: String,
    dispatched: bool,
    clocks: Vec<(String, Timestamp)>,
    /// How many acts it had behind it.
    acts: usize,
}

/// A case's facts, entry by entry.
#[derive(Debug, Default)]
pub(super) struct Past(Vec<Facts>);

/// The fields of an entry that matter here.
#[derive(Deserialize)]
struct Patch {
    matter: Option<String>,
    grade: Option<String>,
    place: Option<Place>,
    fields: Option<BTreeMap<String, FieldValue>>,
    state: Option<String>,
    dispatches: Option<Vec<serde::de::IgnoredAny>>,
    clocks: Option<Vec<Started>>,
    acts: Option<Vec<serde::de::IgnoredAny>>,
}

#[derive(Deserialize)]
struct Started {
    key: String,
    started: Timestamp,
}

impl Past {
    fn take(&mut self, patch: Patch) {
        let before = self.0.last().cloned().unwrap_or_default();
        self.0.push(Facts {
            matter: patch.matter.or(before.matter),
            grade: patch.grade.or(before.grade),
            place: patch.place.or(before.place),
            fields: patch.fields.unwrap_or(before.fields),
            state: patch.state.unwrap_or(before.state),
            dispatched: before.dispatched || patch.dispatches.is_some_and(|d| !d.is_empty()),
            clocks: match patch.clocks {
                Some(runs) => runs.into_iter().map(|run| (run.key, run.started)).collect(),
                None => before.clocks,
            },
            acts: patch.acts.map_or(before.acts, |acts| acts.len()),
        });
    }

    /// As it was first dispatched; none where it never was.
    pub fn at_dispatch(&self) -> Option<&Facts> {
        self.0.iter().find(|facts| facts.dispatched)
    }

    /// As a run of a clock started.
    pub fn at_start(&self, key: &str, started: Timestamp) -> Option<&Facts> {
        let begun = |(own, at): &(String, Timestamp)| own == key && *at == started;
        self.0.iter().find(|facts| facts.clocks.iter().any(begun))
    }

    /// As an act was done, by its place among the acts.
    pub fn at_act(&self, act: usize) -> Option<&Facts> {
        self.0.iter().find(|facts| facts.acts > act)
    }

    /// As it was the moment before it was first dispatched, or as it is where it never was; none where it
    /// came in dispatched.
    pub fn before_dispatch(&self) -> Option<&Facts> {
        self.0.iter().take_while(|facts| !facts.dispatched).last()
    }
}

impl Facts {
    /// The case as it is, with the facts it had.
    pub fn on(&self, case: &Case) -> Case {
        Case {
            matter: self.matter.clone(),
            grade: self.grade.clone(),
            place: self.place.clone(),
            fields: self.fields.clone(),
            ..case.clone()
        }
    }
}

/// The past of some cases: one query for each fifty.
pub(super) async fn past(app: &App, ids: &[String]) -> Result<HashMap<String, Past>> {
    let mut found: HashMap<String, Past> = HashMap::new();
    for some in ids.chunks(PATCHES_OF_MAX) {
        let patches = app
            .store()
            .patches_of(app.district(), kinds::CASE, some)
            .await?;
        for (id, patch) in patches {
            let patch: Patch = crate::journalled::parsed(
                serde_json::from_str(&patch).unwrap_or(serde_json::Value::Null),
            )?;
            found.entry(id).or_default().take(patch);
        }
    }
    Ok(found)
}
