//! The owner answers.

use crate::refusal::required;
use crate::{Context, Refusal, Supervision, SupervisionStatus};
use serde::{Deserialize, Serialize};

/// Answer an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What was found and what will be done by when.
    pub text: String,
}

/// Answers an item for its owner unit; an answer may be given again until it is closed.
/// Errors: `supervision_closed`, `not_the_owner`, `required`.
pub fn answer(state: &Supervision, cmd: &Answer, ctx: &Context) -> Result<Supervision, Refusal> {
    if state.status == SupervisionStatus::Closed {
        return Err(Refusal::new("supervision_closed"));
    }
    if state.owner_unit != ctx.actor.unit {
        return Err(Refusal::new("not_the_owner"));
    }
    Ok(Supervision {
        status: SupervisionStatus::Answered,
        answer: Some(required(&cmd.text, "text")?),
        answered_by: Some(ctx.actor.person.clone()),
        answered_at: Some(ctx.now),
        ..state.clone()
    })
}
