//! From a clock of the type to a run with its due instant.

use crate::case::{Case, ClockRun, Owner, StageRun, SubClock};
use crate::case_type::{ClockSpec, HoursRule, Stage};
use crate::{ClockDue, Context, Refusal};
use calendar::{Calendar, DutyHours, Limit, Options, civil_date};
use jiff::Timestamp;
use org::UnitCode;

/// Name of the duty hours that never end.
pub(crate) const ALWAYS: &str = "always";

/// The limit of a clock for a case: the matter's, else the grade's, else the field's, else the
/// clock's own.
pub fn limit_of(spec: &ClockSpec, case: &Case, matter_limit: Option<Limit>) -> Limit {
    let by_matter = matter_limit.filter(|_| spec.by_matter);
    let by_field = spec.by_field.as_ref().and_then(|(field, limits)| {
        let choice = case.fields.get(field)?.choice()?;
        limits.get(choice).copied()
    });
    let by_grade = case
        .grade
        .as_ref()
        .and_then(|grade| spec.by_grade.get(grade));
    by_matter
        .or(by_grade.copied())
        .or(by_field)
        .unwrap_or(spec.limit)
}

/// A run of a clock that starts now.
pub(crate) fn start(
    spec: &ClockSpec,
    case: &Case,
    owner: Option<&Owner>,
    ctx: &Context<'_>,
) -> Result<ClockRun, Refusal> {
    let unit = owner.map_or(ctx.centre, |owner| &owner.unit);
    let (hours, duty) = hours(&spec.hours, unit, ctx)?;
    let mut run = ClockRun {
        key: spec.key.clone(),
        step: spec.step,
        started: ctx.now,
        limit: limit_of(spec, case, ctx.matter_limit),
        hours,
        duty,
        pauses: Vec::new(),
        extensions: Vec::new(),
        due: None,
        beyond_notice: false,
        notices: Vec::new(),
        stopped: None,
        stages: Vec::new(),
    };
    run.stages = stages(spec, case, &run, ctx)?;
    let due = reckon(&run, ctx.calendar, ctx.now)?;
    run.due = Some(due.at);
    run.beyond_notice = due.beyond_notice;
    run.notices = due.notices;
    Ok(run)
}

/// The stages of a clock that a case of its matter has, those left out that would end after the whole;
/// what was reached in an earlier run stays reached.
fn stages(
    spec: &ClockSpec,
    case: &Case,
    run: &ClockRun,
    ctx: &Context<'_>,
) -> Result<Vec<StageRun>, Refusal> {
    let meant = |stage: &&Stage| {
        let matter = case.matter.as_ref();
        stage.matters.is_empty() || matter.is_some_and(|m| stage.matters.contains(m))
    };
    let earlier = |name: &str| {
        let runs = case.clocks.iter().filter(|run| run.key == spec.key);
        let mut stages = runs.flat_map(|run| &run.stages);
        stages.any(|stage| stage.name == name && stage.done.is_some())
    };
    let end = reckon(run, ctx.calendar, ctx.now)?.at;
    let mut stages = Vec::new();
    for stage in spec.stages.iter().filter(meant) {
        let options = options(run, ctx.now);
        let due = ctx.calendar.due_at(run.started, stage.limit, &options)?.at;
        if due < end && !earlier(&stage.name) {
            stages.push(StageRun {
                name: stage.name.clone(),
                limit: stage.limit,
                due: None,
                done: None,
            });
        }
    }
    Ok(stages)
}

/// Name and pattern of the hours a rule means for a unit.
fn hours(
    rule: &HoursRule,
    unit: &UnitCode,
    ctx: &Context<'_>,
) -> Result<(String, DutyHours), Refusal> {
    let name = match rule {
        HoursRule::Always => return Ok((ALWAYS.to_owned(), "mon-sun 00:00-24:00".parse()?)),
        HoursRule::Unit => ctx.units.hours_of(unit),
        HoursRule::Named(name) => name.clone(),
    };
    let duty = ctx.units.duty(&name);
    let duty = duty.ok_or_else(|| Refusal::new("duty_hours_unknown").with("name", &name))?;
    Ok((name, duty))
}

/// When a run is due; where it stands still, the earliest possible.
pub(crate) fn reckon(
    run: &ClockRun,
    calendar: &Calendar,
    now: Timestamp,
) -> Result<ClockDue, Refusal> {
    let due = calendar.due_at(run.started, run.limit_now(), &options(run, now))?;
    Ok(ClockDue {
        at: due.at,
        beyond_notice: due.certainty != calendar::Certainty::Known,
        notices: notices(calendar, run.started, due.at),
    })
}

/// How a run is counted.
pub(crate) fn options(run: &ClockRun, now: Timestamp) -> Options {
    let pauses = run.pauses.iter().map(|pause| calendar::Pause {
        from: pause.from,
        to: pause.to.unwrap_or(now),
        reason: pause.ground.clone(),
    });
    let lasting = |pause: &calendar::Pause| pause.from.as_second() < pause.to.as_second();
    Options {
        duty: run.duty.clone(),
        pauses: pauses.filter(lasting).collect(),
        extensions: match run.stage() {
            // What was granted lengthens the end, not the stages before it.
            Some(_) => Vec::new(),
            None => run.extensions.iter().map(extension).collect(),
        },
        ..Options::default()
    }
}

fn extension(extension: &crate::Extension) -> calendar::Extension {
    calendar::Extension {
        limit: extension.by,
        reason: extension.reason.clone(),
    }
}

/// The clock of a unit that is asked now to help or to come, and when it runs out.
pub(crate) fn sub_clock(
    limit: Limit,
    unit: &UnitCode,
    ctx: &Context<'_>,
) -> Result<(Timestamp, SubClock), Refusal> {
    let (_, duty) = hours(&HoursRule::Unit, unit, ctx)?;
    let counted = SubClock { limit, duty };
    let due = sub_reckon(&counted, ctx.now, ctx.calendar)?;
    Ok((due.at, counted))
}

/// When such a clock that started at an instant runs out.
pub(crate) fn sub_reckon(
    counted: &SubClock,
    started: Timestamp,
    calendar: &Calendar,
) -> Result<ClockDue, Refusal> {
    let options = Options {
        duty: counted.duty.clone(),
        ..Options::default()
    };
    let due = calendar.due_at(started, counted.limit, &options)?;
    Ok(ClockDue {
        at: due.at,
        beyond_notice: due.certainty != calendar::Certainty::Known,
        notices: notices(calendar, started, due.at),
    })
}

/// The instant a limit after another ends, in the hours of a unit.
pub(crate) fn after(
    from: Timestamp,
    limit: Limit,
    unit: &UnitCode,
    ctx: &Context<'_>,
) -> Result<Timestamp, Refusal> {
    let (_, duty) = hours(&HoursRule::Unit, unit, ctx)?;
    let options = Options {
        duty,
        ..Options::default()
    };
    Ok(ctx.calendar.due_at(from, limit, &options)?.at)
}

/// The notices whose years a run spans, such as `2026 v1`, local ones with their place.
fn notices(calendar: &Calendar, from: Timestamp, to: Timestamp) -> Vec<String> {
    let years = civil_date(from).year()..=civil_date(to).year();
    let spanned = calendar
        .notices()
        .iter()
        .filter(|notice| years.contains(&notice.year));
    let named = spanned.map(|notice| {
        let place = notice.place.as_deref().unwrap_or_default();
        let words = [
            &format!("{} v{}", notice.year, notice.version),
            place,
            &notice.title,
        ];
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        words.join(" ")
    });
    named.collect()
}
