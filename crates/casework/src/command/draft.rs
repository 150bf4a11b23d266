//! A case while a command is being decided: each event is folded in as it is made, so that the
//! next one sees it.

use crate::case::{Alarm, Case, Owner, Step, Who};
use crate::case_type::{CaseType, OwnerRule, StateSpec};
use crate::clock::start;
use crate::{Context, Event, Refusal, evolve};

/// The case so far and the events that made it so.
pub(crate) struct Draft<'a> {
    pub case: Case,
    pub kind: &'a CaseType,
    pub events: Vec<Event>,
}

impl<'a> Draft<'a> {
    /// A draft of a case. Errors: `type_unknown`.
    pub fn of(case: &Case, ctx: &Context<'a>) -> Result<Self, Refusal> {
        let kind = ctx.types.get(&case.case_type, case.type_version);
        let kind = kind.ok_or_else(|| {
            Refusal::new("type_unknown")
                .with("type", &case.case_type)
                .with("version", case.type_version)
        })?;
        Ok(Self {
            case: case.clone(),
            kind,
            events: Vec::new(),
        })
    }

    /// One more event.
    pub fn push(&mut self, event: Event) {
        evolve::apply(&mut self.case, &event);
        self.events.push(event);
    }

    /// The present state's declaration. Errors: `state_unknown`.
    pub fn state(&self) -> Result<&'a StateSpec, Refusal> {
        state(self.kind, &self.case.state)
    }

    /// Does an action: clocks stop, the case moves, clocks start. `to` may be the state it is
    /// in. What waits for approval lapses when the case moves on.
    pub fn step(
        &mut self,
        action: &str,
        to: &str,
        by: &Who,
        reason: Option<String>,
        ctx: &Context<'_>,
    ) -> Result<(), Refusal> {
        let from = self.case.state.clone();
        let next = state(self.kind, to)?;
        self.lapse(&from, to, ctx);
        self.stop_clocks(&from, action, next, ctx);
        let owner = self.owner_in(&from, next, ctx)?;
        self.push(Event::Acted {
            act: Step {
                at: ctx.now,
                action: action.to_owned(),
                person: by.person.clone(),
                unit: by.unit.clone(),
                from: from.clone(),
                to: to.to_owned(),
                reason,
            },
            phase: next.phase,
            owner,
        });
        if next.is_final {
            return Ok(());
        }
        self.start_clocks(Some(&from), Some(action), to, ctx)
    }

    /// What waits for approval is overtaken by a move.
    pub fn lapse(&mut self, from: &str, to: &str, ctx: &Context<'_>) {
        if from != to && self.case.pending.is_some() {
            self.push(Event::ApprovalDecided {
                by: None,
                at: ctx.now,
                allowed: false,
                reason: "案件已转入其他环节".to_owned(),
            });
        }
    }

    fn stop_clocks(&mut self, from: &str, action: &str, next: &StateSpec, ctx: &Context<'_>) {
        let open = self.case.clocks.iter().filter(|run| run.stopped.is_none());
        let stops = open.filter(|run| {
            let spec = self.kind.clock(&run.key);
            let hit = spec.is_some_and(|spec| {
                let mut stops = spec.stops.iter();
                stops.any(|trigger| trigger.hits(Some(from), Some(action), &next.key))
            });
            hit || next.is_final
        });
        let keys: Vec<String> = stops.map(|run| run.key.clone()).collect();
        for key in keys {
            self.push(Event::ClockStopped { key, at: ctx.now });
        }
    }

    /// Starts what the step starts and is not running yet.
    pub fn start_clocks(
        &mut self,
        from: Option<&str>,
        action: Option<&str>,
        to: &str,
        ctx: &Context<'_>,
    ) -> Result<(), Refusal> {
        for spec in &self.kind.clocks {
            let hit = spec.starts.iter().any(|t| t.hits(from, action, to));
            if hit && self.case.clock(&spec.key).is_none() {
                let run = start(spec, &self.case, self.case.owner.as_ref(), ctx)?;
                self.push(Event::ClockStarted { run });
            }
        }
        Ok(())
    }

    /// Whose the case is after a step; whoever took it keeps it while it stays where it is.
    pub fn owner_in(
        &self,
        from: &str,
        next: &StateSpec,
        ctx: &Context<'_>,
    ) -> Result<Option<Owner>, Refusal> {
        let unit = match next.owner {
            OwnerRule::None => return Ok(None),
            OwnerRule::Centre => ctx.centre,
            OwnerRule::Arbiter => ctx.arbiter,
            OwnerRule::Handler => {
                let handler = self.case.handler.as_ref();
                handler.ok_or_else(|| Refusal::new("no_handler"))?
            }
        };
        let kept = self.case.owner.as_ref();
        let kept = kept.filter(|owner| from == next.key && owner.unit == *unit);
        Ok(Some(Owner {
            unit: unit.clone(),
            role: next.role.clone(),
            person: kept.and_then(|owner| owner.person.clone()),
        }))
    }

    /// Raises an alarm, unless it was raised on the same occasion before.
    pub fn alarm(&mut self, code: &str, about: String, text: String, ctx: &Context<'_>) {
        let mut known = self.case.alarms.iter();
        if !known.any(|alarm| alarm.code == code && alarm.about == about) {
            self.push(Event::Alarmed {
                alarm: Alarm {
                    code: code.to_owned(),
                    about,
                    at: ctx.now,
                    text,
                },
            });
        }
    }
}

/// A state of a type. Errors: `state_unknown`.
pub(crate) fn state<'a>(kind: &'a CaseType, key: &str) -> Result<&'a StateSpec, Refusal> {
    kind.state(key)
        .ok_or_else(|| Refusal::new("state_unknown").with("state", key))
}
