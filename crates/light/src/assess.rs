//! From facts to a light, and the day it will change.

use crate::judge::judge;
use crate::snapshot::Snapshot;
use crate::verdict::Verdict;
use crate::{Colour, Fact, Plan, Reason, ReasonCode, Rule, RuleBook, Task, plan_path, say};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How far after the last date of a task its next change is looked for.
const SCAN_AFTER_DEADLINE_DAYS: i64 = 400;
/// Most days looked at in all.
const SCAN_DAYS_MAX: i64 = 4_000;

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
    /// The first later day on which the colour changes if nothing happens, and to what. Looked
    /// for until 400 days after the task's last date, at most 4,000 days ahead.
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
    /// Total as percent of the target (of the way from the baseline, for stocks and shares
    /// that have one).
    pub ratio_percent: Option<Decimal>,
    /// What the plan expects by the day, as percent of the target.
    pub expected_percent: Option<Decimal>,
    /// `ratio_percent − expected_percent`, in percentage points.
    pub gap_pp: Option<Decimal>,
}

/// The light of a task on a day by one rule. Only facts that stand on `on` count.
pub fn assess(rule: &Rule, task: &Task, facts: &[Fact], on: Date) -> Light {
    light(&|_| Some(rule), task, facts, on, Ahead::Sought)
}

/// The same by the rule in force on each day.
pub(crate) fn by_book(book: &RuleBook, task: &Task, facts: &[Fact], on: Date) -> Light {
    light(&|day| book.on(day), task, facts, on, Ahead::Sought)
}

/// The same where the next change is known.
pub(crate) fn until(
    book: &RuleBook,
    task: &Task,
    facts: &[Fact],
    on: Date,
    next_change: Option<(Date, Colour)>,
) -> Light {
    light(
        &|day| book.on(day),
        task,
        facts,
        on,
        Ahead::Known(next_change),
    )
}

/// What is known of the days ahead.
enum Ahead {
    Sought,
    Known(Option<(Date, Colour)>),
}

type RuleOn<'a> = dyn Fn(Date) -> Option<&'a Rule> + 'a;

fn light(rule_on: &RuleOn<'_>, task: &Task, facts: &[Fact], on: Date, ahead: Ahead) -> Light {
    let known = Snapshot::of(task, facts, on);
    let rule = rule_on(on);
    let verdict = on_day(rule, task, &known, on);
    let due_soon_days = rule.map_or(0, |rule| i64::from(rule.due_soon_days));
    let due_in_days = verdict.next_due.map(|due| plan_path::days_between(on, due));
    Light {
        colour: verdict.colour,
        done: verdict.done,
        reason: say::reason(task, &verdict),
        next_change: match ahead {
            Ahead::Sought => next_change(rule_on, task, &known, on, verdict.colour),
            Ahead::Known(change) => change,
        },
        next_due: verdict.next_due,
        due_soon: due_in_days.is_some_and(|days| (0..=due_soon_days).contains(&days)),
        progress: verdict.progress,
        rule_id: rule.map(|rule| rule.id.clone()).unwrap_or_default(),
        rule_version: rule.map_or(0, |rule| rule.version),
    }
}

fn on_day(rule: Option<&Rule>, task: &Task, known: &Snapshot, on: Date) -> Verdict {
    match rule {
        Some(rule) => judge(rule, task, known, on),
        None => Verdict::new(Colour::Grey, ReasonCode::NoRule),
    }
}

fn next_change(
    rule_on: &RuleOn<'_>,
    task: &Task,
    known: &Snapshot,
    on: Date,
    colour: Colour,
) -> Option<(Date, Colour)> {
    let last = last_date(task).max(on);
    let days = (plan_path::days_between(on, last) + SCAN_AFTER_DEADLINE_DAYS).min(SCAN_DAYS_MAX);
    let mut day = on;
    for _ in 0..days {
        day = day.tomorrow().ok()?;
        let then = on_day(rule_on(day), task, known, day).colour;
        if then != colour {
            return Some((day, then));
        }
    }
    None
}

/// The last date a task knows of.
fn last_date(task: &Task) -> Date {
    let points = match &task.plan {
        Plan::LinearDays => None,
        Plan::Months(points) => points.iter().filter_map(plan_path::month_end).max(),
        Plan::Milestones(points) => points.iter().map(|point| point.due).max(),
    };
    [Some(task.start), task.deadline, points]
        .into_iter()
        .flatten()
        .max()
        .unwrap_or(task.start)
}
