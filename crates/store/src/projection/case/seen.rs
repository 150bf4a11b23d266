//! What lists and counters see of a case's state.

use crate::case::{Counts, Mark, Measure, Step};
use crate::projection::field::inner;
use jiff::Timestamp;
use jiff::tz::Offset;
use journal::Fields;
use serde_json::Value as Json;

/// Days are counted in this offset from UTC, in hours: the districts' civil time.
pub(crate) const OFFSET_HOURS: i8 = 8;
/// A rating from here on counts as satisfied: 满意 and 基本满意 of five degrees.
const SATISFIED_FROM: i64 = 3;
/// The phases after a case was registered.
const REGISTERED: [&str; 7] = [
    "dispatch",
    "handle",
    "feedback",
    "verify",
    "confirm",
    "closed",
    "suspended",
];

/// The phases in which a case waits for its own reporter, or for nothing.
const ITS_OWN: [&str; 3] = ["confirm", "closed", "void"];

/// How one step of a case stands against its clock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct StepSeen {
    /// When its last run is or was due.
    pub due_ms: Option<i64>,
    /// Done, or running: part of what is owed. A paused or broken-off run is not.
    pub owed: bool,
    /// Done.
    pub done: bool,
    /// Done, and no run of it was late.
    pub in_time: bool,
    /// Its clock stands still.
    pub paused: bool,
    /// How often it was lengthened.
    pub extensions: i64,
}

/// The parts of a state that say how the case went.
#[derive(Debug)]
pub(super) struct Seen {
    pub phase: String,
    pub reported_ms: i64,
    pub steps: [StepSeen; Step::ALL.len()],
    pub valid: bool,
    /// An inspector should have reported it.
    missed: bool,
    pub returns: i64,
    pub reworks: i64,
    pub reopened: i64,
    /// The latest call back or answer of the reporter.
    pub called_ms: Option<i64>,
    pub reached: bool,
    pub solved: Option<bool>,
    pub satisfied: Option<bool>,
    /// Something waits for approval.
    pub pending: bool,
    /// A unit asked for help or called has not answered.
    pub waiting: bool,
    /// Another case of the same incident is handled in its place, and it does not wait for its own
    /// reporter.
    pub led: bool,
}

/// Steps that are done once for an incident: they count with the case that leads it.
const OF_INCIDENT: [Step; 5] = [
    Step::Dispatch,
    Step::Handle,
    Step::SendVerify,
    Step::Verify,
    Step::Close,
];

/// A unit that was asked for help or called has not answered.
fn waiting(state: &Fields) -> bool {
    let lacks = |it: &Json, name| it.get(name).is_none_or(Json::is_null);
    let helper = list(state.get("co_handling"))
        .iter()
        .any(|it| lacks(it, "done"));
    let mut called = list(state.get("whistles"))
        .iter()
        .flat_map(|it| list(it.get("called")));
    helper || called.any(|it| lacks(it, "arrived"))
}

impl Seen {
    pub(super) fn of(state: &Fields) -> Self {
        let phase = word(state.get("phase")).to_owned();
        let dispatches = list(state.get("dispatches"));
        let returned = |it: &&Json| it.get("returned").is_some_and(|it| !it.is_null());
        let rating = state.get("rating").filter(|it| !it.is_null());
        let callback = state.get("callback").filter(|it| !it.is_null());
        let round = count(state, "rework") + count(state, "reopened");
        let callback = callback.filter(|it| {
            let of = it.get("round").and_then(Json::as_i64);
            of.is_none_or(|of| of == round)
        });
        let flag = |it: Option<&Json>, name| it.and_then(|it| it.get(name)?.as_bool());
        let score = rating.and_then(|it| it.get("score")?.as_i64());
        let kind = score.map(|score| score >= SATISFIED_FROM);
        let called = callback.or(rating);
        let carried = state.get("carried").filter(|it| !it.is_null());
        let stuck = carried.and_then(|it| it.get("stuck")).is_some();
        let led = carried.is_some() && !stuck && !ITS_OWN.contains(&phase.as_str());
        let once = |times: i64| if carried.is_some() { 0 } else { times };
        Self {
            valid: !dispatches.is_empty() || REGISTERED.contains(&phase.as_str()),
            missed: state.get("missed").is_some_and(|it| !it.is_null()),
            reported_ms: ms(state.get("reported_at")).unwrap_or(0),
            steps: Step::ALL.map(|step| {
                let seen = seen(step, state, &phase, dispatches);
                match carried.is_some() && OF_INCIDENT.contains(&step) {
                    true => StepSeen {
                        due_ms: seen.due_ms,
                        ..StepSeen::default()
                    },
                    false => seen,
                }
            }),
            returns: once(dispatches.iter().filter(returned).count() as i64),
            reworks: once(count(state, "rework")),
            reopened: count(state, "reopened"),
            called_ms: called.and_then(|it| ms(it.get("at"))),
            reached: rating.is_some() || flag(callback, "reached").unwrap_or(false),
            solved: flag(rating, "solved"),
            satisfied: kind.or_else(|| flag(rating, "treated_well")),
            pending: state.get("pending").is_some_and(|it| !it.is_null()),
            waiting: waiting(state),
            led,
            phase,
        }
    }

