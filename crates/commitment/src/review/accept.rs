//! Accept a draft as it stands.

use super::{check_draft, reviewed};
use crate::{Commitment, Context, Kind, Refusal, Status};

/// Accepts one draft. Errors: `frozen_after_issue`, `draft_dropped`, `draft_replaced`,
/// `stale_version`, `already_accepted`.
pub fn accept(state: &Commitment, ctx: &Context) -> Result<Commitment, Refusal> {
    check_draft(state, ctx)?;
    if state.status == Status::Accepted {
        return Err(Refusal::new("already_accepted"));
    }
    Ok(Commitment {
        status: Status::Accepted,
        ..reviewed(state, ctx)
    })
}

/// Accepts every proposed stance among `states` at once and returns those that changed;
/// stances bind nobody, so they may be seen together. `ctx.expected_version` is not looked at.
pub fn accept_principles(states: &[Commitment], ctx: &Context) -> Vec<Commitment> {
    let each = Context {
        expected_version: None,
        ..ctx.clone()
    };
    states
        .iter()
        .filter(|state| state.kind == Kind::Principle && state.status == Status::Proposed)
        .filter_map(|state| accept(state, &each).ok())
        .collect()
}
