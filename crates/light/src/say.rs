//! From a verdict's numbers to a reason's arguments.

use crate::reason::names_in;
use crate::verdict::Verdict;
use crate::{Arg, Plan, Reason, Task, reason_words};
use figure::Basis;
use rust_decimal::Decimal;

/// The reason of a verdict: every name its sentence uses, with its number.
pub(crate) fn reason(task: &Task, verdict: &Verdict) -> Reason {
    let args = names_in(reason_words::words(verdict.code))
        .filter_map(|name| Some((name.to_owned(), arg(task, verdict, name)?)))
        .collect();
    Reason {
        code: verdict.code,
        args,
        hedge: task.hedge.clone(),
    }
}

fn arg(task: &Task, verdict: &Verdict, name: &str) -> Option<Arg> {
    let numbers = &verdict.numbers;
    let progress = verdict.progress.as_ref();
    let target = task.target.as_ref();
    let amount = |value: Decimal| Arg::Amount {
        value,
        unit: target.map(|target| target.unit.clone()).unwrap_or_default(),
    };
    let in_points = target.is_some_and(|target| {
        matches!(
            target.basis,
            Basis::Growth | Basis::Share | Basis::ChangePoints
        )
    });
    match name {
        "total" => numbers.total.map(amount),
        "target" => numbers.target.map(amount),
        "target_hi" => numbers.target_hi.map(amount),
        "reading" => numbers.reading.map(amount),
        "other" => numbers.other.map(amount),
        "tolerance" if in_points => numbers.tolerance.map(Arg::Points),
        "tolerance" => numbers.tolerance.map(amount),
        "ratio" => progress?.ratio_percent.map(Arg::Percent),
        "expected" => progress?.expected_percent.map(Arg::Percent),
        "gap" => progress?.gap_pp.map(|gap| Arg::Points(gap.abs())),
        "day" => numbers.day.map(Arg::Day),
        "days" => numbers.days.map(Arg::Days),
        "limit" => numbers.limit_days.map(Arg::Days),
        "done" => numbers.done_count.map(Arg::Count),
        "of" => numbers.of_count.map(Arg::Count),
        "point" => Some(Arg::Text(point_title(task, numbers.point?))),
        "partner" => Some(Arg::Text(partner_name(task))),
        _ => None,
    }
}

/// The point's own words; for a task that is one point, what the target or plan calls it.
fn point_title(task: &Task, index: usize) -> String {
    match &task.plan {
        Plan::Milestones(points) => points.get(index).map(|point| point.title.clone()),
        _ => None,
    }
    .unwrap_or_else(|| "完成".to_owned())
}

fn partner_name(task: &Task) -> String {
    task.target
        .as_ref()
        .and_then(|target| target.in_step_with.clone())
        .unwrap_or_else(|| "参照指标".to_owned())
}
