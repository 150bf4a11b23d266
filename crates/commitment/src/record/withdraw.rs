//! The claimant takes a claim back.

use super::freed;
use crate::{Context, Record, RecordStatus, Refusal};
use serde::{Deserialize, Serialize};

/// Withdraw a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdraw {
    /// Why.
    pub reason: Option<String>,
}

/// Takes a claim back before it is decided; only the claimant's unit may. A withdrawn reversal
/// frees its original, which must be passed and comes back. Errors: `not_claimed`,
/// `not_your_claim`, `original_required`.
pub fn withdraw(
    state: &Record,
    original: Option<&Record>,
    cmd: &Withdraw,
    ctx: &Context,
) -> Result<(Record, Option<Record>), Refusal> {
    if state.status != RecordStatus::Claimed {
        return Err(Refusal::new("not_claimed").with("status", state.status.code()));
    }
    if state.claimed_by.unit != ctx.actor.unit {
        return Err(Refusal::new("not_your_claim"));
    }
    let original = freed(state, original)?;
    let withdrawn = Record {
        status: RecordStatus::Withdrawn,
        decision_reason: cmd.reason.clone(),
        ..state.clone()
    };
    Ok((withdrawn, original))
}
