//! Reporters are forgotten when the retention period of their case's type is over: the entry says so,
//! and the key that their names were sealed with is destroyed with it. What people typed loses the
//! personal data that can be found in it; photographs that the reporter gave leave the case, and their
//! bytes the store in the same transaction, unless somebody else names the same file.

use super::filer::Filer;
use super::ground::Ground;
use super::step;
use crate::{App, Result, kinds, sealing};
use casework::{Case, Command, Event, evolve};
use jiff::SignedDuration;
use privacy::anonymise_text;
use std::collections::BTreeMap;
use store::case::{CaseFilter, CaseOrder, CaseSort};
use store::{Loaded, Write};

/// Most cases forgotten in one run; the rest is for the next.
const CASES_MAX: usize = 1_000;

/// Forgets the reporters whose time has come and returns how many. Meant to be run once a day.
pub async fn forget(app: &App) -> Result<usize> {
    let profile = app.profile();
    let mut retention: BTreeMap<&str, u32> = BTreeMap::new();
    for kind in profile.case_types.iter() {
        let days = retention
            .entry(kind.id.as_str())
            .or_insert(kind.retention_days);
        *days = (*days).min(kind.retention_days);
    }
    let mut forgotten = 0;
    for (kind, days) in retention {
        let since = app.now() - SignedDuration::from_hours(24 * i64::from(days));
        let filter = CaseFilter {
            types: vec![kind.to_owned()],
            open: Some(false),
            anonymised: Some(false),
            closed_to: Some(since.as_millisecond()),
            reported_to: Some(since.as_millisecond()),
            ..CaseFilter::default()
        };
        forgotten += of(app, &filter, CASES_MAX - forgotten).await?;
        if forgotten >= CASES_MAX {
            break;
        }
    }
    if forgotten > 0 {
        app.held_cases().forget();
        crate::search::erase(app).await?;
    }
    sweep(app).await?;
    Ok(forgotten)
}

/// Files that two cases let go of at once, each for the other's sake.
async fn sweep(app: &App) -> Result<()> {
    let left = app.store().released_blobs(app.district()).await?;
    if left.is_empty() {
        return Ok(());
    }
    let drops = left.into_iter().map(|hash| Write::DropBlob { hash });
    let (store, here) = (app.store(), app.district());
    store
        .write(here, app.now(), drops.collect())
        .await
        .map_err(crate::idempotency::refused)
}

async fn of(app: &App, filter: &CaseFilter, most: usize) -> Result<usize> {
    let oldest_first = CaseOrder {
        by: CaseSort::Reported,
        reversed: true,
    };
    let (store, here) = (app.store(), app.district());
    let (mut forgotten, mut after) = (0, None::<String>);
    while forgotten < most {
        let page = store
            .case_list(here, filter, oldest_first, after.as_deref(), 200)
            .await?;
        let ids: Vec<String> = page.rows.into_iter().map(|row| row.id).collect();
        let cases: Vec<Loaded<Case>> = store.load_many(here, kinds::CASE, &ids).await?;
        for case in cases {
            forgotten += usize::from(one(app, case).await?);
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(forgotten)
}

/// Forgets one, unless its own version of the type keeps it longer.
async fn one(app: &App, case: Loaded<Case>) -> Result<bool> {
    let who = Filer::System;
    let ground = Ground::new(app, &who)?;
    let (id, before) = (case.state.id.clone(), case.seq);
    let mut writes = sealing::shred([id.as_str()]);
    writes.extend(released(app, &case.state));
    let label = ("case.anonymise", None);
    let texts = case.state.texts();
    let command = Command::Anonymise {
        texts: texts.iter().map(|text| anonymise_text(text)).collect(),
    };
    let done = step::finish(app, &who, &ground, case, label, &command, writes).await;
    match done {
        // Its own version of the type keeps it longer.
        Err(error) if error.code() == "retention_running" => Ok(false),
        Ok(done) => Ok(done.version > before),
        Err(error) => {
            tracing::warn!(case = id, %error, "a case could not be anonymised");
            Ok(false)
        }
    }
}

/// Files that the case gives up with its reporter; one that somebody else names stays.
fn released(app: &App, case: &Case) -> Vec<Write> {
    let event = Event::Anonymised {
        at: app.now(),
        texts: vec![],
    };
    let after = evolve(Some(case.clone()), &event);
    let given_up = after.map(|case| case.released).unwrap_or_default();
    let drop = |hash| Write::DropBlob { hash };
    given_up.into_iter().map(drop).collect()
}
