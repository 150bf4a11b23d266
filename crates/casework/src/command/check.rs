//! Who may do what now.

use crate::case::{Approval, Case, ClockRun, ENTRIES_MAX, TEXT_CHARS_MAX};
use crate::case_type::{ActionSpec, By, CaseType, Channel, Effect, NotBy};
use crate::clock::after;
use crate::{ActorRef, Context, Refusal};
use org::{Role, RoleSet, UnitCode};

/// Whether the actor may do an action of the type now, leaving aside what has to be given.
pub(crate) fn may_act(
    kind: &CaseType,
    case: &Case,
    spec: &ActionSpec,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    if !spec.from.contains(&case.state) {
        let state = kind.state(&case.state);
        let name = state.map_or(case.state.as_str(), |state| &state.name);
        return Err(Refusal::new("action_not_here")
            .with("action", &spec.name)
            .with("state", name));
    }
    if !spec.by.iter().any(|by| is(*by, case, ctx)) {
        return Err(Refusal::new("not_your_action").with("action", &spec.name));
    }
    not_excluded(case, spec, ctx)?;
    if spec.approval.is_some() && case.pending.is_some() {
        return Err(Refusal::new("approval_pending"));
    }
    if spec.effect == Effect::Stage && open_stage(case, spec).is_none() {
        return Err(Refusal::new("no_stage"));
    }
    missed(case, spec)?;
    once(case, spec)?;
    in_time(case, spec, ctx)
}

/// Whether it can be said, or taken back, that an inspector should have reported the case. Errors:
/// `inspector_reported`, `missed_already`, `not_missed`.
fn missed(case: &Case, spec: &ActionSpec) -> Result<(), Refusal> {
    match spec.effect {
        Effect::Missed if case.channel == Channel::Grid => Err(Refusal::new("inspector_reported")),
        Effect::Missed if case.missed.is_some() => Err(Refusal::new("missed_already")),
        Effect::NotMissed if case.missed.is_none() => Err(Refusal::new("not_missed")),
        _ => Ok(()),
    }
}

/// Whether a case may follow an act that somebody did to the case that leads it.
pub(super) fn may_follow(
    kind: &CaseType,
    case: &Case,
    spec: &ActionSpec,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    if !spec.from.contains(&case.state) {
        let state = kind.state(&case.state);
        let name = state.map_or(case.state.as_str(), |state| &state.name);
        return Err(Refusal::new("action_not_here")
            .with("action", &spec.name)
            .with("state", name));
    }
    not_excluded(case, spec, ctx)?;
    once(case, spec)
}

/// The run whose stage an action reports, while a stage is open and it does not stand still.
pub(super) fn open_stage<'c>(case: &'c Case, spec: &ActionSpec) -> Option<&'c ClockRun> {
    let run = case.clock(spec.clock.as_deref()?)?;
    (run.is_running() && run.stage().is_some()).then_some(run)
}

/// Whether the actor may decide what waits: one of the approvers and not the one who asked.
pub(crate) fn may_decide(case: &Case, asked: &Approval, ctx: &Context<'_>) -> Result<(), Refusal> {
    if asked.asked_by.person == ctx.actor.person() {
        return Err(Refusal::new("own_request"));
    }
    let mut by = asked.approvers.iter().filter_map(|word| By::parse(word));
    if by.any(|by| is(by, case, ctx)) {
        return Ok(());
    }
    Err(Refusal::new("not_your_approval"))
}

/// Whether the actor is one of those that a word means.
pub(crate) fn is(by: By, case: &Case, ctx: &Context<'_>) -> bool {
    let unit = ctx.actor.unit();
    match (by, ctx.actor) {
        (By::Role(role), ActorRef::Staff { roles, .. }) => roles.contains(role),
        (By::Handler, ActorRef::Staff { roles, .. }) => {
            unit == case.handler.as_ref() && !only_deputy(roles)
        }
        (By::Arbiter, _) => unit == Some(ctx.arbiter),
        (By::Centre, _) => unit == Some(ctx.centre),
        (By::Reporter, actor) => *actor == ActorRef::Reporter,
        (By::Opener, ActorRef::Staff { person, .. }) => *person == case.opened_by.person,
        (By::System, actor) => *actor == ActorRef::System,
        _ => false,
    }
}

