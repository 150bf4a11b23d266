//! Targets measured by the sum of records against the plan's path.

use super::{cap, ended};
use crate::plan_path::{PLAN_POINTS_MAX, expected_percent, month_end, percent};
use crate::snapshot::Snapshot;
use crate::verdict::{Numbers, Verdict};
use crate::{Colour, Plan, Progress, ReasonCode, Rule, Task};
use figure::Comparator;
use jiff::civil::Date;
use rust_decimal::Decimal;

pub(super) fn judge(rule: &Rule, task: &Task, known: &Snapshot, on: Date) -> Verdict {
    let Some(target) = &task.target else {
        return Verdict::new(Colour::Grey, ReasonCode::NoTarget);
    };
    let Some(total) = known.total else {
        return Verdict::new(Colour::Grey, ReasonCode::NotComputable);
    };
    let (goal, soft) = match target.comparator {
        Comparator::NonDecreasing => (task.baseline, true),
        Comparator::InStep => (None, true),
        Comparator::Approx => (target.value, true),
        _ => (target.value, false),
    };
    let Some(goal) = goal else {
        return Verdict::new(Colour::Grey, ReasonCode::NoValue);
    };
    if matches!(target.comparator, Comparator::Le | Comparator::Lt) {
        return cap::judge(rule, task, known, on, cap::Cap { total, goal });
    }
    if goal <= Decimal::ZERO {
        return Verdict::new(Colour::Grey, ReasonCode::NotComputable);
    }
    let Path { progress, numbers } = path(task, total, goal, on);
    let numbers = Numbers {
        target_hi: target.value_hi,
        ..numbers
    };
    let verdict = |colour, code| {
        Verdict::new(colour, code)
            .numbers(numbers)
            .progress(progress.clone())
    };
    let goal_met = match target.comparator {
        Comparator::Gt => total > goal,
        Comparator::Approx => total >= lowered(goal, rule.approx_tolerance_percent),
        _ => total >= goal,
    };
    if goal_met && known.amounts > 0 {
        let code = match target.value_hi {
            Some(high) if total > high => ReasonCode::RangeExceeded,
            _ if total < goal => ReasonCode::ReachedNearly,
            _ => ReasonCode::Reached,
        };
        return verdict(Colour::Green, code).done();
    }
    let may_be_red = !soft || rule.approx_red;
    if ended(task, on) {
        let (colour, code) = if may_be_red {
            (Colour::Red, ReasonCode::Overdue)
        } else {
            (Colour::Yellow, ReasonCode::EndedBelow)
        };
        return verdict(colour, code);
    }
    let due = next_due(task, total, goal, on);
    let Some(gap) = progress.gap_pp else {
        return verdict(Colour::Grey, ReasonCode::NoPath).due(due);
    };
    let (colour, code) = by_gap(rule, gap, may_be_red);
    if colour == Colour::Green && known.amounts == 0 {
        return verdict(Colour::Grey, ReasonCode::NothingDueYet).due(due);
    }
    verdict(colour, code).due(due)
}

/// Colour of a gap between completion and schedule.
pub(super) fn by_gap(rule: &Rule, gap: Decimal, may_be_red: bool) -> (Colour, ReasonCode) {
    // Twelve places undo the rounding of divisions at a threshold, far below what prints.
    let gap = gap.round_dp(12);
    if gap >= Decimal::ZERO {
        (Colour::Green, ReasonCode::PathAhead)
    } else if gap >= rule.green_gap_pp {
        (Colour::Green, ReasonCode::PathWithin)
    } else if gap >= rule.yellow_gap_pp {
        (Colour::Yellow, ReasonCode::PathBehind)
    } else if may_be_red {
        (Colour::Red, ReasonCode::PathFarBehind)
    } else {
        (Colour::Yellow, ReasonCode::PathBehind)
    }
}

pub(super) struct Path {
    pub progress: Progress,
    pub numbers: Numbers,
}

/// Completion against schedule, from raw amounts (domain 3.2: never from printed percentages).
pub(super) fn path(task: &Task, total: Decimal, goal: Decimal, on: Date) -> Path {
    let ratio = percent(total, goal);
    let expected = expected_percent(task, goal, on);
    let gap = ratio
        .zip(expected)
        .and_then(|(ratio, expected)| ratio.checked_sub(expected));
    Path {
        progress: Progress {
            total,
            ratio_percent: ratio,
            expected_percent: expected,
            gap_pp: gap,
        },
        numbers: Numbers {
            total: Some(total),
            target: Some(goal),
            day: task.deadline,
            ..Numbers::default()
        },
    }
}

/// The goal less some percent of it.
pub(super) fn lowered(goal: Decimal, by_percent: Decimal) -> Decimal {
    goal.checked_mul(by_percent)
        .and_then(|part| part.checked_div(Decimal::ONE_HUNDRED))
        .and_then(|part| goal.checked_sub(part.abs()))
        .unwrap_or(goal)
}

/// The next node of the plan not yet reached, else the deadline.
fn next_due(task: &Task, total: Decimal, goal: Decimal, on: Date) -> Option<Date> {
    let ahead = |day: &Date| *day >= on;
    let deadline = task.deadline.filter(ahead);
    let node = match &task.plan {
        Plan::LinearDays => None,
        Plan::Months(points) => points
            .iter()
            .take(PLAN_POINTS_MAX)
            .filter(|point| point.cumulative > total)
            .filter_map(month_end)
            .filter(ahead)
            .min(),
        Plan::Milestones(points) => points
            .iter()
            .take(PLAN_POINTS_MAX)
            .map(|point| point.due)
            .filter(ahead)
            .filter(|due| {
                let expected = expected_percent(task, goal, *due);
                percent(total, goal)
                    .zip(expected)
                    .is_none_or(|(ratio, expected)| ratio < expected)
            })
            .min(),
    };
    [node, deadline].into_iter().flatten().min()
}
