//! The rules once more, by what the walk itself has seen.

use super::Walk;
use crate::clock::deadline_ledger;
use crate::{Approval, Case, Command, Effect, Event, Phase};
use std::collections::{BTreeMap, BTreeSet};

/// What the walk knows by itself, apart from the state it checks.
#[derive(Default)]
pub struct Shadow {
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

impl Walk<'_> {
    /// What is left of each clock that runs.
    pub fn lefts(&self, case: &Case) -> BTreeMap<String, (u64, u64)> {
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

    /// The rules once more, by what the walk itself has seen.
    pub fn follow(
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
            Event::Verified { person, .. } => {
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
}
