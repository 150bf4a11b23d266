//! Records: a unit claims, someone else verifies or returns; corrections reverse.

mod claim;
mod return_;
mod reverse;
mod verify;
mod withdraw;

pub use claim::{Claim, claim};
pub use return_::{Return, return_};
pub use reverse::{Reverse, reverse};
pub use verify::{Verify, verify};
pub use withdraw::{Withdraw, withdraw};

use crate::{Context, Record, RecordStatus, Refusal};

/// The claimant never decides; nor does the claimant's unit, unless the district office acts.
fn check_decider(state: &Record, ctx: &Context) -> Result<(), Refusal> {
    if state.status != RecordStatus::Claimed {
        return Err(Refusal::new("not_claimed").with("status", state.status.code()));
    }
    if state.claimed_by.person == ctx.actor.person {
        return Err(Refusal::new("claimant_cannot_verify"));
    }
    if state.claimed_by.unit == ctx.actor.unit && !ctx.office {
        return Err(Refusal::new("same_unit_cannot_verify"));
    }
    Ok(())
}

/// The original of a reversal that comes to nothing, free to be reversed again.
fn freed(state: &Record, original: Option<&Record>) -> Result<Option<Record>, Refusal> {
    match (&state.reverses, original) {
        (None, _) => Ok(None),
        (Some(id), Some(original)) if original.id == *id => Ok(Some(Record {
            reversed_by: None,
            ..original.clone()
        })),
        (Some(_), _) => Err(Refusal::new("original_required")),
    }
}
