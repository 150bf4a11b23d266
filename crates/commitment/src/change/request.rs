//! Ask for a change.

use super::{changed, check_changed, touched};
use crate::refusal::required;
use crate::{ChangeRequest, ChangeStatus, Changes, Commitment, Context, Id, Refusal, Status};
use serde::{Deserialize, Serialize};

/// Request a change of an issued commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Identifier of the request.
    pub new_id: Id,
    /// What is to change.
    pub changes: Changes,
    /// Why.
    pub reason: String,
}

/// Requests a change. Errors: `not_issued`, `stale_version`, `reason_required`,
/// `nothing_changes`, `not_your_commitment` and those of the changed terms.
pub fn request(
    commitment: &Commitment,
    cmd: &Request,
    ctx: &Context,
) -> Result<ChangeRequest, Refusal> {
    ctx.check_version(commitment.version)?;
    if commitment.status != Status::Issued {
        return Err(Refusal::new("not_issued"));
    }
    if !ctx.office && !commitment.owned_by(&ctx.actor.unit) {
        return Err(Refusal::new("not_your_commitment"));
    }
    let request = ChangeRequest {
        id: cmd.new_id.clone(),
        commitment: commitment.id.clone(),
        base_version: commitment.version,
        replaces: touched(commitment, &cmd.changes),
        changes: cmd.changes.clone(),
        reason: required(&cmd.reason, "reason")?,
        requested_by: ctx.actor.clone(),
        requested_at: ctx.now,
        status: ChangeStatus::Requested,
        decided_by: None,
        decided_at: None,
        decision_reason: None,
    };
    let next = changed(commitment, &request);
    if (Commitment {
        version: commitment.version,
        ..next.clone()
    }) == *commitment
    {
        return Err(Refusal::new("nothing_changes"));
    }
    check_changed(commitment, &next)?;
    Ok(request)
}
