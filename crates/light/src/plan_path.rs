//! What a plan expects by a day (domain 3.2: 时序进度).

use crate::{MonthPoint, Plan, Task};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Most points of a plan that are looked at.
pub(crate) const PLAN_POINTS_MAX: usize = 400;

/// Percent of `target` expected by the end of a day; 100 from the deadline on. None where the
/// plan says nothing (no deadline, or a table against a target of zero).
///
/// Linear: days gone, the day itself included, of all days from start to deadline: on
/// 31 January of a year's task 31/365. Months: the table's figure for the last month that has
/// ended. Milestones: the shares of the points due.
pub(crate) fn expected_percent(task: &Task, target: Decimal, on: Date) -> Option<Decimal> {
    if task.deadline.is_some_and(|deadline| deadline <= on) {
        return Some(Decimal::ONE_HUNDRED);
    }
    match &task.plan {
        Plan::LinearDays => linear(task.start, task.deadline?, on),
        Plan::Months(points) => months(points, target, on),
        Plan::Milestones(points) => {
            let points = &points[..points.len().min(PLAN_POINTS_MAX)];
            let all: Option<Decimal> = sum(points.iter().map(|point| point.share_percent));
            let due = sum(points
                .iter()
                .filter(|p| p.due <= on)
                .map(|p| p.share_percent));
            percent(due?, all?)
        }
    }
}

/// `part` as percent of `whole`; none for a whole of zero or beyond the range of decimals.
pub(crate) fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// Whole days from one day to another, negative when `to` is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// The last day of a point's month; none where year or month is out of range.
pub(crate) fn month_end(point: &MonthPoint) -> Option<Date> {
    Some(Date::new(point.year, point.month, 1).ok()?.last_of_month())
}

fn linear(start: Date, deadline: Date, on: Date) -> Option<Decimal> {
    if on < start {
        return Some(Decimal::ZERO);
    }
    let gone = days_between(start, on) + 1;
    let all = days_between(start, deadline) + 1;
    percent(Decimal::from(gone), Decimal::from(all))
}

fn months(points: &[MonthPoint], target: Decimal, on: Date) -> Option<Decimal> {
    let reached = points
        .iter()
        .take(PLAN_POINTS_MAX)
        .filter_map(|point| Some((month_end(point)?, point.cumulative)))
        .filter(|(end, _)| *end <= on)
        .max_by_key(|(end, _)| *end);
    match reached {
        Some((_, cumulative)) => percent(cumulative, target),
        None => Some(Decimal::ZERO),
    }
}

fn sum(mut values: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    values.try_fold(Decimal::ZERO, Decimal::checked_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MilestonePoint;
    use crate::testing::{dec, task};
    use jiff::civil::date;

    #[test]
    fn linear_counts_the_day_itself_and_ends_at_a_hundred() {
        let task = task("100");
        let at = |month, day| expected_percent(&task, dec("100"), date(2026, month, day)).unwrap();
        assert_eq!(at(1, 1).round_dp(4), dec("0.2740"));
        assert_eq!(at(3, 14), dec("20"));
        assert_eq!(at(12, 31), dec("100"));
    }

    #[test]
    fn a_month_counts_from_its_last_day() {
        let mut task = task("200");
        let point = |month, cumulative: &str| MonthPoint {
            year: 2026,
            month,
            cumulative: dec(cumulative),
        };
        task.plan = Plan::Months(vec![point(6, "80"), point(3, "20")]);
        let at = |month, day| expected_percent(&task, dec("200"), date(2026, month, day));
        assert_eq!(at(3, 30), Some(dec("0")));
        assert_eq!(at(3, 31), Some(dec("10")));
        assert_eq!(at(6, 29), Some(dec("10")));
        assert_eq!(at(6, 30), Some(dec("40")));
        assert_eq!(at(12, 31), Some(dec("100")));
    }

    #[test]
    fn milestone_shares_are_of_all_shares() {
        let mut task = task("10");
        let point = |month, share: &str| MilestonePoint {
            title: String::new(),
            due: date(2026, month, 1),
            share_percent: dec(share),
        };
        task.plan = Plan::Milestones(vec![point(2, "1"), point(4, "3")]);
        let at = |month, day| expected_percent(&task, dec("10"), date(2026, month, day));
        assert_eq!(at(1, 31), Some(dec("0")));
        assert_eq!(at(2, 1), Some(dec("25")));
        assert_eq!(at(4, 1), Some(dec("100")));
    }

    #[test]
    fn nothing_is_expected_where_nothing_is_planned() {
        let mut task = task("10");
        task.deadline = None;
        assert_eq!(expected_percent(&task, dec("10"), date(2026, 5, 1)), None);
        task.plan = Plan::Milestones(vec![]);
        assert_eq!(expected_percent(&task, dec("10"), date(2026, 5, 1)), None);
    }
}