    /// Neither closed nor void.
    pub(super) fn is_open(&self) -> bool {
        !matches!(self.phase.as_str(), "closed" | "void")
    }

    pub(super) fn voided(&self) -> bool {
        self.phase == "void" && self.valid
    }

    /// 漏报: of what was registered and still stands.
    fn missed(&self) -> bool {
        self.missed && self.valid && !self.voided()
    }

    pub(super) fn suspended(&self) -> bool {
        self.step(Step::Handle).paused
    }

    pub(super) fn step(&self, step: Step) -> &StepSeen {
        &self.steps[step as usize]
    }

    /// The facts as bits of one number.
    pub(super) fn marks(&self) -> i64 {
        let mut marks = 0;
        let mut set = |mark: Mark, holds: bool| {
            if holds {
                marks |= mark.bit();
            }
        };
        for step in Step::ALL {
            let seen = self.step(step);
            set(Mark::Owed(step), seen.owed);
            set(Mark::Done(step), seen.done);
            set(Mark::InTime(step), seen.in_time);
        }
        set(Mark::Valid, self.valid);
        set(Mark::Voided, self.voided());
        set(Mark::Missed, self.missed());
        set(Mark::Suspended, self.suspended());
        set(Mark::Extended, self.step(Step::Handle).extensions > 0);
        set(Mark::Returned, self.returns > 0);
        set(Mark::Reworked, self.reworks > 0);
        set(Mark::Reopened, self.reopened > 0);
        set(Mark::Called, self.called_ms.is_some());
        set(Mark::Reached, self.reached);
        set(Mark::Solved, self.solved == Some(true));
        set(Mark::Unsolved, self.solved == Some(false));
        set(Mark::Satisfied, self.satisfied == Some(true));
        set(Mark::Unsatisfied, self.satisfied == Some(false));
        set(Mark::Pending, self.pending);
        set(Mark::Waiting, self.waiting);
        set(Mark::Carried, self.led);
        marks
    }

    /// What the case adds to the counters, each part with the instant whose day it belongs to in
    /// the view by due date. Numerators and denominators of one rate share their day.
    pub(super) fn counts(&self) -> Vec<(i64, Counts)> {
        let mut parts = Vec::with_capacity(Step::ALL.len() + 3);
        let mut reported = Counts::default();
        reported.add(Measure::Reported, 1);
        reported.add(Measure::Valid, i64::from(self.valid));
        reported.add(Measure::Voided, i64::from(self.voided()));
        reported.add(Measure::Missed, i64::from(self.missed()));
        parts.push((self.reported_ms, reported));
        for step in Step::ALL {
            let seen = self.step(step);
            let mut counts = Counts::default();
            counts.add(Measure::Owed(step), i64::from(seen.owed));
            counts.add(Measure::Done(step), i64::from(seen.done));
            counts.add(Measure::InTime(step), i64::from(seen.in_time));
            self.beside(step, &mut counts);
            parts.push((seen.due_ms.unwrap_or(self.reported_ms), counts));
        }
        if let Some(called_ms) = self.called_ms {
            let mut counts = Counts::default();
            counts.add(Measure::Called, 1);
            counts.add(Measure::Reached, i64::from(self.reached));
            counts.add(Measure::Solved, i64::from(self.solved == Some(true)));
            counts.add(Measure::Unsolved, i64::from(self.solved == Some(false)));
            counts.add(Measure::Satisfied, i64::from(self.satisfied == Some(true)));
            counts.add(
                Measure::Unsatisfied,
                i64::from(self.satisfied == Some(false)),
            );
            parts.push((called_ms, counts));
        }
        parts.retain(|(_, counts)| !counts.is_zero());
        parts
    }

