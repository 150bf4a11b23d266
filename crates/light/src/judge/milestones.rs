//! Commitments whose points are reached, each with evidence.

use super::ended;
use crate::plan_path::{PLAN_POINTS_MAX, days_between, expected_percent, percent};
use crate::snapshot::Snapshot;
use crate::verdict::{Numbers, Verdict};
use crate::{Colour, Plan, Progress, ReasonCode, Rule, Task};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Judges by the most delayed point; a task without points of its own is one point, due at
/// its deadline.
pub(super) fn judge(rule: &Rule, task: &Task, known: &Snapshot, on: Date) -> Verdict {
    let points = points_of(task);
    let is_done = |index: usize| u16::try_from(index).is_ok_and(|i| known.points.contains(&i));
    let done = (0..points.len()).filter(|index| is_done(*index)).count();
    let undone = |(index, _): &(usize, &(Option<Date>, Decimal))| !is_done(*index);
    let progress = progress_of(task, &points, &is_done, done, on);
    let numbers = Numbers {
        done_count: u32::try_from(done).ok(),
        of_count: u32::try_from(points.len()).ok(),
        day: task.deadline,
        ..Numbers::default()
    };
    let verdict = |colour, code, numbers| {
        Verdict::new(colour, code)
            .numbers(numbers)
            .progress(progress.clone())
    };
    if done == points.len() {
        return verdict(Colour::Green, ReasonCode::AllPointsDone, numbers).done();
    }
    let next = points
        .iter()
        .enumerate()
        .filter(undone)
        .filter_map(|(index, (due, _))| Some((due.as_ref().copied()?, index)))
        .min();
    let due = next.map(|(day, _)| day).filter(|day| *day >= on);
    let due = due.or_else(|| task.deadline.filter(|deadline| *deadline >= on));
    if ended(task, on) {
        let days = task.deadline.map(|deadline| days_between(deadline, on));
        return verdict(
            Colour::Red,
            ReasonCode::PointsOverdue,
            Numbers { days, ..numbers },
        );
    }
    let Some((day, index)) = next else {
        return verdict(Colour::Grey, ReasonCode::NoDeadline, numbers);
    };
    let late = days_between(day, on);
    let numbers = Numbers {
        day: Some(day),
        days: Some(late.abs()),
        point: Some(index),
        ..numbers
    };
    let (colour, code) = if late > i64::from(rule.milestone_late_red_days) {
        (Colour::Red, ReasonCode::PointLate)
    } else if late > i64::from(rule.milestone_late_yellow_days) {
        (Colour::Yellow, ReasonCode::PointLate)
    } else if done > 0 {
        (Colour::Green, ReasonCode::PointsInTime)
    } else {
        (Colour::Grey, ReasonCode::NoPointDueYet)
    };
    verdict(colour, code, numbers).due(due)
}

fn points_of(task: &Task) -> Vec<(Option<Date>, Decimal)> {
    match &task.plan {
        Plan::Milestones(points) if !points.is_empty() => points
            .iter()
            .take(PLAN_POINTS_MAX)
            .map(|point| (Some(point.due), point.share_percent))
            .collect(),
        _ => vec![(task.deadline, Decimal::ONE_HUNDRED)],
    }
}

fn progress_of(
    task: &Task,
    points: &[(Option<Date>, Decimal)],
    is_done: &dyn Fn(usize) -> bool,
    done: usize,
    on: Date,
) -> Progress {
    let sum = |only_done: bool| {
        points
            .iter()
            .enumerate()
            .filter(|(index, _)| !only_done || is_done(*index))
            .try_fold(Decimal::ZERO, |sum, (_, (_, share))| {
                sum.checked_add(*share)
            })
    };
    let ratio = sum(true)
        .zip(sum(false))
        .and_then(|(part, all)| percent(part, all));
    let expected = expected_percent(task, Decimal::ONE_HUNDRED, on)
        .filter(|_| matches!(task.plan, Plan::Milestones(_)));
    Progress {
        total: Decimal::from(done),
        ratio_percent: ratio,
        expected_percent: expected,
        gap_pp: ratio
            .zip(expected)
            .and_then(|(ratio, expected)| ratio.checked_sub(expected)),
    }
}
