//! What people do to a project: register, plan, report, prove, unblock.

mod approval;
mod blocker;
mod invest;
mod milestone;
mod register;

pub use approval::{EnterApproval, enter_approval};
pub use blocker::{
    CallUnits, CloseBlocker, LinkCase, MoveBlocker, OpenBlocker, call_units, close_blocker,
    link_case, move_blocker, open_blocker,
};
pub use invest::{Amount, Report, decide_investment, report};
pub use milestone::{
    ClaimMilestone, ReverseMilestone, claim_milestone, decide_milestone, reverse_milestone,
};
pub use register::{Register, SetPlan, SetTotal, register, set_plan, set_total};

use crate::{Claim, Decision, Refusal};
use figure::Decimal;
use indicator::Context;
use refusal::required;
use serde::{Deserialize, Serialize};

/// Largest amount, in 元.
pub const AMOUNT_MAX: i64 = 1_000_000_000_000_000;

/// Verify or return what waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decide {
    /// Number of the entry.
    pub no: u32,
    /// Whether it counts.
    pub verified: bool,
    /// Why returned.
    pub reason: String,
}

pub(crate) fn claimed(ctx: &Context) -> Claim {
    Claim {
        by: ctx.actor.clone(),
        at: ctx.now,
        on: ctx.today,
        decision: Decision::Waiting,
        decided_by: None,
        decided_at: None,
        decided_on: None,
        reason: None,
        reversal: None,
    }
}

/// Errors: `not_waiting`, `own_claim`, `required`.
pub(crate) fn decided(claim: &Claim, cmd: &Decide, ctx: &Context) -> Result<Claim, Refusal> {
    if claim.decision != Decision::Waiting {
        return Err(Refusal::new("not_waiting").with("no", cmd.no));
    }
    if claim.by.person == ctx.actor.person {
        return Err(Refusal::new("own_claim"));
    }
    let (decision, reason) = match cmd.verified {
        true => (Decision::Verified, None),
        false => (Decision::Returned, Some(required(&cmd.reason, "reason")?)),
    };
    Ok(Claim {
        decision,
        decided_by: Some(ctx.actor.clone()),
        decided_at: Some(ctx.now),
        decided_on: Some(ctx.today),
        reason,
        ..claim.clone()
    })
}

/// Errors: `amount_not_positive`, `amount_too_large`, `amount_too_fine` (below a fen).
pub(crate) fn positive(amount: Decimal, field: &'static str) -> Result<Decimal, Refusal> {
    if amount <= Decimal::ZERO {
        return Err(Refusal::on("amount_not_positive", field));
    }
    bounded(amount, field)
}

/// Errors: `amount_too_large`, `amount_too_fine`.
pub(crate) fn bounded(amount: Decimal, field: &'static str) -> Result<Decimal, Refusal> {
    if amount.abs() > Decimal::from(AMOUNT_MAX) {
        return Err(Refusal::on("amount_too_large", field).with("max", AMOUNT_MAX));
    }
    match amount.normalize().scale() > 2 {
        true => Err(Refusal::on("amount_too_fine", field)),
        false => Ok(amount.normalize()),
    }
}
