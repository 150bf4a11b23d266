//! Enter an approval that was given, or that none is needed.

use crate::{Approval, ApprovalState, Checklist, Project, Refusal};
use indicator::Context;
use refusal::required;
use serde::{Deserialize, Serialize};

/// Most entries of one project.
const APPROVALS_MAX: usize = 300;

/// Enter an item of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnterApproval {
    /// Code of the item.
    pub item: String,
    /// Held or not needed.
    pub state: ApprovalState,
}

/// Enters an item. Errors: `no_such_item`, `required` (number, file or reason), `date_in_future`,
/// `expires_before_issue`, `approvals_too_many`.
pub fn enter_approval(
    state: &Project,
    checklist: &Checklist,
    cmd: &EnterApproval,
    ctx: &Context,
) -> Result<Project, Refusal> {
    if !checklist.items.iter().any(|i| i.code == cmd.item) {
        return Err(Refusal::on("no_such_item", "item").with("item", &cmd.item));
    }
    match &cmd.state {
        ApprovalState::NotNeeded { reason } => {
            required(reason, "reason")?;
        }
        ApprovalState::Held {
            number,
            issued_on,
            expires_on,
            hash,
        } => {
            required(number, "number")?;
            required(hash, "file")?;
            if *issued_on > ctx.today {
                return Err(Refusal::on("date_in_future", "issued_on").with("day", issued_on));
            }
            if expires_on.is_some_and(|last| last < *issued_on) {
                return Err(Refusal::on("expires_before_issue", "expires_on"));
            }
        }
    }
    if state.approvals.len() >= APPROVALS_MAX {
        return Err(Refusal::new("approvals_too_many").with("max", APPROVALS_MAX));
    }
    let mut next = state.clone();
    next.approvals.push(Approval {
        item: cmd.item.clone(),
        state: cmd.state.clone(),
        by: ctx.actor.clone(),
        at: ctx.now,
        on: ctx.today,
    });
    Ok(next)
}
