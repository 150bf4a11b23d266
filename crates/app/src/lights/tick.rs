//! A new day: only lights whose day of change has come are judged again.

use super::recompute;
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
    let mut outcome = TickOutcome::default();
    let due = app
        .store()
        .lights_due(app.district(), &app.today().to_string())
        .await?;
    let without = app.store().issued_without_light(app.district()).await?;
    let ids: Vec<String> = due.into_iter().chain(without).collect();
    for some in ids.chunks(BATCH_MAX) {
        let commitments: Vec<Loaded<Commitment>> = app
            .store()
            .load_many(app.district(), crate::kinds::COMMITMENT, some)
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
            changes.extend(recompute(app, &c.state, &own).await?);
        }
        outcome.judged += commitments.len();
        outcome.changes += changes.len();
        if !changes.is_empty() {
            app.append(&app.system(), changes).await?;
        }
    }
    Ok(outcome)
}
