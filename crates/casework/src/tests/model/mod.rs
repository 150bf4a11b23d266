//! Random commands by random people at random times on cases of every type: whatever is done in
//! whatever order, the rules hold. `XIUHUA_NIGHTLY=1` walks a million steps.

mod chance;
mod choose;
mod follow;

use self::chance::Chance;
use self::follow::Shadow;
use super::support::{DUTY, Story, file, open, parse};
use crate::clock::would_run;
use crate::{Case, CaseType, CaseTypes, Channel, Command, Event, Refusal, invariants, replay};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Steps of one case before the next begins.
const STEPS_A_CASE: usize = 120;
/// Steps of the nightly form.
const NIGHTLY_STEPS: usize = 1_000_000;
/// Steps of the fast form.
const FAST_STEPS: usize = 30_000;

/// What a walk reached.
#[derive(Default)]
struct Reached {
    steps: usize,
    done: usize,
    actions: BTreeSet<String>,
    states: BTreeSet<String>,
    codes: BTreeSet<&'static str>,
}

fn types() -> CaseTypes {
    let second = file("city_management")
        .replace("version = 1", "version = 2\nvalid_from = \"2026-07-01\"")
        .replace("\"closing\"", "\"finishing\"")
        .replace(":closing\"", ":finishing\"")
        + "\n[[migration]]\nfrom = 1\nstates = { closing = \"finishing\" }\n";
    let second = CaseType::parse("v2.toml", &second, &DUTY).unwrap();
    let all = ["city_management", "appeal", "deputy_snapshot", "tree_risk"];
    let all = all.into_iter().map(parse).chain([second]);
    CaseTypes::new(all.collect()).unwrap()
}

struct Walk<'a> {
    story: Story,
    chance: Chance,
    shadow: Shadow,
    reached: &'a mut Reached,
    id: &'static str,
}

/// One case, walked for some steps. The error is what broke.
fn walk(seed: u64, steps: usize, types: &CaseTypes, reached: &mut Reached) -> Result<(), String> {
    let mut chance = Chance(seed);
    let ids = [
        ("city_management", Channel::Grid),
        ("appeal", Channel::Desk),
        ("deputy_snapshot", Channel::Deputy),
        ("tree_risk", Channel::Portal),
    ];
    let (id, channel) = ids[chance.below(ids.len())];
    let mut story = Story::at("2026-01-05T08:00");
    story.types = types.clone();
    story.now = later(story.now, chance.below(360 * 24 * 60) as i64);
    let opener = if channel == Channel::Deputy {
        "deputy"
    } else {
        "agent"
    };
    story.does(opener, open(id, channel));
    let mut walk = Walk {
        story,
        chance,
        shadow: Shadow::default(),
        reached,
        id,
    };
    for step in 0..steps {
        walk.step()
            .map_err(|why| format!("seed {seed} step {step} {id}: {why}"))?;
        if walk.story.case().is_ended() && walk.chance.in_hundred(10) {
            break;
        }
    }
    walk.end()
        .map_err(|why| format!("seed {seed} at the end of {id}: {why}"))
}

fn later(now: Timestamp, minutes: i64) -> Timestamp {
    now.checked_add(SignedDuration::from_mins(minutes)).unwrap()
}

