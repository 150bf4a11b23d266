//! Someone other than the claimant verifies.

use super::check_decider;
use crate::{Context, Record, RecordStatus, Refusal};
use serde::{Deserialize, Serialize};

/// Verify a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verify {
    /// A remark.
    pub remark: Option<String>,
}

/// Verifies a claim; from today on it counts. Errors: `not_claimed`,
/// `claimant_cannot_verify`, `same_unit_cannot_verify`.
pub fn verify(state: &Record, cmd: &Verify, ctx: &Context) -> Result<Record, Refusal> {
    check_decider(state, ctx)?;
    Ok(Record {
        status: RecordStatus::Verified,
        decided_by: Some(ctx.actor.clone()),
        decided_at: Some(ctx.now),
        decided_on: Some(ctx.today),
        decision_reason: cmd.remark.clone(),
        ..state.clone()
    })
}
