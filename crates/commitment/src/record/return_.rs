//! A claim goes back with a reason.

use super::{check_decider, freed};
use crate::refusal::required;
use crate::{Context, Record, RecordStatus, Refusal};
use serde::{Deserialize, Serialize};

/// Return a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// Why.
    pub reason: String,
}

/// Returns a claim; it may be entered again as a new record. A returned reversal frees its
/// original, which must be passed and comes back. Errors: `not_claimed`,
/// `claimant_cannot_verify`, `same_unit_cannot_verify`, `reason_required`,
/// `original_required`.
pub fn return_(
    state: &Record,
    original: Option<&Record>,
    cmd: &Return,
    ctx: &Context,
) -> Result<(Record, Option<Record>), Refusal> {
    check_decider(state, ctx)?;
    let reason = required(&cmd.reason, "reason")?;
    let original = freed(state, original)?;
    let returned = Record {
        status: RecordStatus::Returned,
        decided_by: Some(ctx.actor.clone()),
        decided_at: Some(ctx.now),
        decided_on: Some(ctx.today),
        decision_reason: Some(reason),
        ..state.clone()
    };
    Ok((returned, original))
}
