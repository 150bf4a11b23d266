//! Open a supervision item.

use crate::{Commitment, Context, Id, Refusal, Status, Supervision, SupervisionStatus};
use jiff::civil::Date;
use light::Reason;
use serde::{Deserialize, Serialize};

/// Open an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Identifier of the item.
    pub new_id: Id,
    /// Why the light is what it is today.
    pub light_reason: Reason,
    /// Unit that owes the answer; the lead where absent.
    pub owner_unit: Option<String>,
    /// Person that owes it.
    pub owner: Option<String>,
    /// Last day for the answer.
    pub due: Date,
    /// The limit it was counted by, if any.
    pub limit: Option<String>,
}

/// Opens an item on an issued commitment; one unit is asked once at a time, so `others` (the
/// commitment's items) may hold no unclosed one. Errors: `not_issued`, `already_supervised`,
/// `owner_required`, `owner_not_on_commitment`, `due_in_past`.
pub fn open(
    commitment: &Commitment,
    others: &[Supervision],
    cmd: &Open,
    ctx: &Context,
) -> Result<Supervision, Refusal> {
    if commitment.status != Status::Issued {
        return Err(Refusal::new("not_issued"));
    }
    let unclosed = |item: &Supervision| {
        item.commitment == commitment.id && item.status != SupervisionStatus::Closed
    };
    if others.iter().any(unclosed) {
        return Err(Refusal::new("already_supervised"));
    }
    let owner_unit = cmd
        .owner_unit
        .clone()
        .or_else(|| commitment.lead.clone())
        .ok_or_else(|| Refusal::on("owner_required", "owner_unit"))?;
    if !commitment.owned_by(&owner_unit) {
        return Err(Refusal::on("owner_not_on_commitment", "owner_unit").with("unit", owner_unit));
    }
    if cmd.due < ctx.today {
        return Err(Refusal::on("due_in_past", "due").with("due", cmd.due));
    }
    Ok(Supervision {
        id: cmd.new_id.clone(),
        commitment: commitment.id.clone(),
        light_reason: cmd.light_reason.clone(),
        owner_unit,
        owner: cmd.owner.clone(),
        opened_at: ctx.now,
        opened_by: ctx.actor.person.clone(),
        due: cmd.due,
        limit: cmd.limit.clone(),
        status: SupervisionStatus::Open,
        answer: None,
        answered_by: None,
        answered_at: None,
        closed_by: None,
        closed_at: None,
        close_reason: None,
    })
}
