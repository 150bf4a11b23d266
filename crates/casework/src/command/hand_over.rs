//! Another person of the unit takes it, or another unit takes the handler's place.

use super::check::{known, open, required};
use super::draft::{Draft, state};
use crate::case::{Owner, Step};
use crate::{Context, Event, Refusal};
use org::UnitCode;

/// Most bytes of a person's id.
const PERSON_BYTES_MAX: usize = 40;

/// Hands over. To a person: by the owning unit or the centre. To a unit that took the handler's
/// place (a merger, a changed duty): by the centre alone; clocks go on. Errors: `case_ended`,
/// `nothing_handed_over`, `reason_required`, `not_yours_to_hand_over`, `no_handler`,
/// `unit_unknown`, `same_unit`.
pub(super) fn decide(
    draft: &mut Draft<'_>,
    unit: Option<&UnitCode>,
    person: Option<&str>,
    reason: &str,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    open(&draft.case)?;
    let person = person.map(str::trim).filter(|person| !person.is_empty());
    if unit.is_none() && person.is_none() {
        return Err(Refusal::new("nothing_handed_over"));
    }
    if person.is_some_and(|person| person.len() > PERSON_BYTES_MAX) {
        return Err(Refusal::on("text_too_long", "person").with("max", PERSON_BYTES_MAX));
    }
    let reason = required(reason, "reason")?;
    let by_centre = ctx.actor.unit() == Some(ctx.centre);
    if let Some(unit) = unit {
        if !by_centre {
            return Err(Refusal::new("not_yours_to_hand_over"));
        }
        known(unit, ctx)?;
        match &draft.case.handler {
            None => return Err(Refusal::new("no_handler")),
            Some(handler) if handler == unit => return Err(Refusal::on("same_unit", "unit")),
            Some(_) => {}
        }
    }
    let owner = draft.case.owner.as_ref().map(|owner| &owner.unit);
    if !by_centre && ctx.actor.unit() != owner {
        return Err(Refusal::new("not_yours_to_hand_over"));
    }
    if let Some(unit) = unit {
        draft.push(Event::HandedOver {
            handler: Some(unit.clone()),
        });
    }
    let here = draft.case.state.clone();
    let now = state(draft.kind, &here)?;
    let owner = draft.owner_in(&here, now, ctx)?.map(|owner| Owner {
        person: person.map(str::to_owned),
        ..owner
    });
    let by = ctx.actor.who();
    draft.push(Event::Acted {
        act: Step {
            at: ctx.now,
            action: "hand_over".to_owned(),
            person: by.person,
            unit: by.unit,
            from: here.clone(),
            to: here,
            reason: Some(reason),
        },
        phase: now.phase,
        owner,
    });
    Ok(())
}
