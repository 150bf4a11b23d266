//! What time brings to cases: clocks that run out or nearly so, overstays, missed whistles.
//!
//! The cost follows what becomes due, not what is open: after the first run of a process only cases
//! whose instant lies between two runs are looked at, by the index of due instants.

use super::filer::Filer;
use super::ground::Ground;
use super::step;
use crate::duty::in_force;
use crate::{App, Result, kinds};
use casework::{Case, Command};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Mutex;
use store::Loaded;
use store::case::{CaseFilter, CaseSort, Mark};

/// Reminders are sent at most this long before a clock runs out.
const NEAR: SignedDuration = SignedDuration::from_hours(48);
/// Days off in a row move the end of a stay by less than this, beyond twice the stay.
const DAYS_OFF: SignedDuration = SignedDuration::from_hours(12 * 24);
/// Most cases looked at in one run; the rest is for the next.
const CASES_MAX: usize = 5_000;

/// How far the last run of this process came.
#[derive(Debug, Default)]
pub(crate) struct Until(Mutex<Option<Timestamp>>);

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct TickOutcome {
    /// Cases looked at.
    pub looked_at: usize,
    /// Cases to which something happened.
    pub changed: usize,
}

/// Raises what has become due, each once.
pub async fn tick(app: &App) -> Result<TickOutcome> {
    if app.profile().district.casework.is_none() {
        return Ok(TickOutcome::default());
    }
    let now = app.now();
    let last = app.ticked().0.lock().ok().and_then(|until| *until);
    let last = last.filter(|last| *last <= now);
    let ids = due(app, last, now).await?;
    let mut outcome = TickOutcome::default();
    let full = ids.len() >= CASES_MAX;
    let ids: Vec<String> = ids.into_iter().collect();
    let duties = in_force(app, calendar::civil_date(now)).await?;
    for some in ids.chunks(store::MAX_LOAD.min(200)) {
        let cases: Vec<Loaded<Case>> = app
            .store()
            .load_many(app.district(), kinds::CASE, some)
            .await?;
        for case in cases {
            outcome.looked_at += 1;
            let before = case.seq;
            let (matter, grade) = (case.state.matter.clone(), case.state.grade.clone());
            let ground = Ground::new(app, &Filer::System)?;
            let ground = ground.about(&duties, matter.as_deref(), grade.as_deref());
            let label = ("case.tick", None);
            let who = Filer::System;
            let done = step::finish(app, &who, &ground, case, label, &Command::Tick, vec![]).await;
            match done {
                Ok(after) if after.version > before => outcome.changed += 1,
                Ok(_) => {}
                // Somebody acted in between; the next run sees what is then.
                Err(error) if error.current_version().is_some() => {}
                Err(error) => tracing::warn!(%error, "a case could not be looked at"),
            }
        }
    }
    if !full && let Ok(mut until) = app.ticked().0.lock() {
        *until = Some(now);
    }
    Ok(outcome)
}

async fn due(app: &App, last: Option<Timestamp>, now: Timestamp) -> Result<BTreeSet<String>> {
    let ms = |at: Timestamp| at.as_millisecond();
    let mut ids = BTreeSet::new();
    // Clocks that ran out since the last run, and those that soon will.
    let clocks = CaseFilter {
        due_after: last.map(ms),
        due_before: Some(ms(now.checked_add(NEAR).unwrap_or(now))),
        ..CaseFilter::default()
    };
    collect(app, &clocks, CaseSort::Due, &mut ids).await?;
    // Units that were asked for help or called, and have not answered.
    let waiting = CaseFilter {
        marks: vec![Mark::Waiting],
        open: Some(true),
        ..CaseFilter::default()
    };
    collect(app, &waiting, CaseSort::Due, &mut ids).await?;
    // States with a longest stay. It ends then or, moved by days off, somewhat later.
    for (kind, state, stay) in stays(app) {
        let moved = stay.saturating_add(DAYS_OFF);
        let long = CaseFilter {
            types: vec![kind],
            states: vec![state],
            entered_before: Some(ms(now.checked_sub(stay).unwrap_or(now))),
            entered_from: last
                .and_then(|at| at.checked_sub(stay + moved).ok())
                .map(ms),
            ..CaseFilter::default()
        };
        collect(app, &long, CaseSort::Entered, &mut ids).await?;
    }
    Ok(ids)
}

/// Type, state and longest stay, of all versions.
fn stays(app: &App) -> BTreeSet<(String, String, SignedDuration)> {
    let profile = app.profile();
    let mut all = BTreeSet::new();
    for kind in profile.case_types.iter() {
        for state in &kind.states {
            let Some(limit) = state.max_stay else {
                continue;
            };
            let hours = match limit.unit() {
                calendar::Unit::Hour | calendar::Unit::WorkingHour => 1,
                calendar::Unit::Day | calendar::Unit::WorkingDay => 24,
                calendar::Unit::Month => 28 * 24,
            };
            let stay = SignedDuration::from_hours(hours * i64::from(limit.count()));
            all.insert((kind.id.clone(), state.key.clone(), stay));
        }
    }
    all
}

async fn collect(
    app: &App,
    filter: &CaseFilter,
    by: CaseSort,
    ids: &mut BTreeSet<String>,
) -> Result<()> {
    let mut after: Option<String> = None;
    while ids.len() < CASES_MAX {
        let page = app
            .store()
            .case_list(
                app.district(),
                filter,
                by,
                after.as_deref(),
                store::MAX_PAGE,
            )
            .await?;
        ids.extend(page.rows.into_iter().map(|r| r.id));
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    Ok(())
}
