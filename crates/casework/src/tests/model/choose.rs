//! What is tried next, and by whom.

use super::super::support::{act, photo, place, unit};
use super::Walk;
use crate::{
    Act, Case, Command, Effect, FieldType, FieldValue, Need, Response, available, may_approve,
};

const UNITS: [&str; 8] = ["u1", "u2", "u3", "u4", "u5", "centre", "arbiter", "nowhere"];

impl Walk<'_> {
    pub fn choose(&mut self) -> (&'static str, Command) {
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
            38 => Command::Anonymise {
                texts: case.texts(),
            },
            _ => Command::Tick,
        };
        let system = matches!(
            command,
            Command::Tick | Command::Recalculate | Command::Anonymise { .. }
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
            FieldType::Place => return act.place = Some(place()),
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
}
