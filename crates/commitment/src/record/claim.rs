//! A unit claims something done.

use crate::quantity::in_base_unit;
use crate::refusal::{TEXT_CHARS_MAX, required};
use crate::{
    Commitment, Context, Evidence, Id, Kind, MeasuredBy, Plan, Record, RecordKind, RecordStatus,
    Refusal, Status,
};
use figure::Decimal;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Most files of one record.
pub const EVIDENCE_FILES_MAX: usize = 10;

/// Claim a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Identifier of the new record.
    pub new_id: Id,
    /// What it says.
    pub kind: RecordKind,
    /// The day it happened.
    pub date: Date,
    /// Amount or reading, in `unit`.
    pub amount: Option<Decimal>,
    /// Unit as entered; the target's where absent.
    pub unit: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Words.
    pub note: String,
    /// Files.
    pub evidence: Vec<Evidence>,
    /// The returned record this one is entered again for.
    pub resubmits: Option<Id>,
}

/// Claims a record on an issued commitment. `earlier` are the commitment's records so far
/// (for resubmission and points already reached). Errors: `not_issued`, `not_your_commitment`,
/// `date_in_future`, `date_too_early`, `date_before_start`, `amount_required`, `amount_not_expected`, `amount_zero`,
/// `amount_negative`, `amount_too_large`, `amount_too_fine`, `unit_not_convertible`, `unit_not_exact`,
/// `evidence_required`, `too_many_files`, `wrong_record_kind`, `no_such_milestone`,
/// `milestone_already_claimed`, `measured_by_cases`, `measured_by_projects`, `measured_by_indicators`, `resubmit_not_returned`,
/// `required` (a note without words), `text_too_long`.
pub fn claim(
    commitment: &Commitment,
    earlier: &[Record],
    cmd: &Claim,
    ctx: &Context,
) -> Result<Record, Refusal> {
    if commitment.status != Status::Issued {
        return Err(Refusal::new("not_issued"));
    }
    if !ctx.office && !commitment.owned_by(&ctx.actor.unit) {
        return Err(Refusal::new("not_your_commitment"));
    }
    check_kind(commitment, cmd.kind)?;
    check_date(commitment, cmd, ctx)?;
    let unit = check_amount(commitment, cmd)?;
    check_words(cmd)?;
    check_evidence(cmd)?;
    if let RecordKind::Milestone(index) = cmd.kind {
        check_point(commitment, earlier, index)?;
    }
    check_resubmission(earlier, cmd, ctx)?;
    Ok(Record {
        id: cmd.new_id.clone(),
        commitment: commitment.id.clone(),
        kind: cmd.kind,
        date: cmd.date,
        amount: cmd.amount,
        unit,
        place: cmd.place.clone(),
        note: cmd.note.trim().to_owned(),
        evidence: cmd.evidence.clone(),
        status: RecordStatus::Claimed,
        claimed_by: ctx.actor.clone(),
        claimed_at: ctx.now,
        claimed_on: ctx.today,
        decided_by: None,
        decided_at: None,
        decided_on: None,
        decision_reason: None,
        resubmits: cmd.resubmits.clone(),
        reverses: None,
        reversed_by: None,
    })
}

fn check_kind(commitment: &Commitment, kind: RecordKind) -> Result<(), Refusal> {
    let wrong = || Err(Refusal::on("wrong_record_kind", "kind"));
    if commitment.kind == Kind::Principle {
        return wrong();
    }
    let fits = match commitment.measured_by {
        MeasuredBy::Records => kind == RecordKind::Amount,
        MeasuredBy::Readings => kind == RecordKind::Reading,
        MeasuredBy::Milestones => matches!(kind, RecordKind::Milestone(_)),
        MeasuredBy::Notes => false,
        MeasuredBy::Cases if kind == RecordKind::Amount => {
            return Err(Refusal::on("measured_by_cases", "kind"));
        }
        MeasuredBy::Projects if kind == RecordKind::Amount => {
            return Err(Refusal::on("measured_by_projects", "kind"));
        }
        MeasuredBy::Cases | MeasuredBy::Projects => false,
        MeasuredBy::Indicators if kind != RecordKind::Note => {
            return Err(Refusal::on("measured_by_indicators", "kind"));
        }
        MeasuredBy::Indicators => false,
    };
    if fits || kind == RecordKind::Note {
        Ok(())
    } else {
        wrong()
    }
}

