//! A new day: only lights whose day of change has come are judged again.

use super::{LightState, recompute};
use crate::{App, Result};
use commitment::{Commitment, Record};
use serde::Serialize;
use std::collections::HashMap;
use store::Loaded;

/// Most lights judged in one transaction.
pub(super) const BATCH_MAX: usize = 200;

/// What a tick did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct TickOutcome {
    /// Lights judged.
    pub judged: usize,
    /// Changes written, supervision items among them.
    pub changes: usize,
}

/// Judges what has come due, after the cases of new measures are counted. Cost follows what changes, not what is open.
pub async fn tick(app: &App) -> Result<TickOutcome> {
    crate::counting::catch_up_all(app).await?;
    let due = app
        .store()
        .lights_due(app.district(), &app.today().to_string())
        .await?;
    let without = without_light(app).await?;
    let other_rule = by_other_rule(app).await?;
    let released = crate::counting::released_of_late(app).await?;
    let by_release = released.iter().map(|c| c.id.clone());
    let all = due.into_iter().chain(without).chain(other_rule);
    let mut ids: Vec<String> = all.chain(by_release).collect();
    ids.sort();
    ids.dedup();
    let outcome = judge(app, &ids).await;
    for moved in &released {
        super::follow(app, moved).await?;
    }
    if outcome.is_err() {
        app.lit().forget();
    }
    outcome
}

/// Issued commitments that were never judged; not asked again while there can be none.
async fn without_light(app: &App) -> Result<Vec<String>> {
    let today = app.today();
    if !app.lit().must_look(today) {
        return Ok(vec![]);
    }
    app.lit().looking(today);
    let found = app.store().issued_without_light(app.district()).await;
    if found.is_err() {
        app.lit().forget();
    }
    Ok(found?)
}

/// Judges every issued commitment again, because the rules themselves were changed.
pub async fn judge_all(app: &App) -> Result<TickOutcome> {
    judge(app, &issued(app).await?).await
}

/// Ids of all issued commitments.
pub(crate) async fn issued(app: &App) -> Result<Vec<String>> {
    let issued = store::Filter {
        statuses: vec!["issued".into()],
        ..Default::default()
    };
    let briefs = app.store().ledger_brief(app.district(), &issued).await?;
    Ok(briefs.into_iter().map(|b| b.id).collect())
}

/// Lights judged by a version that is no longer in force.
async fn by_other_rule(app: &App) -> Result<Vec<String>> {
    let profile = app.profile();
    let Some(spec) = profile.light_rule_on(app.today()) else {
        return Ok(vec![]);
    };
    let version = spec.rule.version.to_string();
    Ok(app
        .store()
        .lights_of_other_rule(app.district(), &version)
        .await?)
}

async fn judge(app: &App, ids: &[String]) -> Result<TickOutcome> {
    let mut outcome = TickOutcome::default();
    for some in ids.chunks(BATCH_MAX) {
        let mut changes = vec![];
        for it in facts(app, some).await? {
            outcome.judged += 1;
            changes.extend(recompute(app, &it.commitment, &it.records, it.stored).await?);
        }
        outcome.changes += changes.len();
        if !changes.is_empty() {
            app.append(&app.system(), changes).await?;
        }
    }
    Ok(outcome)
}

/// A commitment with what its light follows from.
pub(super) struct Judged {
    pub commitment: Commitment,
    pub stored: Option<Loaded<LightState>>,
    pub records: Vec<Record>,
}

/// Loads some commitments, at most [`BATCH_MAX`], in three queries.
pub(super) async fn facts(app: &App, ids: &[String]) -> Result<Vec<Judged>> {
    let (store, district) = (app.store(), app.district());
    let commitments: Vec<Loaded<Commitment>> = store
        .load_many(district, crate::kinds::COMMITMENT, ids)
        .await?;
    let lights: Vec<Loaded<LightState>> =
        store.load_many(district, crate::kinds::LIGHT, ids).await?;
    let records: Vec<Loaded<Record>> = store.records_of_many(district, ids).await?;
    let mut lights: HashMap<String, Loaded<LightState>> = lights
        .into_iter()
        .map(|l| (l.state.commitment.clone(), l))
        .collect();
    let mut own: HashMap<String, Vec<Record>> = HashMap::new();
    for record in records {
        let records = own.entry(record.state.commitment.clone()).or_default();
        records.push(record.state);
    }
    let judged = commitments.into_iter().map(|c| Judged {
        stored: lights.remove(&c.state.id),
        records: own.remove(&c.state.id).unwrap_or_default(),
        commitment: c.state,
    });
    Ok(judged.collect())
}
