//! What must always hold of a case, whatever was done to it in whatever order.

use crate::case::Case;
use crate::case_type::{CaseType, CaseTypes, OwnerRule, Phase};
use serde::Serialize;

/// A rule that a case breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Violation {
    /// Stable code.
    pub code: &'static str,
    /// What is wrong.
    pub detail: String,
}

/// The rules that a case breaks; none for any case that only [`crate::decide`] touched.
pub fn invariants(case: &Case, types: &CaseTypes) -> Vec<Violation> {
    let mut found = Found(Vec::new());
    let Some(kind) = types.get(&case.case_type, case.type_version) else {
        found.add("type_unknown", &case.case_type);
        return found.0;
    };
    ownership(case, kind, &mut found);
    exits_and_clocks(case, kind, &mut found);
    own_acts(case, &mut found);
    ending(case, kind, &mut found);
    order(case, &mut found);
    returns(case, &mut found);
    found.0
}

struct Found(Vec<Violation>);

impl Found {
    fn add(&mut self, code: &'static str, detail: impl ToString) {
        self.0.push(Violation {
            code,
            detail: detail.to_string(),
        });
    }
    fn unless(&mut self, holds: bool, code: &'static str, detail: impl ToString) {
        if !holds {
            self.add(code, detail);
        }
    }
}

/// Exactly one owner of every open case, and the one its state names.
fn ownership(case: &Case, kind: &CaseType, found: &mut Found) {
    let Some(state) = kind.state(&case.state) else {
        return found.add("state_unknown", &case.state);
    };
    found.unless(state.phase == case.phase, "phase_differs", case.phase);
    let owner = case.owner.as_ref();
    match state.owner {
        OwnerRule::None => found.unless(owner.is_none(), "ended_case_owned", &case.state),
        OwnerRule::Handler => {
            let held = owner.is_some_and(|owner| Some(&owner.unit) == case.handler.as_ref());
            found.unless(held, "owner_is_not_handler", &case.state);
        }
        OwnerRule::Centre | OwnerRule::Arbiter => {
            found.unless(owner.is_some(), "open_case_without_owner", &case.state);
        }
    }
    found.unless(
        state.is_final == case.is_ended(),
        "final_differs",
        &case.state,
    );
}

/// Every open case has a next exit, and its clock runs, or stands still by somebody's word, or
/// there is a reason why it has none.
fn exits_and_clocks(case: &Case, kind: &CaseType, found: &mut Found) {
    let Some(state) = kind.state(&case.state) else {
        return;
    };
    if state.is_final {
        let running = case.clocks.iter().find(|run| run.stopped.is_none());
        return found.unless(running.is_none(), "clock_runs_after_end", &case.state);
    }
    let exits = kind
        .actions_from(&state.key)
        .any(|action| action.to.as_ref().is_some_and(|to| *to != state.key));
    found.unless(exits, "no_exit", &case.state);
    match state.clock.as_deref().map(|key| case.clock(key)) {
        Some(None) => found.add("clock_missing", &case.state),
        Some(Some(run)) if run.is_running() => {
            found.unless(run.due.is_some(), "clock_without_due", &run.key);
        }
        Some(Some(run)) => {
            let said = run
                .pauses
                .last()
                .is_some_and(|pause| !pause.ground.is_empty() && !pause.allowed_by.is_empty());
            found.unless(said, "pause_without_ground", &run.key);
        }
        None => found.unless(state.no_clock.is_some(), "no_clock_no_reason", &case.state),
    }
    let mut keys: Vec<&str> = case
        .clocks
        .iter()
        .filter(|run| run.stopped.is_none())
        .map(|run| run.key.as_str())
        .collect();
    keys.sort_unstable();
    found.unless(
        keys.windows(2).all(|pair| pair[0] != pair[1]),
        "clock_twice",
        &case.state,
    );
}

/// Nobody verifies or approves what they did or asked for themselves.
fn own_acts(case: &Case, found: &mut Found) {
    if let Some(person) = &case.verified_by {
        found.unless(
            !case.handled_by.contains(person),
            "verified_own_handling",
            person,
        );
    }
    for decided in &case.decided {
        let other = decided
            .by
            .as_ref()
            .is_none_or(|by| by.person != decided.asked_by.person);
        found.unless(other, "approved_own_request", &decided.id);
    }
}

/// A closed case was closed by its rule; one ended otherwise says why.
fn ending(case: &Case, kind: &CaseType, found: &mut Found) {
    found.unless(
        case.closed.is_some() == case.is_ended(),
        "ending_not_recorded",
        &case.state,
    );
    if case.phase == Phase::Closed {
        for rule in &kind.closing.requires {
            let holds = crate::command::closing_holds(*rule, case, 0);
            found.unless(holds, "closed_against_rule", rule);
        }
    }
    if case.phase == Phase::Void {
        let last = case.acts.iter().rfind(|act| act.to == case.state);
        let said = last.is_some_and(|act| act.reason.is_some());
        found.unless(said, "ended_without_reason", &case.state);
    }
}

/// No event out of order, and each step begins where the one before ended.
fn order(case: &Case, found: &mut Found) {
    for pair in case.acts.windows(2) {
        found.unless(pair[0].at <= pair[1].at, "acts_out_of_order", pair[1].at);
        found.unless(
            pair[0].to == pair[1].from,
            "acts_do_not_join",
            &pair[1].from,
        );
    }
    let last = case.acts.last();
    found.unless(
        last.is_some_and(|act| act.to == case.state),
        "state_is_not_last_act",
        &case.state,
    );
    for run in &case.clocks {
        let forward = run.stopped.is_none_or(|stopped| stopped >= run.started)
            && run
                .pauses
                .iter()
                .all(|pause| pause.to.is_none_or(|to| to > pause.from));
        found.unless(forward, "clock_runs_back", &run.key);
    }
}

/// Each unit gave it back at most once, citing the duty list.
fn returns(case: &Case, found: &mut Found) {
    let all: Vec<_> = case
        .dispatches
        .iter()
        .filter_map(|sent| {
            sent.returned
                .as_ref()
                .map(|returned| (&sent.unit, returned))
        })
        .collect();
    found.unless(
        usize::try_from(case.bounces).is_ok_and(|bounces| bounces == all.len()),
        "bounces_miscounted",
        case.bounces,
    );
    for (at, (unit, returned)) in all.iter().enumerate() {
        let again = all[..at].iter().any(|(other, _)| other == unit);
        found.unless(!again, "returned_twice", unit);
        found.unless(!returned.entry.is_empty(), "return_without_entry", unit);
    }
}
