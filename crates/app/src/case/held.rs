//! Cases as last read, for lists of work: the state of a version is read and decoded once.

use crate::{App, Result, kinds};
use casework::Case;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use store::Loaded;
use store::case::CaseRow;

/// Most cases kept, of some kilobytes each; beyond, all are let go.
const HELD_MAX: usize = 2_000;

/// What is kept: each case with its version.
#[derive(Debug, Default)]
pub(crate) struct Held(Mutex<HashMap<String, (i64, Arc<Case>)>>);

impl Held {
    /// Lets go of all.
    pub(crate) fn forget(&self) {
        if let Ok(mut held) = self.0.lock() {
            held.clear();
        }
    }

    fn of(&self, row: &CaseRow) -> Option<Arc<Case>> {
        let held = self.0.lock().ok()?;
        let (_, case) = held.get(&row.id).filter(|(at, _)| *at == row.version)?;
        Some(case.clone())
    }

    fn keep(&self, cases: &[(String, i64, Arc<Case>)]) {
        let Ok(mut held) = self.0.lock() else {
            return;
        };
        if held.len() + cases.len() > HELD_MAX {
            held.clear();
        }
        let cases = cases.iter().cloned();
        held.extend(cases.map(|(id, version, case)| (id, (version, case))));
    }
}

/// The cases of these rows by id: one query, none where all are known as they are.
pub(super) async fn cases(app: &App, rows: &[CaseRow]) -> Result<HashMap<String, Arc<Case>>> {
    let mut found = HashMap::with_capacity(rows.len());
    let mut wanted = Vec::new();
    for row in rows {
        match app.held_cases().of(row) {
            Some(case) => {
                found.insert(row.id.clone(), case);
            }
            None => wanted.push(row.id.clone()),
        }
    }
    let (store, here) = (app.store(), app.district());
    let read: Vec<Loaded<Case>> = store.load_many(here, kinds::CASE, &wanted).await?;
    let read = read.into_iter();
    let read: Vec<_> = read
        .map(|it| (it.subject.id, it.seq, Arc::new(it.state)))
        .collect();
    app.held_cases().keep(&read);
    found.extend(read.into_iter().map(|(id, _, case)| (id, case)));
    Ok(found)
}
