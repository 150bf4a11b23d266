//! The judges: one file per way of measuring.

mod cap;
mod milestones;
mod notes;
mod readings;
mod records;

use crate::snapshot::Snapshot;
use crate::verdict::Verdict;
use crate::{Colour, Kind, MeasuredBy, ReasonCode, Rule, Task};
use jiff::Span;
use jiff::civil::Date;

/// Judges what is known by one rule, as of a day.
pub(crate) fn judge(rule: &Rule, task: &Task, known: &Snapshot, on: Date) -> Verdict {
    if task.kind == Kind::Principle {
        return Verdict::new(Colour::Grey, ReasonCode::NotJudged);
    }
    if on < task.start {
        return not_started(task);
    }
    let verdict = by_measure(rule, task, known, on);
    match first_report_until(rule, task) {
        Some(until) if on <= until && is_behind(&verdict) && !ended(task, on) => {
            first_report_due(verdict, until)
        }
        _ => verdict,
    }
}

fn is_behind(verdict: &Verdict) -> bool {
    matches!(verdict.colour, Colour::Yellow | Colour::Red)
}

/// The last day of the first reports.
fn first_report_until(rule: &Rule, task: &Task) -> Option<Date> {
    let days = Span::new().days(i64::from(rule.first_report_days));
    task.issued_on.map(|issued| issued.saturating_add(days))
}

fn first_report_due(judged: Verdict, until: Date) -> Verdict {
    let mut verdict = Verdict::new(Colour::Grey, ReasonCode::FirstReportDue);
    verdict.numbers.day = Some(until);
    verdict.progress = judged.progress;
    verdict.next_due = Some(until);
    verdict
}

fn by_measure(rule: &Rule, task: &Task, known: &Snapshot, on: Date) -> Verdict {
    match task.measured_by {
        MeasuredBy::Records | MeasuredBy::Cases | MeasuredBy::Projects => {
            records::judge(rule, task, known, on)
        }
        MeasuredBy::Readings | MeasuredBy::Indicators => readings::judge(rule, task, known, on),
        MeasuredBy::Milestones => milestones::judge(rule, task, known, on),
        MeasuredBy::Notes => notes::judge(rule, task, known, on),
    }
}

fn not_started(task: &Task) -> Verdict {
    let mut verdict = Verdict::new(Colour::Grey, ReasonCode::NotStarted);
    verdict.numbers.day = Some(task.start);
    verdict
}

/// Whether the last day in time is over.
fn ended(task: &Task, on: Date) -> bool {
    task.deadline.is_some_and(|deadline| deadline < on)
}
