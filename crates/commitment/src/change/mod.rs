//! Changes after issue: asked with a reason, approved by someone else, both versions kept.

mod approve;
mod refuse;
mod request;
mod withdraw;

pub use approve::{Approve, approve};
pub use refuse::{Refuse, refuse};
pub use request::{Request, request};
pub use withdraw::withdraw;

use crate::{ChangeRequest, ChangeStatus, Commitment, Context, Refusal};

/// Only an open request can be decided, and never by its requester.
fn check_decider(state: &ChangeRequest, ctx: &Context) -> Result<(), Refusal> {
    check_open(state)?;
    if state.requested_by.person == ctx.actor.person {
        return Err(Refusal::new("requester_cannot_decide"));
    }
    Ok(())
}

fn check_open(state: &ChangeRequest) -> Result<(), Refusal> {
    match state.status {
        ChangeStatus::Requested => Ok(()),
        status => Err(Refusal::new("request_closed").with("status", status.code())),
    }
}

/// The commitment as it would be with the changes.
fn changed(commitment: &Commitment, request: &ChangeRequest) -> Commitment {
    let changes = request.changes.clone();
    let mut next = commitment.clone();
    if let Some(lead) = changes.lead {
        next.lead = Some(lead);
    }
    if let Some(supporting) = changes.supporting {
        next.supporting = supporting;
    }
    if let Some(leader) = changes.leader {
        next.leader = Some(leader);
    }
    if let Some(target) = changes.target {
        next.target = Some(target);
    }
    if let Some(deadline) = changes.deadline {
        next.deadline = Some(deadline);
        next.no_deadline_reason = None;
    }
    if let Some(plan) = changes.plan {
        next.plan = plan;
    }
    next.version = commitment.version.saturating_add(1);
    next
}
