//! Random commands by random people at random times on cases of every type: whatever is done in
//! whatever order, the rules hold. `XIUHUA_NIGHTLY=1` walks a million steps.

use super::support::{DUTY, Story, act, file, open, parse, photo, unit};
use crate::clock::deadline_ledger;
use crate::{
    Act, Approval, Case, CaseType, CaseTypes, Channel, Command, Effect, Event, FieldType,
    FieldValue, Need, Phase, Response, available, invariants, may_approve, replay,
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Steps of one case before the next begins.
const STEPS_A_CASE: usize = 120;
/// Steps of the nightly form.
const NIGHTLY_STEPS: usize = 1_000_000;
/// Steps of the fast form.
const FAST_STEPS: usize = 16_000;
const UNITS: [&str; 8] = ["u1", "u2", "u3", "u4", "u5", "centre", "arbiter", "nowhere"];

/// SplitMix64: small, seeded, the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
    fn in_hundred(&mut self, n: usize) -> bool {
        self.below(100) < n
    }
    fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        (!of.is_empty()).then(|| &of[self.below(of.len())])
    }
}

/// What the walk knows by itself, apart from the state it checks.
#[derive(Default)]
struct Shadow {
    /// Persons who acted for the unit that had the case, helped or came.
    handled: BTreeSet<String>,
    /// Who verified since the case was last sent back, opened again, or found out.
    verified: Option<String>,
    /// Units that gave it back.
    returned: Vec<String>,
    asked: Option<Approval>,
    /// What was left of each clock when it was suspended.
    left: BTreeMap<String, (u64, u64)>,
}

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
        if self.story.now < before_time {
            let refused = matches!(&result, Err(r) if r.code == "out_of_order");
            let last = before.acts.last().map(|step| step.at);
            self.story.now = before_time;
            if refused || last.is_none_or(|last| last <= later(before_time, -60)) {
                // Earlier than now, but not earlier than the last step: allowed.
                if let Ok(events) = result {
                    return self.check(who, &command, &before, &events, &left);
                }
                return Ok(());
            }
            return Err("a step before the last one was taken".into());
        }
        match result {
            Ok(events) => {
                self.reached.done += 1;
                self.check(who, &command, &before, &events, &left)
            }
            Err(refusal) => {
                self.reached.codes.insert(refusal.code);
                if *self.story.case() == before {
                    return Ok(());
                }
                Err(format!("refused by {} and changed", refusal.code))
            }
        }
    }

    fn choose(&mut self) -> (&'static str, Command) {
        let names: Vec<&'static str> = self.story.people.keys().copied().collect();
        let who = *self.chance.pick(&names).unwrap();
        let case = self.story.case().clone();
        if case.pending.is_some() && self.chance.in_hundred(35) {
            return self.answer(&names);
        }
        let command = match self.chance.below(40) {
            0..=23 => return self.guided(&names),
            24..=26 => self.wild(&case),
            27 | 28 => Command::Tick,
            29 => return self.answer(&names),
            30 => self.help(&case),
            31 => self.whistle(&case),
            32 => Command::HandOver {
                unit: self.chance.in_hundred(50).then(|| self.some_unit()),
                person: self.chance.in_hundred(50).then(|| who.to_owned()),
                reason: "调整".into(),
            },
            33 => Command::JoinMeToo,
            34 => Command::Note {
                text: "记".into(),
                mentions: vec![who.to_owned()],
            },
            35 => Command::AddInfo {
                text: "补".into(),
                evidence: Vec::new(),
            },
            36 => Command::Migrate { to_version: 2 },
            37 => Command::Recalculate,
            38 => Command::Anonymise,
            _ => Command::Tick,
        };
        let system = matches!(
            command,
            Command::Tick | Command::Recalculate | Command::Anonymise
        );
        let own = match &command {
            Command::CoHandleDone { id, .. } => self.helper_of(&case, id),
            Command::Arrive { .. } | Command::JudgeWhistle { .. } => self.called(&case),
            _ => None,
        };
        let who = if system && self.chance.in_hundred(90) {
            "system"
        } else {
            own.unwrap_or(who)
        };
        (who, command)
    }

    fn some_unit(&mut self) -> org::UnitCode {
        unit(UNITS[self.chance.below(UNITS.len())])
    }

    fn person_of(&self, code: &org::UnitCode) -> Option<&'static str> {
        let mut people = self.story.people.iter();
        people
            .find(|(_, actor)| actor.unit() == Some(code))
            .map(|(name, _)| *name)
    }

    fn helper_of(&mut self, case: &Case, id: &str) -> Option<&'static str> {
        let part = case.co_handling.iter().find(|part| part.id == id)?;
        self.person_of(&part.unit)
    }

    fn called(&mut self, case: &Case) -> Option<&'static str> {
        let whistle = case.whistles.last()?;
        let called = self.chance.pick(&whistle.called)?.unit.clone();
        self.person_of(&called)
    }

    /// Somebody who may do something does it, mostly with all it needs.
    fn guided(&mut self, names: &[&'static str]) -> (&'static str, Command) {
        let start = self.chance.below(names.len());
        for at in 0..names.len() {
            let who = names[(start + at) % names.len()];
            let offers = self.story.with(who, available);
            let ends = |effect| matches!(effect, Effect::Void | Effect::Decline);
            let mut offer = self.chance.pick(&offers).cloned();
            if offer.as_ref().is_some_and(|offer| ends(offer.effect)) && self.chance.in_hundred(80)
            {
                offer = self.chance.pick(&offers).cloned();
            }
            if let Some(offer) = offer {
                let mut act = act(&offer.action);
                for need in offer.needs {
                    if self.chance.in_hundred(97) {
                        self.fill(&mut act, need);
                    }
                }
                if self.chance.in_hundred(20) {
                    act.reason = Some("补充说明".into());
                }
                return (who, Command::Act(Box::new(act)));
            }
        }
        ("system", Command::Tick)
    }

    fn fill(&mut self, act: &mut Act, need: Need) {
        match need {
            Need::Reason => act.reason = Some("依据清单".into()),
            Need::Field(key) => self.fill_field(act, &key),
            Need::Grade => act.grade = Some(["a", "b", "c"][self.chance.below(3)].into()),
            Need::Unit => act.unit = Some(self.some_unit()),
            Need::Entry => act.entry = Some("entry".into()),
            Need::Evidence { kind, min } => {
                for _ in 0..min {
                    act.evidence.push(photo(&kind, self.story.now));
                }
            }
            Need::Limit => {
                let limits = ["1wd", "2wd", "2h", "9wd"];
                act.limit = limits[self.chance.below(limits.len())].parse().ok();
            }
            Need::Text => act.text = Some("已办理".into()),
            Need::Rating => {
                act.solved = Some(self.chance.in_hundred(50));
                act.treated_well = Some(self.chance.in_hundred(50));
            }
            Need::Reached => act.reached = Some(self.chance.in_hundred(70)),
        }
    }

    fn fill_field(&mut self, act: &mut Act, key: &str) {
        let case = self.story.case();
        let kind = self
            .story
            .types
            .get(&case.case_type, case.type_version)
            .unwrap();
        let field = kind.field(key).unwrap().clone();
        let value = match field.kind {
            FieldType::Matter => return act.matter = Some("06010".into()),
            FieldType::Place => return act.place = Some(super::support::place()),
            FieldType::Choice => FieldValue::Choice(
                field.choices[self.chance.below(field.choices.len())]
                    .0
                    .clone(),
            ),
            FieldType::Flag => FieldValue::Flag(true),
            _ => FieldValue::Text("内容".into()),
        };
        act.gives.insert(key.to_owned(), value);
    }

    /// Any action by anybody with anything.
    fn wild(&mut self, case: &Case) -> Command {
        let kind = self
            .story
            .types
            .get(&case.case_type, case.type_version)
            .unwrap();
        let keys: Vec<String> = kind.actions.iter().map(|a| a.key.clone()).collect();
        let mut act = act(self.chance.pick(&keys).unwrap());
        act.unit = Some(self.some_unit());
        act.reason = Some("试".into());
        act.entry = Some("entry".into());
        act.text = Some("答".into());
        act.reached = Some(true);
        act.solved = Some(false);
        act.evidence = vec![
            photo("after_photo", self.story.now),
            photo("verify_photo", self.story.now),
        ];
        Command::Act(Box::new(act))
    }

    fn answer(&mut self, names: &[&'static str]) -> (&'static str, Command) {
        let case = self.story.case();
        let id = case
            .pending
            .as_ref()
            .map(|asked| asked.id.clone())
            .unwrap_or_default();
        let may: Vec<&'static str> = names
            .iter()
            .copied()
            .filter(|who| self.story.with(who, may_approve))
            .collect();
        let anybody = self.chance.in_hundred(20);
        let of = if anybody || may.is_empty() {
            names
        } else {
            &may
        };
        let who = *self.chance.pick(of).unwrap();
        let allow = self.chance.in_hundred(75);
        let reason = "已阅".to_owned();
        (who, Command::Approve { id, allow, reason })
    }

    fn help(&mut self, case: &Case) -> Command {
        let waiting = case.co_handling.iter().filter(|part| part.done.is_none());
        let waiting: Vec<String> = waiting.map(|part| part.id.clone()).collect();
        match self.chance.pick(&waiting).cloned() {
            Some(id) if self.chance.in_hundred(70) => Command::CoHandleDone {
                id,
                result: "已办".into(),
            },
            Some(id) if self.chance.in_hundred(30) => Command::CoHandleWithdraw {
                id,
                reason: "不需要".into(),
            },
            _ => Command::CoHandle {
                unit: self.some_unit(),
                task: "协助".into(),
                limit: None,
            },
        }
    }

    fn whistle(&mut self, case: &Case) -> Command {
        let Some(id) = case.whistles.last().map(|w| w.id.clone()) else {
            let units = vec![self.some_unit(), self.some_unit()];
            return Command::Whistle {
                units,
                reason: "会商".into(),
                limit: None,
            };
        };
        match self.chance.below(4) {
            0 | 1 => Command::Arrive { id },
            2 => Command::JudgeWhistle {
                id,
                needed: true,
                reason: "需要".into(),
            },
            _ => Command::JudgeResponse {
                id,
                unit: self.some_unit(),
                response: Response::Fair,
            },
        }
    }

    /// What is left of each clock that runs.
    fn lefts(&self, case: &Case) -> BTreeMap<String, (u64, u64)> {
        let running = case.clocks.iter().filter(|run| run.is_running());
        let told = running.filter_map(|run| {
            let account = self
                .story
                .with("system", |_, ctx| deadline_ledger(run, ctx))
                .ok()?;
            let left = (
                account.remaining.days.left(),
                account.remaining.seconds.left(),
            );
            Some((run.key.clone(), left))
        });
        told.collect()
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

    /// The rules once more, by what the walk itself has seen.
    fn follow(
        &mut self,
        who: &str,
        command: &Command,
        before: &Case,
        case: &Case,
        events: &[Event],
        left: &BTreeMap<String, (u64, u64)>,
    ) -> Result<(), String> {
        let actor = &self.story.people[who];
        let of_handler = actor.unit().is_some() && actor.unit() == before.handler.as_ref();
        let helps = matches!(
            command,
            Command::CoHandleDone { .. } | Command::Arrive { .. }
        );
        let acts = matches!(command, Command::Act(_)) && of_handler && !before.is_ended();
        if acts || helps {
            self.shadow.handled.insert(who.to_owned());
            if self.shadow.verified.as_deref() == Some(who) {
                self.shadow.verified = None;
            }
        }
        if let Command::Approve { allow, .. } = command {
            let asked = self
                .shadow
                .asked
                .take()
                .ok_or("approved what nobody asked")?;
            if asked.asked_by.person == who {
                return Err(format!("{who} decided their own request"));
            }
            if !allow && (case.state != before.state || case.pending.is_some()) {
                return Err("a refusal moved the case".into());
            }
        }
        let kind = self
            .story
            .types
            .get(&before.case_type, before.type_version)
            .unwrap()
            .clone();
        for event in events {
            self.follow_event(event, who, before, case, left)?;
        }
        self.shadow.asked.clone_from(&case.pending);
        if case.phase == Phase::Closed && before.phase != Phase::Closed {
            let verifier = self.shadow.verified.as_deref();
            if verifier.is_none_or(|person| self.shadow.handled.contains(person)) {
                return Err("closed without another's verification".into());
            }
            let last = case.acts.last().unwrap();
            if kind.action(&last.action).map(|a| a.effect) != Some(Effect::Close) {
                return Err("closed by another effect".into());
            }
        }
        if case.owner.is_none() != case.is_ended() {
            return Err("an open case is nobody's, or an ended one somebody's".into());
        }
        self.dues(case)
    }

    fn follow_event(
        &mut self,
        event: &Event,
        who: &str,
        before: &Case,
        case: &Case,
        left: &BTreeMap<String, (u64, u64)>,
    ) -> Result<(), String> {
        match event {
            Event::Verified { person } => {
                if self.shadow.handled.contains(person) {
                    return Err(format!("{person} verified what they handled"));
                }
                self.shadow.verified = Some(person.clone());
            }
            Event::SentBack | Event::Reopened => self.shadow.verified = None,
            Event::Returned { returned } => {
                let unit = before
                    .handler
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                if self.shadow.returned.contains(&unit) || returned.entry.is_empty() {
                    return Err(format!("{unit} returned it again, or without an entry"));
                }
                if case.owner.as_ref().map(|o| o.unit.to_string()) != Some(unit.clone()) {
                    return Err("whoever returned it is not responsible any more".into());
                }
                self.shadow.returned.push(unit);
                let alarmed = case.alarms.iter().any(|alarm| alarm.code == "bounced");
                if alarmed != (self.shadow.returned.len() >= 3) {
                    return Err("the third bounce and its alarm".into());
                }
            }
            // A suspension is always allowed by somebody, so what was left was asked before.
            Event::ClockPaused { key, pause } => {
                if pause.allowed_by.is_empty() || pause.ground.is_empty() {
                    return Err("a pause without ground".into());
                }
                let left = left.get(key).ok_or("paused what did not run")?;
                self.shadow.left.insert(key.clone(), *left);
            }
            Event::ClockResumed { key, .. } => {
                let now = self.lefts(case).get(key).copied();
                let then = self.shadow.left.remove(key);
                if now != then {
                    return Err(format!("{key}: {then:?} was left, now {now:?}"));
                }
            }
            Event::ClockExtended {
                key,
                due,
                extension,
            } => {
                let run = before.clock(key).ok_or("extended what does not run")?;
                if run
                    .due
                    .is_none_or(|old| due.at <= old || self.story.now > old)
                {
                    return Err("an extension after the end, or one that gains nothing".into());
                }
                if extension.asked_by == extension.allowed_by || extension.allowed_by != who {
                    return Err("an extension that nobody else allowed".into());
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The due instant of each running clock follows from what the run itself says.
    fn dues(&self, case: &Case) -> Result<(), String> {
        for run in case.clocks.iter().filter(|run| run.is_running()) {
            let pauses = run.pauses.iter().map(|pause| calendar::Pause {
                from: pause.from,
                to: pause.to.unwrap(),
                reason: String::new(),
            });
            let extensions = run.extensions.iter().map(|more| calendar::Extension {
                limit: more.by,
                reason: String::new(),
            });
            let options = calendar::Options {
                duty: run.duty.clone(),
                pauses: pauses
                    .filter(|p| p.from.as_second() < p.to.as_second())
                    .collect(),
                extensions: extensions.collect(),
                ..calendar::Options::default()
            };
            let due = self.story.calendar.due_at(run.started, run.limit, &options);
            if due.ok().map(|due| due.at) != run.due {
                return Err(format!("{} is due at another instant", run.key));
            }
        }
        Ok(())
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
