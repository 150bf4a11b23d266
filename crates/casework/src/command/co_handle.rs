//! Units that help, each with a clock of its own; the handler stays responsible.

use super::check::{is, known, open, required, room};
use super::draft::Draft;
use crate::case::{CoHandling, Done};
use crate::clock::sub_clock;
use crate::{Context, Event, Refusal};
use calendar::Limit;
use org::UnitCode;

/// Most parts of one case.
const PARTS_MAX: usize = 50;

/// Asks a unit to help. Errors: `no_co_handling`, `not_yours_to_ask`, `unit_unknown`,
/// `same_unit`, `already_helping`, `required`, `too_many`.
pub(super) fn ask(
    draft: &mut Draft<'_>,
    unit: &UnitCode,
    task: &str,
    limit: Option<Limit>,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    open(&draft.case)?;
    let rule = draft.kind.co_handling.as_ref();
    let rule = rule.ok_or_else(|| Refusal::new("no_co_handling"))?;
    if !rule.by.iter().any(|by| is(*by, &draft.case, ctx)) {
        return Err(Refusal::new("not_yours_to_ask"));
    }
    known(unit, ctx)?;
    if Some(unit) == draft.case.handler.as_ref() {
        return Err(Refusal::on("same_unit", "unit"));
    }
    let mut parts = draft.case.co_handling.iter();
    if parts.any(|part| part.unit == *unit && part.done.is_none()) {
        return Err(Refusal::on("already_helping", "unit").with("unit", unit));
    }
    room(draft.case.co_handling.len() + 1, "unit", PARTS_MAX)?;
    let (due, counted) = sub_clock(limit.unwrap_or(rule.limit), unit, ctx)?;
    let part = CoHandling {
        id: ctx.new_id.to_owned(),
        unit: unit.clone(),
        asked_by: ctx.actor.who(),
        asked_at: ctx.now,
        due,
        counted: Some(counted),
        task: required(task, "task")?,
        done: None,
    };
    draft.push(Event::CoHandlingAsked { part });
    Ok(())
}

/// The helping unit has done its part; whoever did it has handled the case. Errors:
/// `case_ended`, `part_unknown`, `not_your_part`, `required`.
pub(super) fn done(
    draft: &mut Draft<'_>,
    id: &str,
    result: &str,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let part = waiting(draft, id)?;
    if ctx.actor.unit() != Some(&part.unit) {
        return Err(Refusal::new("not_your_part"));
    }
    let result = required(result, "result")?;
    draft.push(Event::Handled {
        person: ctx.actor.person().to_owned(),
    });
    end(draft, id, result, false, ctx);
    Ok(())
}

/// The asking unit takes a part back. Errors: `case_ended`, `part_unknown`, `not_your_part`,
/// `reason_required`.
pub(super) fn withdraw(
    draft: &mut Draft<'_>,
    id: &str,
    reason: &str,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let part = waiting(draft, id)?;
    let asked = part.asked_by.unit.as_ref() == ctx.actor.unit();
    if !(asked || ctx.actor.unit() == Some(ctx.centre)) {
        return Err(Refusal::new("not_your_part"));
    }
    let reason = required(reason, "reason")?;
    end(draft, id, reason, true, ctx);
    Ok(())
}

fn waiting(draft: &Draft<'_>, id: &str) -> Result<CoHandling, Refusal> {
    open(&draft.case)?;
    let mut parts = draft.case.co_handling.iter();
    let part = parts.find(|part| part.id == id && part.done.is_none());
    part.cloned().ok_or_else(|| Refusal::new("part_unknown"))
}

fn end(draft: &mut Draft<'_>, id: &str, result: String, withdrawn: bool, ctx: &Context<'_>) {
    draft.push(Event::CoHandlingEnded {
        id: id.to_owned(),
        done: Done {
            at: ctx.now,
            by: ctx.actor.who(),
            result,
            withdrawn,
        },
    });
}
