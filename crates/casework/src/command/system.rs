//! What time brings: alarms, acts of the system, reckoning anew, erasing.

use super::draft::Draft;
use super::{Act, act};
use crate::case::ClockRun;
use crate::case_type::{ClockSpec, Overstay};
use crate::clock::{MovedClock, Moving, after, deadline_ledger};
use crate::{ActorRef, Context, Event, Refusal};
use jiff::{SignedDuration, Timestamp};

/// Raises what has become due, each once: near and overdue clocks, overstays (where the type
/// says so, the system acts), late helpers, missed whistles. Errors: `system_only`.
pub(super) fn tick(draft: &mut Draft<'_>, ctx: &Context<'_>) -> Result<(), Refusal> {
    by_system(ctx)?;
    if draft.case.is_ended() {
        return Ok(());
    }
    clocks(draft, ctx);
    helpers(draft, ctx);
    overstay(draft, ctx)
}

fn by_system(ctx: &Context<'_>) -> Result<(), Refusal> {
    if *ctx.actor == ActorRef::System {
        return Ok(());
    }
    Err(Refusal::new("system_only"))
}

fn clocks(draft: &mut Draft<'_>, ctx: &Context<'_>) {
    let running: Vec<ClockRun> = draft
        .case
        .clocks
        .iter()
        .filter(|run| run.is_running())
        .cloned()
        .collect();
    for run in running {
        let Some(spec) = draft.kind.clock(&run.key) else {
            continue;
        };
        let occasion = |due: Timestamp| format!("{} {due}", run.key);
        let Some(due) = run.due else { continue };
        if ctx.now > due {
            let text = format!("{}已超过时限", what(&run, spec));
            draft.alarm("overdue", occasion(due), text, ctx);
        } else if near(&run, due, spec, ctx) {
            let text = format!("{}即将到期", what(&run, spec));
            draft.alarm("near_due", occasion(due), text, ctx);
        }
    }
}

/// The clock, and the stage it is in.
fn what(run: &ClockRun, spec: &ClockSpec) -> String {
    match run.stage() {
        Some(stage) => format!("{}（{}）", spec.name, stage.name),
        None => spec.name.clone(),
    }
}

/// Whether a reminder is due: that share of the time is over, of the counted time where the type
/// says so, else of the plain time between start and due.
fn near(run: &ClockRun, due: Timestamp, spec: &ClockSpec, ctx: &Context<'_>) -> bool {
    let Some(percent) = spec.warn_at else {
        return false;
    };
    match spec.warn_counted {
        true => counted(run, percent, ctx).unwrap_or(false),
        false => warn_from(run, due, percent).is_some_and(|from| ctx.now >= from),
    }
}

fn warn_from(run: &ClockRun, due: Timestamp, percent: u32) -> Option<Timestamp> {
    let whole = due.as_second().saturating_sub(run.started.as_second());
    let part = whole.checked_mul(i64::from(percent))? / 100;
    run.started
        .checked_add(SignedDuration::from_secs(part))
        .ok()
}

/// Whether that share of what counts has run. A day counts as run once it is over.
fn counted(run: &ClockRun, percent: u32, ctx: &Context<'_>) -> Result<bool, Refusal> {
    let ran = deadline_ledger(run, ctx)?.remaining;
    let amount = match ran.days.total {
        0 => ran.seconds,
        _ => ran.days,
    };
    let (ran, wanted) = (amount.elapsed * 100, amount.total * u64::from(percent));
    Ok(amount.total > 0 && ran >= wanted)
}

fn helpers(draft: &mut Draft<'_>, ctx: &Context<'_>) {
    let parts = draft.case.co_handling.iter();
    let late: Vec<_> = parts
        .filter(|part| part.done.is_none() && ctx.now > part.due)
        .map(|part| (part.id.clone(), part.unit.clone()))
        .collect();
    for (id, unit) in late {
        let text = format!("协办单位 {unit} 已超过时限");
        draft.alarm("co_handling_late", id, text, ctx);
    }
    let whistles = draft.case.whistles.iter();
    let called = whistles.flat_map(|w| w.called.iter().map(move |called| (&w.id, called)));
    let missed: Vec<_> = called
        .filter(|(_, called)| called.arrived.is_none() && ctx.now > called.due)
        .map(|(id, called)| (format!("{id} {}", called.unit), called.unit.clone()))
        .collect();
    for (about, unit) in missed {
        let text = format!("{unit} 未按时报到");
        draft.alarm("whistle_missed", about, text, ctx);
    }
}

fn overstay(draft: &mut Draft<'_>, ctx: &Context<'_>) -> Result<(), Refusal> {
    let state = draft.state()?;
    let Some(longest) = state.max_stay else {
        return Ok(());
    };
    let owner = draft.case.owner.as_ref();
    let unit = owner.map_or(ctx.centre, |owner| &owner.unit);
    if ctx.now <= after(draft.case.entered_at, longest, unit, ctx)? {
        return Ok(());
    }
    if let Overstay::Act(key) = &state.on_overstay {
        let cmd = Act {
            action: key.clone(),
            reason: Some(format!("在“{}”停留超过{longest}", state.name)),
            ..Act::default()
        };
        let before = draft.events.len();
        let case = draft.case.clone();
        if act::act(draft, &cmd, ctx).is_ok() {
            return Ok(());
        }
        draft.events.truncate(before);
        draft.case = case;
    }
    let about = format!("{} {}", state.key, draft.case.entered_at);
    let text = format!("在“{}”停留超过{longest}", state.name);
    draft.alarm("overstay", about, text, ctx);
    Ok(())
}

/// Reckons the running clocks anew. Errors: `system_only` and those of the calendar.
pub(super) fn recalculate(draft: &mut Draft<'_>, ctx: &Context<'_>) -> Result<(), Refusal> {
    by_system(ctx)?;
    let moved = crate::moved_by([&draft.case], ctx.calendar, ctx.now)?;
    for MovedClock { clock, new, .. } in moved {
        draft.push(match clock {
            Moving::Clock { key } => Event::ClockMoved { key, due: new },
            Moving::CoHandling { id, .. } => Event::CoHandlingMoved { id, due: new.at },
            Moving::Whistle { id, unit } => Event::CalledMoved {
                id,
                unit,
                due: new.at,
            },
        });
    }
    Ok(())
}

/// Erases the reporter once the retention period is over. Errors: `system_only`,
/// `retention_running`, `texts_differ`.
pub(super) fn anonymise(
    draft: &mut Draft<'_>,
    texts: &[String],
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    by_system(ctx)?;
    if draft.case.anonymised_at.is_some() {
        return Ok(());
    }
    let closed = draft.case.closed.as_ref();
    let closed = closed.ok_or_else(|| Refusal::new("retention_running"))?;
    let days = SignedDuration::from_hours(i64::from(draft.kind.retention_days) * 24);
    let over = closed.at.checked_add(days).is_ok_and(|end| ctx.now >= end);
    if !over {
        return Err(Refusal::new("retention_running"));
    }
    if texts.len() != draft.case.texts().len() {
        return Err(Refusal::new("texts_differ"));
    }
    draft.push(Event::Anonymised {
        at: ctx.now,
        texts: texts.to_vec(),
    });
    Ok(())
}
