//! Refuse a change.

use super::check_decider;
use crate::refusal::required;
use crate::{ChangeRequest, ChangeStatus, Context, Refusal};
use serde::{Deserialize, Serialize};

/// Refuse a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refuse {
    /// Why.
    pub reason: String,
}

/// Refuses a request with a reason. Errors: `request_closed`, `requester_cannot_decide`,
/// `reason_required`.
pub fn refuse(
    state: &ChangeRequest,
    cmd: &Refuse,
    ctx: &Context,
) -> Result<ChangeRequest, Refusal> {
    check_decider(state, ctx)?;
    Ok(ChangeRequest {
        status: ChangeStatus::Refused,
        decided_by: Some(ctx.actor.clone()),
        decided_at: Some(ctx.now),
        decision_reason: Some(required(&cmd.reason, "reason")?),
        ..state.clone()
    })
}