/// What was done before a commitment's first day belongs to another: only its level and words about it may be
/// told from the year before.
fn check_date(commitment: &Commitment, cmd: &Claim, ctx: &Context) -> Result<(), Refusal> {
    if cmd.date > ctx.today {
        return Err(Refusal::on("date_in_future", "date").with("today", ctx.today));
    }
    let start = commitment.start;
    let fulfils = matches!(cmd.kind, RecordKind::Amount | RecordKind::Milestone(_));
    if fulfils && cmd.date < start {
        return Err(Refusal::on("date_before_start", "date").with("first", start));
    }
    let first = start.saturating_sub(1.year());
    if cmd.date < first {
        return Err(Refusal::on("date_too_early", "date").with("first", first));
    }
    Ok(())
}

/// Returns the unit the record is kept in.
fn check_amount(commitment: &Commitment, cmd: &Claim) -> Result<Option<String>, Refusal> {
    if !matches!(cmd.kind, RecordKind::Amount | RecordKind::Reading) {
        return match cmd.amount {
            Some(_) => Err(Refusal::on("amount_not_expected", "amount")),
            None => Ok(None),
        };
    }
    let Some(amount) = cmd.amount else {
        return Err(Refusal::on("amount_required", "amount"));
    };
    if cmd.kind == RecordKind::Amount && amount.is_zero() {
        return Err(Refusal::on("amount_zero", "amount"));
    }
    if cmd.kind == RecordKind::Amount && amount < Decimal::ZERO {
        return Err(Refusal::on("amount_negative", "amount"));
    }
    let base = commitment
        .target
        .as_ref()
        .map_or("", |target| target.unit.as_str());
    let unit = cmd
        .unit
        .as_deref()
        .map(str::trim)
        .filter(|unit| !unit.is_empty())
        .unwrap_or(base);
    in_base_unit(amount, unit, base)?;
    Ok(Some(unit.to_owned()))
}

fn check_words(cmd: &Claim) -> Result<(), Refusal> {
    if cmd.kind == RecordKind::Note {
        required(&cmd.note, "note")?;
    }
    let too_long = |field| Err(Refusal::on("text_too_long", field).with("max", TEXT_CHARS_MAX));
    if cmd.note.chars().count() > TEXT_CHARS_MAX {
        return too_long("note");
    }
    if cmd
        .place
        .as_deref()
        .is_some_and(|place| place.chars().count() > TEXT_CHARS_MAX)
    {
        return too_long("place");
    }
    Ok(())
}

fn check_evidence(cmd: &Claim) -> Result<(), Refusal> {
    if cmd.evidence.len() > EVIDENCE_FILES_MAX {
        return Err(Refusal::on("too_many_files", "evidence").with("max", EVIDENCE_FILES_MAX));
    }
    let needed = matches!(cmd.kind, RecordKind::Amount | RecordKind::Milestone(_));
    if needed && cmd.evidence.is_empty() {
        return Err(Refusal::on("evidence_required", "evidence"));
    }
    Ok(())
}

/// A point of the plan can be claimed once; without points there is one, the whole.
fn check_point(commitment: &Commitment, earlier: &[Record], index: u16) -> Result<(), Refusal> {
    let points = match &commitment.plan {
        Plan::Milestones(points) => points.len().max(1),
        _ => 1,
    };
    if usize::from(index) >= points {
        return Err(Refusal::on("no_such_milestone", "kind").with("points", points));
    }
    let is_taken = |record: &Record| {
        record.kind == RecordKind::Milestone(index)
            && record.reverses.is_none()
            && match record.status {
                RecordStatus::Claimed => true,
                RecordStatus::Verified => !super::is_reversed(record, earlier),
                RecordStatus::Returned | RecordStatus::Withdrawn => false,
            }
    };
    match earlier.iter().any(is_taken) {
        true => Err(Refusal::on("milestone_already_claimed", "kind")),
        false => Ok(()),
    }
}

/// Only a returned record of the same unit can be entered again, and only once.
fn check_resubmission(earlier: &[Record], cmd: &Claim, ctx: &Context) -> Result<(), Refusal> {
    let Some(id) = &cmd.resubmits else {
        return Ok(());
    };
    let was_returned = earlier.iter().any(|record| {
        record.id == *id
            && record.status == RecordStatus::Returned
            && record.claimed_by.unit == ctx.actor.unit
    });
    let again = earlier.iter().any(|record| {
        record.resubmits.as_ref() == Some(id) && record.status != RecordStatus::Withdrawn
    });
    match was_returned && !again {
        true => Ok(()),
        false => Err(Refusal::on("resubmit_not_returned", "resubmits")),
    }
}
