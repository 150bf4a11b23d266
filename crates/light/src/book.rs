//! All versions of the rules, and which is in force on a day.

use crate::{Colour, Fact, Light, Rule, Task};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The rule versions of a district.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleBook {
    /// In any order.
    pub rules: Vec<Rule>,
}

impl RuleBook {
    /// The rule in force on a day: the latest valid one, the higher version on equal days.
    pub fn on(&self, date: Date) -> Option<&Rule> {
        self.rules
            .iter()
            .filter(|rule| rule.valid_from <= date)
            .max_by_key(|rule| (rule.valid_from, rule.version))
    }

    /// The light of a day by the rule in force on that day; grey where there is none.
    /// `next_change` takes rule versions into account that start later.
    pub fn assess(&self, task: &Task, facts: &[Fact], on: Date) -> Light {
        crate::assess::by_book(self, task, facts, on)
    }

    /// As [`RuleBook::assess`], with a next change that is known already: looking for it takes a
    /// judgement for each day until then, and nothing moves it but facts, terms and rules.
    pub fn assess_until(
        &self,
        task: &Task,
        facts: &[Fact],
        on: Date,
        next_change: Option<(Date, Colour)>,
    ) -> Light {
        crate::assess::until(self, task, facts, on, next_change)
    }
}
