//! Someone other than the answerer closes.

use crate::refusal::required;
use crate::{Context, Refusal, Supervision, SupervisionStatus};
use serde::{Deserialize, Serialize};

/// Close an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Close {
    /// Why it can be closed.
    pub reason: String,
}

/// Closes an answered item. Errors: `supervision_closed`, `not_answered`,
/// `answerer_cannot_close`, `owner_unit_cannot_close`, `reason_required`.
pub fn close(state: &Supervision, cmd: &Close, ctx: &Context) -> Result<Supervision, Refusal> {
    match state.status {
        SupervisionStatus::Open => return Err(Refusal::new("not_answered")),
        SupervisionStatus::Closed => return Err(Refusal::new("supervision_closed")),
        SupervisionStatus::Answered => {}
    }
    if state.answered_by.as_deref() == Some(ctx.actor.person.as_str()) {
        return Err(Refusal::new("answerer_cannot_close"));
    }
    if state.owner_unit == ctx.actor.unit && !ctx.office {
        return Err(Refusal::new("owner_unit_cannot_close"));
    }
    Ok(Supervision {
        status: SupervisionStatus::Closed,
        closed_by: Some(ctx.actor.person.clone()),
        closed_at: Some(ctx.now),
        close_reason: Some(required(&cmd.reason, "reason")?),
        ..state.clone()
    })
}
