//! Builders for this crate's tests.

use crate::{Fact, FactKind, Kind, MeasuredBy, Plan, Rule, Task};
use figure::{Basis, Comparator, Target};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

pub(crate) fn dec(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

pub(crate) fn rule() -> Rule {
    Rule::default_of("std", 1, date(2020, 1, 1))
}

/// A level of at least `value` 户 within 2026, measured by records.
pub(crate) fn task(value: &str) -> Task {
    Task {
        kind: Kind::Quantified,
        measured_by: MeasuredBy::Records,
        target: Some(Target {
            measure: "改造".into(),
            comparator: Comparator::Ge,
            value: Some(dec(value)),
            value_hi: None,
            unit: "户".into(),
            basis: Basis::Level,
            in_step_with: None,
            written: format!("{value}户"),
        }),
        start: date(2026, 1, 1),
        issued_on: None,
        deadline: Some(date(2026, 12, 31)),
        plan: Plan::LinearDays,
        review_every_days: None,
        baseline: None,
        hedge: None,
        partner: Vec::new(),
    }
}

/// A rate in % judged by readings.
pub(crate) fn rate(comparator: Comparator, basis: Basis, value: Option<&str>) -> Task {
    let mut task = task("1");
    task.measured_by = MeasuredBy::Readings;
    let target = task.target.as_mut().expect("a target");
    target.comparator = comparator;
    target.basis = basis;
    target.value = value.map(dec);
    target.unit = "%".into();
    task
}

fn fact(kind: FactKind, day: Date) -> Fact {
    Fact {
        kind,
        date: day,
        known_on: day,
        withdrawn_on: None,
        verified: true,
        evidence: 1,
    }
}

pub(crate) fn amount(value: &str, day: Date) -> Fact {
    fact(FactKind::Amount(dec(value)), day)
}

pub(crate) fn reading(value: &str, day: Date) -> Fact {
    fact(FactKind::Reading(dec(value)), day)
}

pub(crate) fn point(index: u16, day: Date) -> Fact {
    fact(FactKind::Milestone(index), day)
}

pub(crate) fn note(day: Date) -> Fact {
    fact(FactKind::Note, day)
}
