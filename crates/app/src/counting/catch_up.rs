//! Cases that were closed before a measure came into force, and those that a changed measure lets go.

use super::append::{kept, moved};
use super::register::{Register, is_counted};
use super::seen::seen;
use super::{TRIES_MAX, facts_of_one};
use crate::retry::on_the_side;
use crate::standing::standing;
use crate::{App, AppError, Result, kinds, lights};
use casework::Case;
use commitment::{CaseMeasure, Commitment, Counted};
use std::collections::HashMap;
use store::Loaded;
use store::case::{CaseFilter, CaseSort, CountedFor};
use store::kind::counted_id;

/// Cases counted in one transaction.
const BATCH: usize = 200;

/// Counts what is still to be counted, for every commitment; nothing most of the time.
pub(crate) async fn catch_up_all(app: &App) -> Result<()> {
    let register = Register::load(app).await?;
    for id in register.to_count() {
        catch_up(app, id).await?;
    }
    Ok(())
}

/// Counts the cases that a measure in force finds, takes back those it does not, and judges the light.
/// May be done at any time and again: it writes what is not so yet.
pub(crate) async fn catch_up(app: &App, id: &str) -> Result<()> {
    let found: Loaded<Commitment> = app
        .load(kinds::COMMITMENT, id, ("这条任务", "commitment"))
        .await?;
    let c = found.state;
    if let Some(measure) = c.cases.as_ref().filter(|_| is_counted(&c)) {
        for filter in [candidates(measure), standing_now(app, &c.id)] {
            each_page(app, &filter, |cases| again(app, &c, cases)).await?;
        }
    }
    on_the_side(|| finish(app, id)).await
}

/// The cases that may satisfy a measure: what the lists know of its conditions.
pub(super) fn candidates(measure: &CaseMeasure) -> CaseFilter {
    CaseFilter {
        types: vec![measure.case_type.clone()],
        phases: vec!["closed".to_owned()],
        matters: measure.matters.clone(),
        states: measure.outcomes.clone(),
        ..CaseFilter::default()
    }
}

/// The cases that count today.
pub(super) fn standing_now(app: &App, commitment: &str) -> CaseFilter {
    CaseFilter {
        counted_for: Some(CountedFor {
            commitment: commitment.to_owned(),
            day: app.today().to_string(),
        }),
        ..CaseFilter::default()
    }
}

/// Loads the cases of a filter page by page.
pub(super) async fn each_page<F: Future<Output = Result<()>>>(
    app: &App,
    filter: &CaseFilter,
    mut act: impl FnMut(Vec<Loaded<Case>>) -> F,
) -> Result<()> {
    let (store, here) = (app.store(), app.district());
    let mut after: Option<String> = None;
    loop {
        let page = store
            .case_list(here, filter, CaseSort::Number, after.as_deref(), BATCH)
            .await?;
        let ids: Vec<String> = page.rows.into_iter().map(|row| row.id).collect();
        act(store.load_many(here, kinds::CASE, &ids).await?).await?;
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// How these cases are counted for a commitment, by case.
pub(super) async fn counted(
    app: &App,
    commitment: &str,
    cases: &[Loaded<Case>],
) -> Result<HashMap<String, Loaded<Counted>>> {
    let ids: Vec<String> = cases
        .iter()
        .map(|case| counted_id(commitment, &case.state.id))
        .collect();
    let found: Vec<Loaded<Counted>> = app
        .store()
        .load_many(app.district(), kinds::COUNTED, &ids)
        .await?;
    let by_case = found.into_iter().map(|one| (one.state.case.clone(), one));
    Ok(by_case.collect())
}

/// Counts a page anew; a case that somebody moves meanwhile has been counted by them.
async fn again(app: &App, c: &Commitment, cases: Vec<Loaded<Case>>) -> Result<()> {
    for _ in 0..TRIES_MAX {
        let known = counted(app, &c.id, &cases).await?;
        let mut changes = vec![];
        let mut expects = vec![];
        for case in &cases {
            let (id, known) = (&case.state.id, known.get(&case.state.id));
            if let Some(next) = moved(app, c, id, known, seen(&case.state).as_ref()) {
                changes.push(kept(known, &next));
                expects.push((case.subject.clone(), case.seq));
            }
        }
        if changes.is_empty() {
            return Ok(());
        }
        match app
            .append_with(&app.system(), changes, expects, vec![])
            .await
        {
            Err(error) if error.code() == AppError::BESIDE => {}
            // The case itself moved: whoever moved it counted it, the register being in force.
            Err(error) if error.current_version().is_some() => {
                return one_by_one(app, c, cases).await;
            }
            other => return other.map(|_| ()),
        }
    }
    Ok(())
}

async fn one_by_one(app: &App, c: &Commitment, cases: Vec<Loaded<Case>>) -> Result<()> {
    for case in cases {
        let id = case.state.id.clone();
        for _ in 0..TRIES_MAX {
            let case: Loaded<Case> = app.load(kinds::CASE, &id, ("这个案件", "case")).await?;
            let known = counted(app, &c.id, std::slice::from_ref(&case)).await?;
            let known = known.get(&id);
            let Some(next) = moved(app, c, &id, known, seen(&case.state).as_ref()) else {
                break;
            };
            let expects = vec![(case.subject.clone(), case.seq)];
            let change = vec![kept(known, &next)];
            match app
                .append_with(&app.system(), change, expects, vec![])
                .await
            {
                Err(error) if error.current_version().is_some() => {}
                other => {
                    other?;
                    break;
                }
            }
        }
    }
    Ok(())
}

/// The light by what counts now, and the note that all of it does.
async fn finish(app: &App, id: &str) -> Result<()> {
    let register = Register::load(app).await?;
    let mut found = standing(app, id).await?;
    let (gate, light) = (found.gate.pass(), found.light.take());
    let (c, records) = found.split();
    let facts = facts_of_one(app, &c).await?;
    let basis = lights::Basis::new(&records, &facts);
    let mut changes = lights::recompute_by(app, &c, basis, light).await?;
    changes.extend(register.counted(id));
    if changes.is_empty() {
        return Ok(());
    }
    changes.push(gate);
    app.append(&app.system(), changes).await?;
    Ok(())
}
