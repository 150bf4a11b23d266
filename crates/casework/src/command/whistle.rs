//! The whistle (F2-04): named units must come by a clock; afterwards both sides are judged.

use super::check::{is, known, open, required, room};
use super::draft::Draft;
use crate::case::{Called, Response, Whistle, WhistleVerdict};
use crate::clock::sub_clock;
use crate::{Context, Event, Refusal};
use calendar::Limit;
use org::UnitCode;

/// Most whistles of one case, most units of one whistle.
const WHISTLES_MAX: usize = 20;
const CALLED_MAX: usize = 20;

/// Calls units. Errors: `no_whistle`, `not_yours_to_ask`, `required`, `unit_unknown`,
/// `same_unit`, `too_many`.
pub(super) fn call(
    draft: &mut Draft<'_>,
    units: &[UnitCode],
    reason: &str,
    limit: Option<Limit>,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    open(&draft.case)?;
    let rule = draft.kind.whistle.as_ref();
    let rule = rule.ok_or_else(|| Refusal::new("no_whistle"))?;
    let caller = ctx.actor.unit().filter(|_| {
        let mut by = rule.by.iter();
        by.any(|by| is(*by, &draft.case, ctx))
    });
    let caller = caller.ok_or_else(|| Refusal::new("not_yours_to_ask"))?;
    if units.is_empty() {
        return Err(Refusal::on("required", "unit"));
    }
    room(units.len(), "unit", CALLED_MAX)?;
    room(draft.case.whistles.len() + 1, "unit", WHISTLES_MAX)?;
    let mut called: Vec<Called> = Vec::with_capacity(units.len());
    for unit in units {
        known(unit, ctx)?;
        if unit == caller || called.iter().any(|other| other.unit == *unit) {
            return Err(Refusal::on("same_unit", "unit"));
        }
        let (due, counted) = sub_clock(limit.unwrap_or(rule.limit), unit, ctx)?;
        called.push(Called {
            unit: unit.clone(),
            due,
            counted: Some(counted),
            arrived: None,
            arrived_by: None,
            needed: None,
            response: None,
        });
    }
    let whistle = Whistle {
        id: ctx.new_id.to_owned(),
        by_unit: caller.clone(),
        by: ctx.actor.who(),
        at: ctx.now,
        reason: required(reason, "reason")?,
        called,
    };
    draft.push(Event::Whistled { whistle });
    Ok(())
}

/// A called unit has come; late counts as late, and whoever came has handled the case. Errors:
/// `case_ended`, `not_called`, `already_done`.
pub(super) fn arrive(draft: &mut Draft<'_>, id: &str, ctx: &Context<'_>) -> Result<(), Refusal> {
    open(&draft.case)?;
    let (unit, called) = called(draft, id, ctx.actor.unit())?;
    if called.arrived.is_some() {
        return Err(Refusal::new("already_done").with("action", "报到"));
    }
    draft.push(Event::Handled {
        person: ctx.actor.person().to_owned(),
    });
    draft.push(Event::Arrived {
        id: id.to_owned(),
        unit,
        at: ctx.now,
        by: ctx.actor.who(),
    });
    Ok(())
}

/// A called unit says whether it was needed, once, after it came. Errors: `not_called`,
/// `not_arrived`, `already_done`, `reason_required`.
pub(super) fn judge_whistle(
    draft: &mut Draft<'_>,
    id: &str,
    needed: bool,
    reason: &str,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let (unit, called) = called(draft, id, ctx.actor.unit())?;
    if called.arrived.is_none() {
        return Err(Refusal::new("not_arrived"));
    }
    if called.needed.is_some() {
        return Err(Refusal::new("already_done").with("action", "评价"));
    }
    let verdict = WhistleVerdict {
        needed,
        reason: required(reason, "reason")?,
        by: ctx.actor.who(),
        at: ctx.now,
    };
    draft.push(Event::WhistleJudged {
        id: id.to_owned(),
        unit,
        verdict,
    });
    Ok(())
}

/// The unit that whistled says how a called unit responded, once: after it came, or after it
/// should have. Errors: `not_called`, `not_your_whistle`, `not_arrived`, `already_done`.
pub(super) fn judge_response(
    draft: &mut Draft<'_>,
    id: &str,
    unit: &UnitCode,
    response: Response,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let (unit, called) = called(draft, id, Some(unit))?;
    let mut whistles = draft.case.whistles.iter();
    let own = whistles.any(|w| w.id == id && Some(&w.by_unit) == ctx.actor.unit());
    if !own {
        return Err(Refusal::new("not_your_whistle"));
    }
    if called.response.is_some() {
        return Err(Refusal::new("already_done").with("action", "评价"));
    }
    if called.arrived.is_none() && ctx.now <= called.due {
        return Err(Refusal::new("not_arrived"));
    }
    draft.push(Event::ResponseJudged {
        id: id.to_owned(),
        unit,
        response,
    });
    Ok(())
}

fn called(
    draft: &Draft<'_>,
    id: &str,
    unit: Option<&UnitCode>,
) -> Result<(UnitCode, Called), Refusal> {
    let whistle = draft.case.whistles.iter().find(|whistle| whistle.id == id);
    let mut called = whistle.iter().flat_map(|whistle| &whistle.called);
    let called = called.find(|called| Some(&called.unit) == unit);
    let called = called.ok_or_else(|| Refusal::new("not_called"))?;
    Ok((called.unit.clone(), called.clone()))
}
