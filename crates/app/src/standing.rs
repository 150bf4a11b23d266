//! A commitment with its light, its turnstile and its records, all of one moment: what an action on
//! its records decides by, in one query.

use crate::gate::{Gate, GateState};
use crate::lights::LightState;
use crate::{App, AppError, Result};
use commitment::{Commitment, Record};
use store::Loaded;

/// How a commitment stands.
pub(crate) struct Standing {
    pub on: Loaded<Commitment>,
    pub light: Option<Loaded<LightState>>,
    pub gate: Gate,
    pub records: Vec<Loaded<Record>>,
}

/// Loads it; whoever changes records meanwhile raises the light, and is told apart by that.
pub(crate) async fn standing(app: &App, commitment: &str) -> Result<Standing> {
    let found: store::Standing<Commitment, LightState, GateState, Record> =
        app.store().standing(app.district(), commitment).await?;
    let missing = || AppError::not_found("这条任务", "commitment");
    Ok(Standing {
        on: found.commitment.ok_or_else(missing)?,
        light: found.light,
        gate: Gate::of(commitment, found.gate),
        records: found.records,
    })
}

impl Standing {
    /// The commitment and its records without their versions.
    pub(crate) fn split(self) -> (Commitment, Vec<Record>) {
        let records = self.records.into_iter().map(|r| r.state).collect();
        (self.on.state, records)
    }
}
