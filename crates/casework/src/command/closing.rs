//! The closing rule of a type.

use crate::case::Case;
use crate::case_type::{CaseType, ClosingRule};
use crate::{ActorRef, Context, Refusal, SYSTEM};

/// Whether a part of the rule holds.
pub(crate) fn holds(rule: ClosingRule, case: &Case, open_children: u32) -> bool {
    let round = case.round();
    match rule {
        ClosingRule::VerifiedByOther => case
            .verified_by
            .as_ref()
            .is_some_and(|person| !case.handled_by.contains(person)),
        ClosingRule::ReplyGiven => case.reply.as_ref().is_some_and(|r| r.round == round),
        ClosingRule::Contacted => case.contacted_at.is_some(),
        ClosingRule::CalledBack => case.callback.as_ref().is_some_and(|c| c.round == round),
        ClosingRule::Rated => case.rating.is_some(),
        ClosingRule::RatedOrSilent => {
            let closed_by = case.closed.as_ref().map(|closed| closed.by.person.as_str());
            case.rating.is_some() || closed_by == Some(SYSTEM)
        }
        ClosingRule::CoHandlingDone => case.co_handling.iter().all(|part| part.done.is_some()),
        ClosingRule::ChildrenClosed => open_children == 0,
    }
}

/// Refuses what does not hold yet, by the first part that is missing.
pub(crate) fn check(kind: &CaseType, case: &Case, ctx: &Context<'_>) -> Result<(), Refusal> {
    let missing = kind.closing.requires.iter();
    // The system closes what stayed too long with whoever was to rate it.
    let silent = |rule| rule == ClosingRule::RatedOrSilent && *ctx.actor == ActorRef::System;
    let missing = missing
        .copied()
        .find(|rule| !silent(*rule) && !holds(*rule, case, ctx.open_children));
    match missing {
        None => Ok(()),
        Some(ClosingRule::VerifiedByOther) => Err(Refusal::new("not_verified")),
        Some(ClosingRule::ReplyGiven) => Err(Refusal::new("not_answered")),
        Some(ClosingRule::Contacted) => Err(Refusal::new("not_contacted")),
        Some(ClosingRule::CalledBack) => Err(Refusal::new("not_called_back")),
        Some(ClosingRule::Rated | ClosingRule::RatedOrSilent) => Err(Refusal::new("not_rated")),
        Some(ClosingRule::CoHandlingDone) => Err(Refusal::new("co_handling_open")),
        Some(ClosingRule::ChildrenClosed) => {
            Err(Refusal::new("children_open").with("count", ctx.open_children))
        }
    }
}
