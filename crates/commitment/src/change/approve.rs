//! Approve a change.

use super::{changed, check_changed, check_decider, touched};
use crate::{ChangeRequest, ChangeStatus, Commitment, Context, Refusal};
use serde::{Deserialize, Serialize};

/// Approve a request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approve {
    /// A remark.
    pub remark: Option<String>,
}

/// Approves a request: the commitment takes the changes and its version goes up by one. What others
/// changed since it was asked stays, and hinders only where it is the same terms.
/// Returns (commitment, request). Errors: `request_closed`, `requester_cannot_decide`,
/// `other_commitment`, `terms_changed`, and those of the terms.
pub fn approve(
    commitment: &Commitment,
    state: &ChangeRequest,
    cmd: &Approve,
    ctx: &Context,
) -> Result<(Commitment, ChangeRequest), Refusal> {
    check_decider(state, ctx)?;
    if state.commitment != commitment.id {
        return Err(Refusal::new("other_commitment"));
    }
    let moved = state.base_version != commitment.version;
    if moved && touched(commitment, &state.changes) != state.replaces {
        return Err(Refusal::new("terms_changed").with("seen", state.base_version));
    }
    let next = changed(commitment, state);
    check_changed(commitment, &next)?;
    let decided = ChangeRequest {
        status: ChangeStatus::Approved,
        decided_by: Some(ctx.actor.clone()),
        decided_at: Some(ctx.now),
        decision_reason: cmd.remark.clone(),
        ..state.clone()
    };
    Ok((next, decided))
}
