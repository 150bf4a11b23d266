//! What an action does besides moving the case.

use super::act::wants_text;
use super::check::{known, open_stage};
use super::draft::Draft;
use super::{Act, closing, fields};
use crate::case::{
    Arbitration, Callback, Closed, Dispatch, Extension, Missed, Pause, Rating, Reply, Return, Who,
};
use crate::case_type::{ActionSpec, ArbitrationResult, Effect};
use crate::clock::{after, reckon};
use crate::{ActorRef, Case, Context, Event, Refusal};
use calendar::Limit;

/// Most extensions and pauses of one clock.
const EXTENSIONS_MAX: usize = 20;
const PAUSES_MAX: usize = 50;

/// Refuses an effect that cannot be. Asked when the action is asked for and again when it is
/// allowed, because time has passed.
pub(super) fn check(
    draft: &Draft<'_>,
    spec: &ActionSpec,
    act: &Act,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let case = &draft.case;
    before_due(draft, spec, ctx)?;
    if wants_text(spec.effect) && act.text.is_none() {
        return Err(Refusal::on("required", "text"));
    }
    if spec.to_unit {
        let unit = act.unit.as_ref();
        known(unit.ok_or_else(|| Refusal::on("required", "unit"))?, ctx)?;
    }
    match spec.effect {
        Effect::Dispatch => not_back(case, act),
        Effect::Return => {
            let cited = act.entry.as_deref().map(str::trim);
            match cited.filter(|entry| !entry.is_empty()) {
                Some(_) => Ok(()),
                None => Err(Refusal::on("entry_required", "entry")),
            }
        }
        Effect::Arbitrate => arbitrable(case, act),
        Effect::Extend => extension(case, spec, act, draft).map(|_| ()),
        Effect::Suspend => pausable(draft),
        Effect::Close => closing::check(draft.kind, case, ctx),
        Effect::Reopen => reopenable(draft, ctx),
        Effect::CallBack if act.reached.is_none() => Err(Refusal::on("required", "reached")),
        Effect::Rate if act.solved.is_none() && act.treated_well.is_none() => {
            Err(Refusal::on("required", "solved"))
        }
        Effect::Rate | Effect::CallBack => match act.score {
            Some(score) if !(1..=5).contains(&score) => Err(Refusal::on("score_range", "score")),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// What must be asked and allowed before the clock runs out. Errors: `past_due`.
fn before_due(draft: &Draft<'_>, spec: &ActionSpec, ctx: &Context<'_>) -> Result<(), Refusal> {
    if !spec.approval.as_ref().is_some_and(|a| a.before_due) {
        return Ok(());
    }
    let state = draft.state()?;
    let key = spec.clock.as_ref().or(state.clock.as_ref());
    let run = key.and_then(|key| draft.case.clock(key));
    match run {
        Some(run) if run.is_late(ctx.now) => Err(Refusal::new("past_due")),
        _ => Ok(()),
    }
}

/// A unit whose return was upheld does not get the same case again from a dispatcher.
fn not_back(case: &Case, act: &Act) -> Result<(), Refusal> {
    let unit = act.unit.as_ref();
    let freed = case.dispatches.iter().find(|sent| {
        let upheld = sent.arbitration.as_ref();
        Some(&sent.unit) == unit && upheld.is_some_and(|a| a.result == ArbitrationResult::Upheld)
    });
    match freed {
        None => Ok(()),
        Some(sent) => Err(Refusal::on("unit_was_freed", "unit").with("unit", &sent.unit)),
    }
}

fn arbitrable(case: &Case, act: &Act) -> Result<(), Refusal> {
    let open = case
        .dispatch()
        .is_some_and(|sent| sent.returned.is_some() && sent.arbitration.is_none());
    if !open {
        return Err(Refusal::new("nothing_returned"));
    }
    if act.unit.is_some() && act.unit == case.handler {
        return Err(Refusal::on("same_unit", "unit"));
    }
    Ok(())
}

/// By how much a clock would be lengthened: at most as long as its limit.
fn extension(
    case: &Case,
    spec: &ActionSpec,
    act: &Act,
    draft: &Draft<'_>,
) -> Result<Limit, Refusal> {
    let key = spec.clock.as_deref().unwrap_or_default();
    let run = case.clock(key).filter(|run| run.is_running());
    let run = run.ok_or_else(|| Refusal::new("clock_not_running"))?;
    let once = draft.kind.clock(key).is_some_and(|clock| clock.extend_once);
    let used = run.extensions.len();
    if (once && used > 0) || used >= EXTENSIONS_MAX {
        return Err(Refusal::new("extended_already"));
    }
    let by = act.limit.unwrap_or(run.limit);
    if by.unit() != run.limit.unit() || by.count() > run.limit.count() {
        return Err(Refusal::on("extension_too_long", "limit").with("limit", run.limit));
    }
    Ok(by)
}

/// A suspension needs a clock that can stand still.
fn pausable(draft: &Draft<'_>) -> Result<(), Refusal> {
    let running = pausable_keys(draft);
    let full = draft
        .case
        .clocks
        .iter()
        .any(|run| run.pauses.len() >= PAUSES_MAX);
    if running.is_empty() || full {
        return Err(Refusal::new("nothing_to_suspend"));
    }
    Ok(())
}

fn pausable_keys(draft: &Draft<'_>) -> Vec<String> {
    let running = draft.case.clocks.iter().filter(|run| run.is_running());
    let may = |key: &str| draft.kind.clock(key).is_some_and(|clock| clock.pausable);
    running
        .filter(|run| may(&run.key))
        .map(|run| run.key.clone())
        .collect()
}

fn reopenable(draft: &Draft<'_>, ctx: &Context<'_>) -> Result<(), Refusal> {
    let (Some(closed), Some(within)) = (&draft.case.closed, draft.kind.closing.reopen_within)
    else {
        return Err(Refusal::new("not_reopenable"));
    };
    if draft.case.anonymised_at.is_some() || ctx.now > after(closed.at, within, ctx.centre, ctx)? {
        return Err(Refusal::new("reopen_too_late").with("limit", within));
    }
    Ok(())
}

/// Does an action that has been checked: `by` asked for it, `allowed_by` said yes, where that
/// was needed.
pub(super) fn perform(
    draft: &mut Draft<'_>,
    spec: &ActionSpec,
    act: &Act,
    by: &Who,
    allowed_by: Option<&Who>,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    give(draft, act);
    let to = spec.to.clone().unwrap_or_else(|| draft.case.state.clone());
    if spec.effect != Effect::Void && spec.effect != Effect::Decline && to != draft.case.state {
        fields::check_required(draft.kind, &draft.case, &to)?;
    }
    own(draft, spec, act, by, allowed_by, ctx)?;
    draft.step(&spec.key, &to, by, act.reason.clone(), ctx)?;
    if super::draft::state(draft.kind, &to)?.is_final && draft.case.closed.is_none() {
        draft.push(Event::Ended {
            closed: Closed {
                at: ctx.now,
                by: by.clone(),
                outcome: to,
            },
        });
    }
    if spec.effect == Effect::Return && draft.case.bounces >= draft.kind.bounces_alarm {
        let path: Vec<&str> = draft.case.path().iter().map(|unit| unit.as_str()).collect();
        let text = format!("第{}次退单：{}", draft.case.bounces, path.join(" → "));
        draft.alarm("bounced", draft.case.bounces.to_string(), text, ctx);
    }
    Ok(())
}

fn give(draft: &mut Draft<'_>, act: &Act) {
    let empty =
        act.gives.is_empty() && act.matter.is_none() && act.grade.is_none() && act.place.is_none();
    if !empty {
        draft.push(Event::Given {
            fields: act.gives.clone(),
            matter: act.matter.clone(),
            grade: act.grade.clone(),
            place: act.place.clone(),
        });
    }
    if !act.evidence.is_empty() {
        draft.push(Event::Shown {
            evidence: act.evidence.clone(),
        });
    }
}

/// The events of the effect itself.
fn own(
    draft: &mut Draft<'_>,
    spec: &ActionSpec,
    act: &Act,
    by: &Who,
    allowed_by: Option<&Who>,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let now = ctx.now;
    match spec.effect {
        Effect::Plain | Effect::Void | Effect::Decline | Effect::Close | Effect::Complete => {}
        Effect::Dispatch => dispatch(draft, act, by, ctx)?,
        Effect::Return => draft.push(Event::Returned {
            returned: Return {
                at: now,
                by: by.clone(),
                entry: act.entry.clone().unwrap_or_default(),
                reason: act.reason.clone().unwrap_or_default(),
            },
        }),
        Effect::Arbitrate => {
            let result = spec.result.unwrap_or(ArbitrationResult::Refused);
            let reason = act.reason.clone().unwrap_or_default();
            draft.push(Event::Arbitrated {
                arbitration: Arbitration {
                    by: by.clone(),
                    at: now,
                    result,
                    reason,
                },
            });
            if spec.to_unit {
                dispatch(draft, act, by, ctx)?;
            }
        }
        Effect::Extend => extend(draft, spec, act, by, allowed_by, ctx)?,
        Effect::Suspend => suspend(draft, act, by, allowed_by, ctx),
        Effect::Lift => lift(draft, ctx)?,
        Effect::Rework => draft.push(Event::SentBack),
        Effect::Verify => draft.push(Event::Verified {
            person: by.person.clone(),
            at: now,
        }),
        Effect::Reopen => draft.push(Event::Reopened),
        Effect::Rate => draft.push(Event::Rated {
            rating: rating(act, ctx),
        }),
        Effect::Reply => draft.push(Event::Replied {
            reply: Reply {
                text: act.text.clone().unwrap_or_default(),
                at: now,
                by: by.clone(),
                round: draft.case.round(),
            },
        }),
        Effect::Contact => draft.push(Event::Contacted { at: now }),
        Effect::Stage => stage(draft, spec, ctx)?,
        Effect::Missed | Effect::NotMissed => {
            let by = by.clone();
            let missed = (spec.effect == Effect::Missed).then_some(Missed { by, at: now });
            draft.push(Event::Missed { missed });
        }
        Effect::CallBack => call_back(draft, act, ctx),
    }
    // Whoever says that it is not solved speaks of one's own case: it goes on by itself.
    let disputed = spec.effect == Effect::Rework && *ctx.actor == ActorRef::Reporter;
    if disputed || spec.effect == Effect::Reopen {
        super::follow::release(draft);
    }
    Ok(())
}

fn dispatch(draft: &mut Draft<'_>, act: &Act, by: &Who, ctx: &Context<'_>) -> Result<(), Refusal> {
    let unit = act.unit.clone();
    let unit = unit.ok_or_else(|| Refusal::on("required", "unit"))?;
    draft.push(Event::Dispatched {
        dispatch: Dispatch {
            unit,
            at: ctx.now,
            by: by.clone(),
            entry: act.entry.clone(),
            automatic: *ctx.actor == ActorRef::System,
            returned: None,
            arbitration: None,
        },
    });
    Ok(())
}

fn extend(
    draft: &mut Draft<'_>,
    spec: &ActionSpec,
    act: &Act,
    by: &Who,
    allowed_by: Option<&Who>,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let limit = extension(&draft.case, spec, act, draft)?;
    let key = spec.clock.clone().unwrap_or_default();
    let extension = Extension {
        by: limit,
        asked_by: by.person.clone(),
        allowed_by: allowed_by.unwrap_or(by).person.clone(),
        reason: act.reason.clone().unwrap_or_default(),
        at: ctx.now,
    };
    let run = draft.case.clock(&key);
    let mut run = run
        .ok_or_else(|| Refusal::new("clock_not_running"))?
        .clone();
    run.extensions.push(extension.clone());
    let due = reckon(&run, ctx.calendar, ctx.now)?;
    draft.push(Event::ClockExtended {
        key,
        extension,
        due,
    });
    Ok(())
}

fn suspend(
    draft: &mut Draft<'_>,
    act: &Act,
    by: &Who,
    allowed_by: Option<&Who>,
    ctx: &Context<'_>,
) {
    for key in pausable_keys(draft) {
        let pause = Pause {
            from: ctx.now,
            to: None,
            ground: act.reason.clone().unwrap_or_default(),
            allowed_by: allowed_by.unwrap_or(by).person.clone(),
        };
        draft.push(Event::ClockPaused { key, pause });
    }
}

/// The clocks run again with what was left.
fn lift(draft: &mut Draft<'_>, ctx: &Context<'_>) -> Result<(), Refusal> {
    let paused: Vec<_> = draft
        .case
        .clocks
        .iter()
        .filter(|run| run.is_paused())
        .cloned()
        .collect();
    for mut run in paused {
        if let Some(pause) = run.pauses.last_mut() {
            pause.to = Some(ctx.now);
        }
        let due = reckon(&run, ctx.calendar, ctx.now)?;
        draft.push(Event::ClockResumed {
            key: run.key,
            at: ctx.now,
            due,
        });
    }
    Ok(())
}

/// A stage is reached: the clock runs on until the next.
fn stage(draft: &mut Draft<'_>, spec: &ActionSpec, ctx: &Context<'_>) -> Result<(), Refusal> {
    let run = open_stage(&draft.case, spec);
    let mut run = run.ok_or_else(|| Refusal::new("no_stage"))?.clone();
    if let Some(stage) = run.stages.iter_mut().find(|stage| stage.done.is_none()) {
        stage.done = Some(ctx.now);
    }
    draft.push(Event::StageReached {
        due: reckon(&run, ctx.calendar, ctx.now)?,
        key: run.key,
        at: ctx.now,
    });
    Ok(())
}

fn call_back(draft: &mut Draft<'_>, act: &Act, ctx: &Context<'_>) {
    let reached = act.reached.unwrap_or(false);
    draft.push(Event::CalledBack {
        callback: Callback {
            at: ctx.now,
            reached,
            round: draft.case.round(),
        },
    });
    if reached && (act.solved.is_some() || act.treated_well.is_some()) {
        draft.push(Event::Rated {
            rating: rating(act, ctx),
        });
    }
}

fn rating(act: &Act, ctx: &Context<'_>) -> Rating {
    Rating {
        solved: act.solved,
        treated_well: act.treated_well,
        score: act.score,
        text: act.text.clone(),
        at: ctx.now,
    }
}
