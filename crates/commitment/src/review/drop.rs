//! Drop a draft, with a reason.

use super::{check_draft, reviewed};
use crate::refusal::required;
use crate::{Commitment, Context, Refusal, Status};
use serde::{Deserialize, Serialize};

/// Drop a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drop {
    /// Why.
    pub reason: String,
}

/// Drops a draft. Errors: `reason_required` and those of any draft.
pub fn drop(state: &Commitment, cmd: &Drop, ctx: &Context) -> Result<Commitment, Refusal> {
    check_draft(state, ctx)?;
    let reason = required(&cmd.reason, "reason")?;
    Ok(Commitment {
        status: Status::Dropped,
        drop_reason: Some(reason),
        ..reviewed(state, ctx)
    })
}
