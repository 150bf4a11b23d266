//! What a case holds by code, in words.

use super::detail_view::{DispatchView, NoteView, PendingView, StepView, TogetherView};
use crate::Actor;
use crate::district::unit_name;
use casework::Case;
use jiff::Timestamp;
use privacy::mask_persons;
use profile::Profile;
use std::collections::HashMap;

/// Puts what a case holds by code into words.
pub(super) struct Telling<'a> {
    pub profile: &'a Profile,
    pub people: &'a HashMap<String, String>,
    pub kind: &'a casework::CaseType,
    pub now: Timestamp,
}

impl Telling<'_> {
    pub fn person(&self, id: &str) -> String {
        if id == casework::REPORTER {
            return "反映人".to_owned();
        }
        self.people
            .get(id)
            .cloned()
            .unwrap_or_else(|| id.to_owned())
    }
    fn unit(&self, code: Option<&org::UnitCode>) -> String {
        code.map(|c| unit_name(self.profile, c.as_str()))
            .unwrap_or_default()
    }
    fn state(&self, key: &str) -> String {
        let state = self.kind.state(key);
        state.map_or_else(|| key.to_owned(), |s| s.name.clone())
    }
    fn action(&self, key: &str) -> String {
        let own = self.kind.action(key).map(|a| a.name.clone());
        own.unwrap_or_else(|| match key {
            "open" => "上报".to_owned(),
            "hand_over" => "移交".to_owned(),
            "migrate" => "版本迁移".to_owned(),
            other => other.to_owned(),
        })
    }
    /// Words of an alarm, codes of units by their names.
    pub fn words(&self, text: &str) -> String {
        let named = |word: &str| {
            let code = org::UnitCode::parse(word).ok()?;
            self.profile.directory.get(&code).map(|u| u.name.clone())
        };
        // A code stands between blanks or after a colon.
        let word = |w: &str| match w.rsplit_once('：') {
            Some((before, code)) => named(code).map(|name| format!("{before}：{name}")),
            None => named(w),
        };
        let words = text
            .split(' ')
            .map(|w| word(w).unwrap_or_else(|| w.to_owned()));
        words.collect::<Vec<_>>().join(" ")
    }
    pub fn step(&self, act: &casework::Step) -> StepView {
        StepView {
            at: act.at,
            action: self.action(&act.action),
            person: self.person(&act.person),
            unit: self.unit(act.unit.as_ref()),
            to: if act.from == act.to && act.action != "open" {
                String::new()
            } else {
                self.state(&act.to)
            },
            reason: act.reason.clone(),
        }
    }
    pub fn dispatch(&self, d: &casework::Dispatch) -> DispatchView {
        let upheld = casework::ArbitrationResult::Upheld;
        DispatchView {
            unit: self.unit(Some(&d.unit)),
            at: d.at,
            by: self.person(&d.by.person),
            entry: d.entry.clone(),
            returned: d
                .returned
                .as_ref()
                .map(|r| (r.at, r.entry.clone(), r.reason.clone())),
            arbitration: d
                .arbitration
                .as_ref()
                .map(|a| (a.at, a.result == upheld, a.reason.clone())),
        }
    }
    pub fn pending(&self, p: &casework::Approval) -> PendingView {
        PendingView {
            id: p.id.clone(),
            action: self.action(&p.action),
            by: self.person(&p.asked_by.person),
            at: p.asked_at,
            reason: p.reason.clone(),
            approvers: p.approvers.clone(),
            may_decide: false,
        }
    }
    pub fn note(&self, n: &casework::Note) -> NoteView {
        NoteView {
            at: n.at,
            by: self.person(&n.by.person),
            text: mask_persons(&n.text),
        }
    }
    pub fn together(&self, case: &Case, actor: &Actor, may_act: bool) -> Vec<TogetherView> {
        let mine = |unit: &org::UnitCode| may_act && *unit == actor.unit;
        let open = !case.is_ended();
        let helpers = case.co_handling.iter().map(|part| {
            let asked_by_me = part.asked_by.unit.as_ref().is_some_and(&mine);
            let mut may = vec![];
            if part.done.is_none() && open {
                if mine(&part.unit) {
                    may.push("done");
                }
                if asked_by_me {
                    may.push("withdraw");
                }
            }
            TogetherView {
                id: part.id.clone(),
                kind: "co_handling",
                unit: part.unit.to_string(),
                unit_name: self.unit(Some(&part.unit)),
                task: part.task.clone(),
                due: part.due,
                done: part.done.as_ref().map(|d| d.at),
                result: part
                    .done
                    .as_ref()
                    .map(|d| d.result.clone())
                    .unwrap_or_default(),
                late: part.done.as_ref().map_or(self.now, |d| d.at) > part.due,
                may,
            }
        });
        let called = case.whistles.iter().flat_map(|w| {
            w.called.iter().map(move |c| {
                let mut may = vec![];
                if mine(&c.unit) && c.arrived.is_none() && open {
                    may.push("arrive");
                }
                if mine(&c.unit) && c.needed.is_none() {
                    may.push("judge_whistle");
                }
                if mine(&w.by_unit) && c.response.is_none() {
                    may.push("judge_response");
                }
                let needed = c.needed.as_ref().map(|n| {
                    if n.needed {
                        "确有必要"
                    } else {
                        "并无必要"
                    }
                });
                let response = c.response.map(|r| match r {
                    casework::Response::Good => "响应好",
                    casework::Response::Fair => "响应一般",
                    casework::Response::Poor => "响应差",
                });
                let words: Vec<&str> = needed.into_iter().chain(response).collect();
                TogetherView {
                    id: w.id.clone(),
                    kind: "whistle",
                    unit: c.unit.to_string(),
                    unit_name: self.unit(Some(&c.unit)),
                    task: w.reason.clone(),
                    due: c.due,
                    done: c.arrived,
                    result: words.join("；"),
                    late: c.arrived.unwrap_or(self.now) > c.due,
                    may,
                }
            })
        });
        helpers.chain(called).collect()
    }
}
