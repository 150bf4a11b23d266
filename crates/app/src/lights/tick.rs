//! A new day: only lights whose day of change has come are judged again.

use super::{LightState, recompute};
use crate::{App, Result};
use commitment::{Commitment, Record};
use serde::Serialize;
use store::Loaded;

/// Most lights judged in one transaction.
const BATCH_MAX: usize = 200;

/// What a tick did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct TickOutcome {
    /// Lights judged.
    pub judged: usize,
    /// Changes written, supervision items among them.
    pub changes: usize,
}

/// Judges what has come due. Cost follows what changes, not what is open.
pub async fn tick(app: &App) -> Result<TickOutcome> {
    let due = app
        .store()
        .lights_due(app.district(), &app.today().to_string())
        .await?;
    let without = app.store().issued_without_light(app.district()).await?;
    let other_rule = by_other_rule(app).await?;
    let mut ids: Vec<String> = due.into_iter().chain(without).chain(other_rule).collect();
    ids.sort();
    ids.dedup();
    judge(app, &ids).await
}

/// Judges every issued commitment again, because the rules themselves were changed.
pub async fn judge_all(app: &App) -> Result<TickOutcome> {
    let issued = store::Filter {
        statuses: vec!["issued".into()],
        ..Default::default()
    };
    let briefs = app.store().ledger_brief(app.district(), &issued).await?;
    let ids: Vec<String> = briefs.into_iter().map(|b| b.id).collect();
    judge(app, &ids).await
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
        let commitments: Vec<Loaded<Commitment>> = app
            .store()
            .load_many(app.district(), crate::kinds::COMMITMENT, some)
            .await?;
        let lights: Vec<Loaded<LightState>> = app
            .store()
            .load_many(app.district(), crate::kinds::LIGHT, some)
            .await?;
        let records: Vec<Loaded<Record>> =
            app.store().records_of_many(app.district(), some).await?;
        let mut changes = vec![];
        for c in &commitments {
            let own: Vec<Record> = records
                .iter()
                .filter(|r| r.state.commitment == c.state.id)
                .map(|r| r.state.clone())
                .collect();
            let stored = lights
                .iter()
                .find(|l| l.state.commitment == c.state.id)
                .cloned();
            changes.extend(recompute(app, &c.state, &own, stored).await?);
        }
        outcome.judged += commitments.len();
        outcome.changes += changes.len();
        if !changes.is_empty() {
            app.append(&app.system(), changes).await?;
        }
    }
    Ok(outcome)
}