impl Walk<'_> {
    fn step(&mut self) -> Result<(), String> {
        self.reached.steps += 1;
        let before_time = self.story.now;
        let jump = match self.chance.below(20) {
            0..=11 => 0,
            12..=16 => self.chance.below(120),
            17 | 18 => self.chance.below(2 * 24 * 60),
            _ if self.chance.in_hundred(70) => self.chance.below(5 * 24 * 60),
            _ => self.chance.below(90 * 24 * 60),
        };
        self.story.now = later(before_time, jump as i64);
        if self.chance.in_hundred(1) {
            self.story.now = later(before_time, -60);
        }
        let (who, command) = self.choose();
        let before = self.story.case().clone();
        let left = match command {
            Command::Approve { .. } => self.lefts(&before),
            _ => BTreeMap::new(),
        };
        let result = self.story.try_do(who, &command);
        let taken = self.judge(who, &command, &before, result, &left);
        self.story.now = self.story.now.max(before_time);
        taken
    }

    /// What was done broke nothing; what was refused changed nothing. Time may only run back
    /// as far as the last step.
    fn judge(
        &mut self,
        who: &str,
        command: &Command,
        before: &Case,
        result: Result<Vec<Event>, Refusal>,
        left: &BTreeMap<String, (u64, u64)>,
    ) -> Result<(), String> {
        let last = before.acts.last().map(|step| step.at);
        if result.is_ok() && last.is_some_and(|last| self.story.now < last) {
            return Err("a step before the last one was taken".into());
        }
        match result {
            Ok(events) => {
                self.reached.done += 1;
                self.check(who, command, before, &events, left)
            }
            Err(refusal) => {
                self.reached.codes.insert(refusal.code);
                if self.story.case() == before {
                    return Ok(());
                }
                Err(format!("refused by {} and changed", refusal.code))
            }
        }
    }

    fn check(
        &mut self,
        who: &str,
        command: &Command,
        before: &Case,
        events: &[Event],
        left: &BTreeMap<String, (u64, u64)>,
    ) -> Result<(), String> {
        let case = self.story.case().clone();
        let broken = invariants(&case, &self.story.types);
        if !broken.is_empty() {
            return Err(format!("{broken:?} after {command:?}"));
        }
        let folded = replay(Some(before.clone()), events);
        if folded.as_ref() != Some(&case) {
            return Err("events do not fold to the state".into());
        }
        self.reached
            .states
            .insert(format!("{}.{}", self.id, case.state));
        for step in &case.acts[before.acts.len()..] {
            self.reached
                .actions
                .insert(format!("{}.{}", self.id, step.action));
        }
        self.follow(who, command, before, &case, events, left)
    }

    /// The whole log folds to the state, and the state survives being written.
    fn end(&mut self) -> Result<(), String> {
        let case = self.story.case();
        if replay(None, &self.story.log).as_ref() != Some(case) {
            return Err("the log does not replay to the state".into());
        }
        let text = serde_json::to_string(case).map_err(|e| e.to_string())?;
        let read: Case = serde_json::from_str(&text).map_err(|e| e.to_string())?;
        if read != *case {
            return Err("the state does not survive being written".into());
        }
        self.rehearsed(case)
    }

    /// A clock that ran is told from the acts alone as it ran: so a draft's new clock may be.
    fn rehearsed(&self, case: &Case) -> Result<(), String> {
        let kind = self.story.types.get(&case.case_type, case.type_version);
        let kind = kind.ok_or("no type")?;
        if case.acts.iter().any(|step| step.action == "migrate") {
            return Ok(());
        }
        for spec in &kind.clocks {
            let runs = case.clocks.iter().filter(|run| run.key == spec.key);
            let ran: Vec<_> = runs.map(|run| (run.started, run.stopped)).collect();
            let would = would_run(spec, kind, &case.acts);
            let would: Vec<_> = would.iter().map(|it| (it.started, it.stopped)).collect();
            if ran != would {
                return Err(format!("{} ran {ran:?}, told {would:?}", spec.key));
            }
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn random_sequences_never_break_a_rule(seed in any::<u64>(), steps in 1..STEPS_A_CASE) {
        let mut reached = Reached::default();
        let result = walk(seed, steps, &types(), &mut reached);
        prop_assert!(result.is_ok(), "{}", result.unwrap_err());
    }
}

/// Fixed seeds, so that what the walk reaches is known: every state of every type, and in the
/// nightly form, which goes on to a million steps, every action too.
#[test]
fn long_walks_reach_everything_and_break_nothing() {
    let types = types();
    let nightly = std::env::var_os("XIUHUA_NIGHTLY").is_some();
    let steps = if nightly { NIGHTLY_STEPS } else { FAST_STEPS };
    let mut reached = Reached::default();
    let mut seed = 0;
    while reached.steps < steps {
        if let Err(why) = walk(seed, STEPS_A_CASE, &types, &mut reached) {
            panic!("{why}");
        }
        seed += 1;
    }
    eprintln!(
        "{} steps on {seed} cases, {} done, {} refused with {} codes",
        reached.steps,
        reached.done,
        reached.steps - reached.done,
        reached.codes.len()
    );
    let mut missed = Vec::new();
    for kind in types.iter().filter(|kind| kind.version == 1) {
        let states = kind
            .states
            .iter()
            .map(|state| (&reached.states, &state.key));
        let actions = kind
            .actions
            .iter()
            .map(|action| (&reached.actions, &action.key));
        for (there, key) in states.chain(actions.filter(|_| nightly)) {
            let name = format!("{}.{key}", kind.id);
            if !there.contains(&name) {
                missed.push(name);
            }
        }
    }
    assert!(missed.is_empty(), "never reached: {missed:?}");
}