    /// What is counted on a step's day because the step is its rate's denominator.
    fn beside(&self, step: Step, counts: &mut Counts) {
        match step {
            Step::Dispatch => {
                counts.add(Measure::Returned, i64::from(self.returns > 0));
                counts.add(Measure::ReturnTimes, self.returns);
            }
            Step::Handle => {
                let extensions = self.step(step).extensions;
                counts.add(Measure::Suspended, i64::from(self.suspended()));
                counts.add(Measure::Extended, i64::from(extensions > 0));
                counts.add(Measure::ExtendTimes, extensions);
            }
            Step::Close => {
                counts.add(Measure::Reworked, i64::from(self.reworks > 0));
                counts.add(Measure::ReworkTimes, self.reworks);
                counts.add(Measure::Reopened, i64::from(self.reopened > 0));
            }
            Step::Register
            | Step::Contact
            | Step::Verify
            | Step::FieldCheck
            | Step::SendCheck
            | Step::SendVerify => {}
        }
    }
}

/// The last run of a step's clock, and whether an earlier one was late. Of handling only the runs
/// since the last dispatch count: a unit does not answer for the one before it.
fn seen(step: Step, state: &Fields, phase: &str, dispatches: &[Json]) -> StepSeen {
    let since = dispatches.last().and_then(|it| ms(it.get("at")));
    let since = since.filter(|_| step == Step::Handle).unwrap_or(i64::MIN);
    let all = list(state.get("clocks"));
    let runs = all.iter().filter(|run| is_of(step, run));
    // A report is sent to be checked only where it is: by a clock that stopped when the check began.
    let led_to_check = |run: &&Json| {
        let stopped = ms(run.get("stopped"));
        let mut checks = all.iter().filter(|run| is_of(Step::FieldCheck, run));
        stopped.is_some() && checks.any(|check| ms(check.get("started")) == stopped)
    };
    let runs: Vec<&Json> = runs
        .filter(|run| step != Step::SendCheck || led_to_check(run))
        .filter(|run| ms(run.get("started")).is_some_and(|at| at >= since))
        .collect();
    let Some(last) = runs.last() else {
        return StepSeen::default();
    };
    let stopped = ms(last.get("stopped"));
    let paused = list(last.get("pauses")).last();
    let paused = paused.is_some_and(|pause| pause.get("to").is_none_or(Json::is_null));
    let paused = stopped.is_none() && (paused || phase == "suspended");
    let contacted = state.get("contacted_at").is_some_and(|at| !at.is_null());
    let behind = step.is_behind(phase) && (step != Step::Contact || contacted);
    // A check that ended with the case was broken off.
    let ended = ms(inner(state, "closed", "at"));
    let behind = behind && (step != Step::FieldCheck || stopped != ended);
    let done = stopped.is_some() && behind;
    let passed = |part: &Json, end: &str| {
        let due = ms(part.get("due")).unwrap_or(i64::MAX);
        ms(part.get(end)).is_some_and(|at| at > due)
    };
    // Whoever missed a stage on the way was not in time, however soon the rest was done.
    let late = |run: &&Json| {
        let mut stages = list(run.get("stages")).iter();
        passed(run, "stopped") || stages.any(|stage| passed(stage, "done"))
    };
    let extensions = |run: &&Json| list(run.get("extensions")).len() as i64;
    StepSeen {
        due_ms: ms(last.get("due")),
        owed: done || (stopped.is_none() && !paused && phase != "void"),
        done,
        in_time: done && !runs.iter().any(late),
        paused,
        extensions: runs.iter().map(extensions).sum(),
    }
}

/// Whether a run is of this step.
fn is_of(step: Step, run: &Json) -> bool {
    let declared = run.get("step").and_then(Json::as_str);
    step.is(word(run.get("key")), declared)
}

/// The civil day of an instant, `YYYY-MM-DD`.
pub(crate) fn day(at_ms: i64) -> String {
    let at = Timestamp::from_millisecond(at_ms).unwrap_or_default();
    let at = Offset::constant(OFFSET_HOURS).to_datetime(at);
    at.date().to_string()
}

/// An instant written in RFC 3339, in ms UTC.
pub(super) fn ms(value: Option<&Json>) -> Option<i64> {
    let at: Timestamp = value?.as_str()?.parse().ok()?;
    Some(at.as_millisecond())
}

pub(super) fn word(value: Option<&Json>) -> &str {
    value.and_then(Json::as_str).unwrap_or_default()
}

pub(super) fn list(value: Option<&Json>) -> &[Json] {
    value
        .and_then(Json::as_array)
        .map_or(&[], |list| list.as_slice())
}

pub(super) fn count(state: &Fields, name: &str) -> i64 {
    state.get(name).and_then(Json::as_i64).unwrap_or(0)
}
