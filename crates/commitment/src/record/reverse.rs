//! A verified record is corrected by one that reverses it.

use crate::refusal::required;
use crate::{Context, Id, Record, RecordStatus, Refusal};
use serde::{Deserialize, Serialize};

/// Reverse a verified record in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reverse {
    /// Identifier of the reversal.
    pub new_id: Id,
    /// Why.
    pub reason: String,
}

/// Claims the reversal of a verified record, for its full amount; it takes effect when someone
/// else verifies it. Returns (original with `reversed_by`, reversal). Errors: `not_verified`,
/// `already_reversed`, `reversal_of_reversal`, `reason_required`, `not_your_claim`.
pub fn reverse(state: &Record, cmd: &Reverse, ctx: &Context) -> Result<(Record, Record), Refusal> {
    if state.status != RecordStatus::Verified {
        return Err(Refusal::new("not_verified").with("status", state.status.code()));
    }
    if state.reversed_by.is_some() {
        return Err(Refusal::new("already_reversed"));
    }
    if state.reverses.is_some() {
        return Err(Refusal::new("reversal_of_reversal"));
    }
    if state.claimed_by.unit != ctx.actor.unit && !ctx.office {
        return Err(Refusal::new("not_your_claim"));
    }
    let reason = required(&cmd.reason, "reason")?;
    let original = Record {
        reversed_by: Some(cmd.new_id.clone()),
        ..state.clone()
    };
    let reversal = Record {
        id: cmd.new_id.clone(),
        amount: state.amount.map(|amount| -amount),
        note: reason,
        date: ctx.today,
        evidence: Vec::new(),
        status: RecordStatus::Claimed,
        claimed_by: ctx.actor.clone(),
        claimed_at: ctx.now,
        claimed_on: ctx.today,
        decided_by: None,
        decided_at: None,
        decided_on: None,
        decision_reason: None,
        resubmits: None,
        reverses: Some(state.id.clone()),
        reversed_by: None,
        ..state.clone()
    };
    Ok((original, reversal))
}