/// A deputy belongs to a unit and never acts for it.
fn only_deputy(roles: &RoleSet) -> bool {
    let mut others = roles.iter().filter(|role| *role != Role::Deputy);
    roles.contains(Role::Deputy) && others.next().is_none()
}

/// Nobody verifies what they handled, whatever the file says; the file may exclude more.
fn not_excluded(case: &Case, spec: &ActionSpec, ctx: &Context<'_>) -> Result<(), Refusal> {
    let person = ctx.actor.person();
    let unit = ctx.actor.unit();
    let handled = case.handled_by.iter().any(|by| by == person)
        || (unit.is_some() && unit == case.handler.as_ref());
    if spec.effect == Effect::Verify && handled {
        return Err(Refusal::new("own_handling"));
    }
    for part in &spec.not_by {
        let excluded = match part {
            NotBy::Handler => handled,
            NotBy::Verifier => case.verified_by.as_deref() == Some(person),
            NotBy::Opener => case.opened_by.person == person,
        };
        if excluded {
            return Err(Refusal::new("excluded")
                .with("action", &spec.name)
                .with("part", part));
        }
    }
    Ok(())
}

/// Once in a case; a return once per unit.
fn once(case: &Case, spec: &ActionSpec) -> Result<(), Refusal> {
    if spec.effect == Effect::Return {
        let mut sent = case.dispatches.iter();
        let used = sent.any(|d| Some(&d.unit) == case.handler.as_ref() && d.returned.is_some());
        return if used {
            Err(Refusal::new("return_used"))
        } else {
            Ok(())
        };
    }
    if spec.once && case.acts.iter().any(|step| step.action == spec.key) {
        return Err(Refusal::new("already_done").with("action", &spec.name));
    }
    Ok(())
}

/// Within its window since the state was entered; a return since the dispatch.
fn in_time(case: &Case, spec: &ActionSpec, ctx: &Context<'_>) -> Result<(), Refusal> {
    let Some(within) = spec.within else {
        return Ok(());
    };
    let mut since = case.entered_at;
    if spec.effect == Effect::Return {
        let sent = case
            .dispatch()
            .filter(|d| Some(&d.unit) == case.handler.as_ref());
        since = sent.ok_or_else(|| Refusal::new("not_dispatched"))?.at;
    }
    let unit = case.owner.as_ref().map_or(ctx.centre, |owner| &owner.unit);
    if ctx.now > after(since, within, unit, ctx)? {
        return Err(Refusal::new("too_late")
            .with("action", &spec.name)
            .with("limit", within));
    }
    Ok(())
}

/// The words without surrounding space. Errors: `required` (`reason_required` for reasons),
/// `text_too_long`.
pub(crate) fn required(words: &str, field: &str) -> Result<String, Refusal> {
    let words = words.trim();
    if words.is_empty() {
        let code = if field == "reason" {
            "reason_required"
        } else {
            "required"
        };
        return Err(Refusal::on(code, field));
    }
    if words.chars().count() > TEXT_CHARS_MAX {
        return Err(Refusal::on("text_too_long", field).with("max", TEXT_CHARS_MAX));
    }
    Ok(words.to_owned())
}

/// Refuses a list that is full. Errors: `too_many`.
pub(crate) fn room(len: usize, field: &str, max: usize) -> Result<(), Refusal> {
    if len > max.min(ENTRIES_MAX) {
        return Err(Refusal::on("too_many", field).with("max", max.min(ENTRIES_MAX)));
    }
    Ok(())
}

/// A unit that cases may be sent to. Errors: `unit_unknown`.
pub(crate) fn known(unit: &UnitCode, ctx: &Context<'_>) -> Result<(), Refusal> {
    if ctx.units.exists(unit) {
        return Ok(());
    }
    Err(Refusal::on("unit_unknown", "unit").with("unit", unit))
}

/// Refuses what is only for open cases. Errors: `case_ended`.
pub(crate) fn open(case: &Case) -> Result<(), Refusal> {
    if case.is_ended() {
        return Err(Refusal::new("case_ended"));
    }
    Ok(())
}
