//! Somebody else's word on what was asked for.

use super::check::{may_decide, required};
use super::draft::Draft;
use super::effect;
use crate::{Context, Event, Refusal};

/// Allows or refuses. A refusal leaves the case where it is, to be worked on. Errors:
/// `nothing_pending`, `own_request`, `not_your_approval`, `reason_required` for a no, and what
/// has become impossible since it was asked.
pub(super) fn decide(
    draft: &mut Draft<'_>,
    id: &str,
    allow: bool,
    reason: &str,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let asked = draft.case.pending.clone().filter(|asked| asked.id == id);
    let asked = asked.ok_or_else(|| Refusal::new("nothing_pending"))?;
    may_decide(&draft.case, &asked, ctx)?;
    let by = ctx.actor.who();
    if !allow {
        let reason = required(reason, "reason")?;
        draft.push(Event::ApprovalDecided {
            by: Some(by),
            at: ctx.now,
            allowed: false,
            reason,
        });
        return Ok(());
    }
    let spec = draft.kind.action(&asked.action);
    let spec = spec.ok_or_else(|| Refusal::new("action_unknown").with("action", &asked.action))?;
    effect::check(draft, spec, &asked.act, ctx)?;
    draft.push(Event::ApprovalDecided {
        by: Some(by.clone()),
        at: ctx.now,
        allowed: true,
        reason: reason.trim().to_owned(),
    });
    effect::perform(draft, spec, &asked.act, &asked.asked_by, Some(&by), ctx)
}
