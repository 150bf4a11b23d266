//! Completion and schedule progress of one project or of many, at any date.

use crate::{Ledger, Project, YearPlan};
use figure::Decimal;
use indicator::arithmetic::schedule::{Schedule, ahead, completion};
use indicator::{Percent, Points};
use jiff::civil::Date;
use serde::Serialize;

/// Where investment of a year stands at the end of the last month that is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// The last month that is over, 0 in January.
    pub month: i8,
    /// Plan of the year, in 元.
    pub plan: Decimal,
    /// Done from January to the month, in 元.
    pub done: Decimal,
    /// Done by plan.
    pub completion: Percent,
    /// What the plan expects by the month.
    pub schedule: Percent,
    /// Completion less schedule; negative is behind.
    pub ahead: Points,
}

/// The last month of a year that is over on a day: 0 before the end of January, 12 after the year.
pub(crate) fn month_on(year: i16, on: Date) -> i8 {
    match on.year().cmp(&year) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Greater => 12,
        std::cmp::Ordering::Equal if on == on.last_of_month() => on.month(),
        std::cmp::Ordering::Equal => on.month() - 1,
    }
}

/// Twelve times what the plan expects by the end of a month: exact for an even plan too.
pub(crate) fn expected_twelfths(plan: &YearPlan, month: i8) -> Option<Decimal> {
    let twelve = Decimal::from(12);
    match (&plan.curve, usize::try_from(month).ok()?.checked_sub(1)) {
        (_, None) => Some(Decimal::ZERO),
        (Some(curve), Some(index)) => curve.get(index)?.checked_mul(twelve),
        (None, Some(_)) => plan.amount.checked_mul(Decimal::from(month)),
    }
}

/// The progress of a project in a ledger on a day, as known at the end of another. None without a plan.
pub fn progress(
    project: &Project,
    year: i16,
    ledger: Ledger,
    on: Date,
    known: Date,
) -> Option<Progress> {
    let plan = project.plan(year, known)?;
    let month = month_on(year, on);
    let done = project.invested(ledger, year, month, known)?;
    of_sums(month, plan.amount, done, expected_twelfths(plan, month)?)
}

/// The same from sums over several projects.
pub(crate) fn of_sums(
    month: i8,
    plan: Decimal,
    done: Decimal,
    expected_twelfths: Decimal,
) -> Option<Progress> {
    let schedule = Schedule {
        gone: expected_twelfths,
        all: plan.checked_mul(Decimal::from(12))?,
    };
    Some(Progress {
        month,
        plan,
        done,
        completion: completion(done, plan).ok()?,
        schedule: schedule.percent().ok()?,
        ahead: ahead(done, plan, schedule).ok()?,
    })
}
