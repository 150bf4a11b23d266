//! The S-curve of a year: plan and both ledgers, month by month.

use crate::progress::{expected_twelfths, month_on};
use crate::{Ledger, Project};
use figure::Decimal;
use jiff::civil::Date;
use serde::Serialize;

/// Cumulative amounts at the end of a month, in 元.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CurvePoint {
    /// 1..=12.
    pub month: i8,
    /// What the plan expects.
    pub planned: Decimal,
    /// What the owner reported; none for months to come and after the last report.
    pub reported: Option<Decimal>,
    /// What statistics enrolled; none likewise.
    pub enrolled: Option<Decimal>,
}

/// The curve of a project's year. None without a plan.
pub fn curve(project: &Project, year: i16, on: Date, known: Date) -> Option<Vec<CurvePoint>> {
    let plan = project.plan(year, known)?;
    let over = month_on(year, on);
    let last = |ledger| {
        let reported = |m: &i8| project.investment(ledger, year, *m, known).is_some();
        (1..=over).rev().find(reported).unwrap_or(0)
    };
    let (last_reported, last_enrolled) = (last(Ledger::Reported), last(Ledger::Enrolled));
    let point = |month: i8| {
        let sum = |ledger, last| {
            let there = month <= last;
            there
                .then(|| project.invested(ledger, year, month, known))
                .flatten()
        };
        Some(CurvePoint {
            month,
            planned: expected_twelfths(plan, month)?.checked_div(Decimal::from(12))?,
            reported: sum(Ledger::Reported, last_reported),
            enrolled: sum(Ledger::Enrolled, last_enrolled),
        })
    };
    (1..=12).map(point).collect()
}
