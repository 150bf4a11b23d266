//! From facts to colour.

use crate::{Colour, Fact, Reason, ReasonCode, Rule, RuleBook, Task};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A light on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Light {
    /// The colour.
    pub colour: Colour,
    /// The target is reached, or every point done.
    pub done: bool,
    /// Why.
    pub reason: Reason,
    /// How far it is, where that can be counted.
    pub progress: Option<Progress>,
    /// The first later day on which the colour changes if nothing happens, and to what.
    pub next_change: Option<(Date, Colour)>,
    /// The next day something unfinished falls due.
    pub next_due: Option<Date>,
    /// Whether that is within the rule's `due_soon_days`.
    pub due_soon: bool,
    /// The rule used; empty when none was in force.
    pub rule_id: String,
    /// Its version; 0 when none was in force.
    pub rule_version: u32,
}

/// How far a task is. Exact; rounded only when printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Sum of records, latest reading, or number of points done, in the target's unit.
    pub total: Decimal,
    /// Total as percent of the target.
    pub ratio_percent: Option<Decimal>,
    /// What the plan expects by the day, as percent of the target.
    pub expected_percent: Option<Decimal>,
    /// `ratio_percent − expected_percent`, in percentage points.
    pub gap_pp: Option<Decimal>,
}

/// The light of a task on a day by one rule.
pub fn assess(rule: &Rule, task: &Task, facts: &[Fact], on: Date) -> Light {
    let _ = (task, facts, on);
    Light {
        colour: Colour::Grey,
        done: false,
        reason: Reason {
            code: ReasonCode::NotJudged,
            args: Default::default(),
        },
        progress: None,
        next_change: None,
        next_due: None,
        due_soon: false,
        rule_id: rule.id.clone(),
        rule_version: rule.version,
    }
}

pub(crate) fn by_book(book: &RuleBook, task: &Task, facts: &[Fact], on: Date) -> Light {
    match book.on(on) {
        Some(rule) => assess(rule, task, facts, on),
        None => Light {
            colour: Colour::Grey,
            done: false,
            reason: Reason {
                code: ReasonCode::NoRule,
                args: Default::default(),
            },
            progress: None,
            next_change: None,
            next_due: None,
            due_soon: false,
            rule_id: String::new(),
            rule_version: 0,
        },
    }
}
