//! Keys stand once, and whatever is named exists.

use super::super::problem::Log;
use super::super::raw::{RawType, Word};
use super::super::read::at;
use super::super::{CaseType, Overstay, Trigger};
use super::{actions, clocks, fields, states};

/// Keys of the record that no action may have.
const RESERVED: [&str; 4] = ["open", "hand_over", "migrate", "grade"];

pub(super) fn check(kind: &CaseType, raw: &RawType, log: &mut Log<'_>) {
    let mut names = Names { kind, log };
    names.once(raw.state.iter().map(|part| &part.get_ref().key));
    names.once(raw.action.iter().map(|part| &part.get_ref().key));
    names.once(raw.clock.iter().map(|part| &part.get_ref().key));
    names.once(raw.field.iter().map(|part| &part.get_ref().key));
    names.state(&raw.initial);
    for (state, raw) in states(kind, raw) {
        if let Some(clock) = &raw.clock {
            names.clock(clock);
        }
        if let (Overstay::Act(_), Some(word)) = (&state.on_overstay, &raw.on_overstay) {
            names.action(word);
        }
    }
    for (_, raw) in actions(kind, raw) {
        names.reserved(&raw.key);
        for state in raw.from.iter().chain(raw.to.as_ref()) {
            names.state(state);
        }
        for field in raw.gives.iter().chain(&raw.corrects) {
            names.given(field);
        }
        if let Some(clock) = &raw.clock {
            names.clock(clock);
        }
    }
    for (clock, raw) in clocks(kind, raw) {
        let all = clock.starts.iter().chain(&clock.stops);
        for (trigger, word) in all.zip(raw.starts.iter().chain(&raw.stops)) {
            names.trigger(trigger, word);
        }
        for (grade, limit) in &raw.by_grade {
            if !kind.grades.iter().any(|known| known.key == *grade) {
                names.unknown(at(limit), "grade_unknown", "等级", grade);
            }
        }
        names.choices(raw);
    }
    for (_, raw) in fields(kind, raw) {
        names.reserved(&raw.key);
        if let Some(state) = &raw.required_at {
            names.state(state);
        }
    }
    for migration in &raw.migration {
        for state in migration.get_ref().states.values() {
            names.state(state);
        }
    }
}

struct Names<'a, 'b, 'c> {
    kind: &'a CaseType,
    log: &'b mut Log<'c>,
}

impl Names<'_, '_, '_> {
    fn unknown(&mut self, place: usize, code: &'static str, what: &str, key: &str) {
        self.log.at(place, code, format!("没有{what}“{key}”"));
    }

    fn once<'w>(&mut self, keys: impl Iterator<Item = &'w Word>) {
        let mut seen: Vec<&str> = Vec::new();
        for key in keys {
            if seen.contains(&key.get_ref().as_str()) {
                let message = format!("“{}”出现两次", key.get_ref());
                self.log.at(at(key), "key_duplicate", message);
            }
            seen.push(key.get_ref());
        }
    }

    fn reserved(&mut self, key: &Word) {
        if RESERVED.contains(&key.get_ref().as_str()) {
            let message = format!("“{}”是系统保留的名称", key.get_ref());
            self.log.at(at(key), "key_reserved", message);
        }
    }

    fn state(&mut self, word: &Word) {
        if self.kind.state(word.get_ref()).is_none() {
            self.unknown(at(word), "state_unknown", "状态", word.get_ref());
        }
    }

    fn action(&mut self, word: &Word) {
        if self.kind.action(word.get_ref()).is_none() {
            self.unknown(at(word), "action_unknown", "动作", word.get_ref());
        }
    }

    fn clock(&mut self, word: &Word) {
        if self.kind.clock(word.get_ref()).is_none() {
            self.unknown(at(word), "clock_unknown", "时钟", word.get_ref());
        }
    }

    fn given(&mut self, word: &Word) {
        let key = word.get_ref().as_str();
        let graded = key == "grade" && !self.kind.grades.is_empty();
        if !graded && self.kind.field(key).is_none() {
            self.unknown(at(word), "field_unknown", "字段", key);
        }
    }

    fn trigger(&mut self, trigger: &Trigger, word: &Word) {
        let (known, what, code, key) = match trigger {
            Trigger::Enter(key) | Trigger::Leave(key) => {
                (self.kind.state(key).is_some(), "状态", "state_unknown", key)
            }
            Trigger::Action(key) => (
                self.kind.action(key).is_some(),
                "动作",
                "action_unknown",
                key,
            ),
        };
        if !known {
            self.unknown(at(word), code, what, key);
        }
    }

    /// A limit by field names a field of choices and only its choices.
    fn choices(&mut self, raw: &super::super::raw::RawClock) {
        let Some(word) = raw.by_field.get("field") else {
            if let Some(limit) = raw.by_field.values().next() {
                self.log
                    .at(at(limit), "field_missing", "by_field 应写明 field");
            }
            return;
        };
        let field = self.kind.field(word.get_ref());
        let Some(field) = field.filter(|field| !field.choices.is_empty()) else {
            return self.unknown(at(word), "field_unknown", "可选字段", word.get_ref());
        };
        for (choice, limit) in raw.by_field.iter().filter(|(key, _)| *key != "field") {
            if !field.choices.iter().any(|(key, _)| key == choice) {
                self.unknown(at(limit), "choice_unknown", "选项", choice);
            }
        }
    }
}
