//! Targets judged by the latest reading: rates, shares, ranks, stocks (F1-09).

use super::ended;
use super::records::{by_gap, lowered};
use crate::plan_path::{days_between, expected_percent, percent};
use crate::snapshot::{Reading, Snapshot};
use crate::verdict::{Numbers, Verdict};
use crate::{Colour, MeasuredBy, Progress, ReasonCode, Rule, Task};
use figure::{Basis, Comparator, Target};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What a reading must reach, and how it is said.
struct Goal {
    /// The bound, tolerance already taken off.
    bound: Decimal,
    /// The value the report (or the baseline, or the partner measure) gives.
    value: Decimal,
    /// Tolerance taken off.
    tolerance: Decimal,
    /// Whether readings must be at or below it.
    downward: bool,
    /// Whether the bound itself does not count.
    strict: bool,
    /// 左右, 稳步提升, 同步: red only where the rule says so.
    soft: bool,
    /// What to say when met, and when not.
    met: ReasonCode,
    unmet: ReasonCode,
}

pub(super) fn judge(rule: &Rule, task: &Task, known: &Snapshot, on: Date) -> Verdict {
    let Some(target) = &task.target else {
        return Verdict::new(Colour::Grey, ReasonCode::NoTarget);
    };
    let over = ended(task, on);
    let due = task.deadline.filter(|deadline| *deadline >= on);
    let Some(reading) = known.reading else {
        return without_reading(task, target, over).due(due);
    };
    let goal = match goal_of(rule, task, target, known) {
        Ok(goal) => goal,
        Err(code) => {
            let numbers = Numbers {
                reading: Some(reading.value),
                ..Numbers::default()
            };
            return Verdict::new(Colour::Grey, code).numbers(numbers).due(due);
        }
    };
    let numbers = numbers_of(task, &goal, reading);
    let progress = Progress {
        total: reading.value,
        ratio_percent: percent(reading.value, goal.value),
        expected_percent: None,
        gap_pp: None,
    };
    let verdict = |colour, code| {
        Verdict::new(colour, code)
            .numbers(numbers)
            .progress(progress.clone())
    };
    if is_met(&goal, reading.value) {
        if let Some(code) = why_not_green(task, reading, on) {
            return verdict(Colour::Yellow, code)
                .numbers(stale(task, numbers, reading, on))
                .due(due);
        }
        let done = over || is_kept_once_reached(target, &goal);
        let verdict = verdict(Colour::Green, goal.met);
        return if done {
            verdict.done()
        } else {
            verdict.due(due)
        };
    }
    let may_be_red = !goal.soft || rule.approx_red;
    if over {
        let (colour, code) = if may_be_red {
            (Colour::Red, ReasonCode::Overdue)
        } else {
            (Colour::Yellow, ReasonCode::EndedBelow)
        };
        return verdict(colour, code).numbers(Numbers {
            total: Some(reading.value),
            ..numbers
        });
    }
    if let Some(progress) = climb(task, target, &goal, reading.value, on) {
        let gap = progress.gap_pp.unwrap_or_default();
        let (colour, code) = by_gap(rule, gap, may_be_red);
        let (colour, code) = match why_not_green(task, reading, on) {
            Some(why) if colour == Colour::Green => (Colour::Yellow, why),
            _ => (colour, code),
        };
        let numbers = Numbers {
            total: Some(reading.value),
            ..stale(task, numbers, reading, on)
        };
        return Verdict::new(colour, code)
            .numbers(numbers)
            .progress(progress)
            .due(due);
    }
    let shrinks = target.basis == Basis::Growth
        && !goal.downward
        && goal.value > Decimal::ZERO
        && reading.value < Decimal::ZERO;
    if shrinks && may_be_red {
        return verdict(Colour::Red, ReasonCode::GrowthNegative).due(due);
    }
    verdict(Colour::Yellow, goal.unmet).due(due)
}

fn without_reading(task: &Task, target: &Target, over: bool) -> Verdict {
    let soft = is_soft(target.comparator);
    let (colour, code) = match (over, soft) {
        (false, _) => (Colour::Grey, ReasonCode::NoReadingYet),
        (true, false) => (Colour::Red, ReasonCode::OverdueNoReading),
        (true, true) => (Colour::Grey, ReasonCode::EndedWithoutFigure),
    };
    let numbers = Numbers {
        target: target.value,
        day: task.deadline,
        ..Numbers::default()
    };
    Verdict::new(colour, code).numbers(numbers)
}

fn is_soft(comparator: Comparator) -> bool {
    matches!(
        comparator,
        Comparator::Approx | Comparator::NonDecreasing | Comparator::InStep
    )
}

