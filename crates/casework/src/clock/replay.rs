//! A run of a clock counted again by another limit, other hours or another calendar: what a changed rule
//! would have made of it.

use super::reckon::{reckon, sub_reckon};
use crate::case::{Case, ClockRun, Pause, Step, SubClock};
use crate::case_type::{CaseType, ClockSpec, Trigger};
use crate::{ClockDue, Refusal};
use calendar::{Calendar, DutyHours, Limit};
use jiff::Timestamp;

/// By what a run is counted.
#[derive(Debug, Clone, Copy)]
pub struct Measure<'a> {
    /// The limit.
    pub limit: Limit,
    /// The hours that count.
    pub duty: &'a DutyHours,
    /// The days that are worked.
    pub calendar: &'a Calendar,
}

/// When a run ends by another measure, with its pauses and extensions as they were; its stages are left out,
/// because figures go by the end. `now` stands for the end of a pause that lasts. Errors: those of the
/// calendar.
pub fn replay(run: &ClockRun, by: Measure<'_>, now: Timestamp) -> Result<ClockDue, Refusal> {
    let other = ClockRun {
        limit: by.limit,
        duty: by.duty.clone(),
        stages: Vec::new(),
        ..run.clone()
    };
    reckon(&other, by.calendar, now)
}

/// When the clock of a unit that was asked at an instant to help or to come ends by another limit. Errors:
/// those of the calendar.
pub fn replay_asked(
    counted: &SubClock,
    asked: Timestamp,
    limit: Limit,
    calendar: &Calendar,
) -> Result<ClockDue, Refusal> {
    let other = SubClock {
        limit,
        duty: counted.duty.clone(),
    };
    sub_reckon(&other, asked, calendar)
}

/// A run that a clock would have had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ran {
    /// The act that would have started it, by its place among the acts of the case.
    pub act: usize,
    /// When.
    pub started: Timestamp,
    /// When it would have stopped; none while it would run.
    pub stopped: Option<Timestamp>,
}

/// The runs that a clock, which a case's own type does not have, would have had by what was done to the case.
/// States are those of `kind`, the type that has the clock.
pub fn would_run(spec: &ClockSpec, kind: &CaseType, acts: &[Step]) -> Vec<Ran> {
    let mut runs: Vec<Ran> = vec![];
    for (act, step) in acts.iter().enumerate() {
        let opens = step.action == "open";
        let from = (!opens).then_some(step.from.as_str());
        let action = (!opens).then_some(step.action.as_str());
        let hit = |trigger: &Trigger| trigger.hits(from, action, &step.to);
        let is_final = kind.state(&step.to).is_some_and(|state| state.is_final);
        let running = runs.last_mut().filter(|run| run.stopped.is_none());
        let mut runs_on = running.is_some();
        if let Some(run) = running
            && (is_final || spec.stops.iter().any(hit))
        {
            run.stopped = Some(step.at);
            runs_on = false;
        }
        if !runs_on && !is_final && spec.starts.iter().any(hit) {
            runs.push(Ran {
                act,
                started: step.at,
                stopped: None,
            });
        }
    }
    runs
}

/// When such a run would have ended: it stands still while others of the case that can be suspended did, if
/// its clock can. Errors: those of the calendar.
pub fn replay_new(
    spec: &ClockSpec,
    ran: Ran,
    case: &Case,
    by: Measure<'_>,
    now: Timestamp,
) -> Result<ClockDue, Refusal> {
    let until = ran.stopped.unwrap_or(now);
    let within = |pause: &&Pause| ran.started <= pause.from && pause.from < until;
    let mut pauses: Vec<Pause> = vec![];
    if spec.pausable {
        let all = case.clocks.iter().flat_map(|run| &run.pauses);
        for pause in all.filter(within) {
            if pauses.iter().all(|known| known.from != pause.from) {
                pauses.push(pause.clone());
            }
        }
    }
    pauses.sort_by_key(|pause| pause.from);
    let run = ClockRun {
        key: spec.key.clone(),
        step: spec.step,
        started: ran.started,
        limit: by.limit,
        hours: String::new(),
        duty: by.duty.clone(),
        pauses,
        extensions: Vec::new(),
        due: None,
        beyond_notice: false,
        notices: Vec::new(),
        stopped: ran.stopped,
        stages: Vec::new(),
    };
    reckon(&run, by.calendar, now)
}
