//! Take a request back.

use super::check_open;
use crate::{ChangeRequest, ChangeStatus, Context, Refusal};

/// Takes an open request back; only the requester's unit may. Errors: `request_closed`,
/// `not_your_request`.
pub fn withdraw(state: &ChangeRequest, ctx: &Context) -> Result<ChangeRequest, Refusal> {
    check_open(state)?;
    if state.requested_by.unit != ctx.actor.unit {
        return Err(Refusal::new("not_your_request"));
    }
    Ok(ChangeRequest {
        status: ChangeStatus::Withdrawn,
        ..state.clone()
    })
}
