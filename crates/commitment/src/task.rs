//! What a light needs of a commitment and its records.

use crate::quantity::in_base_unit;
use crate::record::reversal_of;
use crate::{Commitment, Counts, Record, RecordKind, RecordStatus, SeriesValue, Total};
use figure::{Comparator, Decimal};
use jiff::civil::Date;
use light::{Fact, FactKind, MeasuredBy, Task};

/// The commitment as a light sees it. Readings of a partner measure are added by the caller.
pub fn task_of(commitment: &Commitment) -> Task {
    Task {
        kind: commitment.kind,
        measured_by: commitment.measured_by,
        target: commitment.target.clone(),
        start: first_day(commitment),
        issued_on: commitment.issued_at.map(calendar::civil_date),
        deadline: commitment.deadline,
        plan: commitment.plan.clone(),
        review_every_days: commitment.review_every_days,
        baseline: baseline(commitment),
        hedge: commitment.hedge.clone(),
        partner: Vec::new(),
    }
}

/// Last year's result. 稳步提升 of what is read as growth or as a change asks that it does not fall: the year
/// before is in the reading itself.
fn baseline(commitment: &Commitment) -> Option<Decimal> {
    let target = commitment.target.as_ref();
    let steady = target.is_some_and(|t| t.comparator == Comparator::NonDecreasing);
    let by_series = commitment.indicators.as_ref();
    let change = by_series.is_some_and(|m| m.reading.value != SeriesValue::Level);
    match steady && change {
        true => Some(Decimal::ZERO),
        false => commitment.baseline.as_ref().map(|baseline| baseline.value),
    }
}

/// Notes are owed from the day a commitment is issued; amounts count from its own first day.
fn first_day(commitment: &Commitment) -> Date {
    let issued = commitment.issued_at.map(calendar::civil_date);
    match (commitment.measured_by, issued) {
        (MeasuredBy::Notes, Some(issued)) => commitment.start.max(issued),
        _ => commitment.start,
    }
}

/// The records, and what cases or projects count for a commitment measured by them, as dated facts in
/// the target's unit. Reversals become the day from which their original no longer counts; pass all records of
/// the commitment. A target has one source: amounts of records that were verified before
/// another source took their place no longer count.
pub fn facts_of(commitment: &Commitment, records: &[Record], counts: &Counts) -> Vec<Fact> {
    let elsewhere = matches!(
        commitment.measured_by,
        MeasuredBy::Cases | MeasuredBy::Projects | MeasuredBy::Indicators
    );
    let of_records = records
        .iter()
        .filter(|record| record.reverses.is_none())
        .filter(|record| {
            matches!(
                record.status,
                RecordStatus::Claimed | RecordStatus::Verified
            )
        })
        .filter(|record| {
            let figure = matches!(record.kind, RecordKind::Amount | RecordKind::Reading);
            !(elsewhere && figure)
        })
        .filter_map(|record| fact_of(commitment, record, records));
    of_records.chain(counts.facts(commitment)).collect()
}

/// The exact sum of the verified amounts known on a day, reversals included, in the target's
/// unit.
pub fn total(commitment: &Commitment, records: &[Record], on: Date) -> Total {
    let value = records
        .iter()
        .filter(|record| record.kind == RecordKind::Amount)
        .filter(|record| record.status == RecordStatus::Verified)
        .filter(|record| record.date <= on && known_on(record) <= on)
        .filter_map(|record| in_target_unit(commitment, record))
        .fold(Decimal::ZERO, |sum, amount| {
            sum.checked_add(amount).unwrap_or(sum)
        });
    Total {
        value,
        unit: unit_of(commitment).to_owned(),
    }
}

fn fact_of(commitment: &Commitment, record: &Record, records: &[Record]) -> Option<Fact> {
    let kind = match record.kind {
        RecordKind::Amount => FactKind::Amount(in_target_unit(commitment, record)?),
        RecordKind::Reading => FactKind::Reading(in_target_unit(commitment, record)?),
        RecordKind::Milestone(index) => FactKind::Milestone(index),
        RecordKind::Note => FactKind::Note,
    };
    Some(Fact {
        kind,
        date: record.date,
        known_on: known_on(record),
        withdrawn_on: reversal_of(record, records).map(known_on),
        verified: record.status == RecordStatus::Verified,
        evidence: u32::try_from(record.evidence.len()).unwrap_or(u32::MAX),
    })
}

/// The day from which a record is known: its decision, else its claim.
fn known_on(record: &Record) -> Date {
    record.decided_on.unwrap_or(record.claimed_on)
}

/// None only for records whose unit was never checked by a claim.
fn in_target_unit(commitment: &Commitment, record: &Record) -> Option<Decimal> {
    let base = unit_of(commitment);
    in_base_unit(record.amount?, record.unit.as_deref().unwrap_or(base), base).ok()
}

fn unit_of(commitment: &Commitment) -> &str {
    commitment
        .target
        .as_ref()
        .map_or("", |target| target.unit.as_str())
}