fn goal_of(
    rule: &Rule,
    task: &Task,
    target: &Target,
    known: &Snapshot,
) -> Result<Goal, ReasonCode> {
    let (value, met, unmet, tolerance) = match target.comparator {
        // What a series says is growth already: the year before is in the reading.
        Comparator::NonDecreasing if has_year_before(task) => (
            Decimal::ZERO,
            ReasonCode::NotBelowYearBefore,
            ReasonCode::BelowYearBefore,
            Decimal::ZERO,
        ),
        Comparator::NonDecreasing => {
            let earlier = task
                .baseline
                .or(known.first_reading)
                .ok_or(ReasonCode::NoBaseline)?;
            (
                earlier,
                ReasonCode::NotBelowBaseline,
                ReasonCode::BelowBaseline,
                Decimal::ZERO,
            )
        }
        Comparator::InStep => {
            let other = known.partner.ok_or(ReasonCode::NoPartnerReading)?;
            (
                other,
                ReasonCode::InStep,
                ReasonCode::OutOfStep,
                rule.in_step_tolerance_pp,
            )
        }
        Comparator::Approx => {
            let value = target.value.ok_or(ReasonCode::NoValue)?;
            let tolerance = match target.basis {
                Basis::Growth | Basis::Share | Basis::ChangePoints => rule.approx_tolerance_pp,
                _ => value
                    .checked_sub(lowered(value, rule.approx_tolerance_percent))
                    .ok_or(ReasonCode::NotComputable)?,
            };
            (
                value,
                ReasonCode::NearTarget,
                ReasonCode::BelowNear,
                tolerance,
            )
        }
        _ => {
            let value = target.value.ok_or(ReasonCode::NoValue)?;
            (
                value,
                ReasonCode::ReadingMeets,
                ReasonCode::ReadingBelow,
                Decimal::ZERO,
            )
        }
    };
    let below = matches!(target.comparator, Comparator::Le | Comparator::Lt);
    let shrink = target.basis == Basis::Growth
        && value < Decimal::ZERO
        && matches!(target.comparator, Comparator::Eq | Comparator::Approx);
    let downward = below || shrink;
    let bound = if downward {
        value.checked_add(tolerance)
    } else {
        value.checked_sub(tolerance)
    };
    Ok(Goal {
        bound: bound.ok_or(ReasonCode::NotComputable)?,
        value,
        tolerance,
        downward,
        strict: matches!(target.comparator, Comparator::Gt | Comparator::Lt),
        soft: is_soft(target.comparator),
        met,
        unmet: if downward {
            ReasonCode::ReadingAbove
        } else {
            unmet
        },
    })
}

fn has_year_before(task: &Task) -> bool {
    task.measured_by == MeasuredBy::Indicators && task.baseline == Some(Decimal::ZERO)
}

fn is_met(goal: &Goal, value: Decimal) -> bool {
    match (goal.downward, goal.strict) {
        (false, false) => value >= goal.bound,
        (false, true) => value > goal.bound,
        (true, false) => value <= goal.bound,
        (true, true) => value < goal.bound,
    }
}

/// A stock or share raised to its target is done; a rate of the year only when the year is.
fn is_kept_once_reached(target: &Target, goal: &Goal) -> bool {
    matches!(target.basis, Basis::Level | Basis::Share) && !goal.downward && !goal.soft
}

fn why_not_green(task: &Task, reading: Reading, on: Date) -> Option<ReasonCode> {
    if !reading.proven {
        return Some(ReasonCode::EvidenceMissing);
    }
    let rhythm = i64::from(task.review_every_days?);
    (age(task, reading, on) > rhythm).then_some(ReasonCode::ReadingStale)
}

/// Days since the reading, at most until the deadline: what was fresh then stays so.
fn age(task: &Task, reading: Reading, on: Date) -> i64 {
    let until = task.deadline.map_or(on, |deadline| deadline.min(on));
    days_between(reading.date, until).max(0)
}

fn stale(task: &Task, numbers: Numbers, reading: Reading, on: Date) -> Numbers {
    Numbers {
        days: Some(age(task, reading, on)),
        limit_days: task.review_every_days.map(i64::from),
        ..numbers
    }
}

fn numbers_of(task: &Task, goal: &Goal, reading: Reading) -> Numbers {
    Numbers {
        reading: Some(reading.value),
        target: Some(goal.value),
        other: Some(goal.value),
        tolerance: Some(goal.tolerance),
        day: task.deadline,
        ..Numbers::default()
    }
}

/// A stock or share on its way from the baseline to the target, against the plan's path; none
/// where no way can be drawn. Stocks without a baseline start from nothing.
fn climb(task: &Task, target: &Target, goal: &Goal, value: Decimal, on: Date) -> Option<Progress> {
    if goal.downward
        || matches!(
            target.comparator,
            Comparator::NonDecreasing | Comparator::InStep
        )
    {
        return None;
    }
    let from = match target.basis {
        Basis::Level => task.baseline.unwrap_or_default(),
        Basis::Share => task.baseline?,
        _ => return None,
    };
    let way = goal
        .value
        .checked_sub(from)
        .filter(|way| *way > Decimal::ZERO)?;
    let ratio = percent(value.checked_sub(from)?, way)?;
    let expected = expected_percent(task, way, on)?;
    Some(Progress {
        total: value,
        ratio_percent: Some(ratio),
        expected_percent: Some(expected),
        gap_pp: Some(ratio.checked_sub(expected)?),
    })
}
