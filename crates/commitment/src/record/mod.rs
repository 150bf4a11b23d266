//! Records: a unit claims, someone else verifies or returns; corrections reverse.

mod claim;
mod return_;
mod reverse;
mod verify;
mod withdraw;

pub use claim::{Claim, EVIDENCE_FILES_MAX, claim};
pub use return_::{Return, return_};
pub use reverse::{Reverse, reverse};
pub use verify::{Verify, verify};
pub use withdraw::{Withdraw, withdraw};

use crate::{Context, Record, RecordStatus, Refusal};

/// The claimant never decides; nor does the claimant's unit, unless the district office acts.
fn check_decider(state: &Record, ctx: &Context) -> Result<(), Refusal> {
    if state.status != RecordStatus::Claimed {
        return Err(Refusal::new("not_claimed").with("status", state.status.code()));
    }
    if state.claimed_by.person == ctx.actor.person {
        return Err(Refusal::new("claimant_cannot_verify"));
    }
    if state.claimed_by.unit == ctx.actor.unit && !ctx.office {
        return Err(Refusal::new("same_unit_cannot_verify"));
    }
    Ok(())
}

/// The original of a reversal that comes to nothing, free to be reversed again.
fn freed(state: &Record, original: Option<&Record>) -> Result<Option<Record>, Refusal> {
    match (&state.reverses, original) {
        (None, _) => Ok(None),
        (Some(id), Some(original)) if original.id == *id => Ok(Some(Record {
            reversed_by: None,
            ..original.clone()
        })),
        (Some(_), _) => Err(Refusal::new("original_required")),
    }
}

/// How far the reversal of a record is; none where nobody asked for one. `records` are all of its
/// commitment.
pub fn reversal_status(record: &Record, records: &[Record]) -> Option<RecordStatus> {
    let id = record.reversed_by.as_ref()?;
    let reversal = records.iter().find(|other| other.id == *id);
    reversal.map(|other| other.status)
}

/// Whether the reversal of a record has been verified. `records` are all of its commitment.
pub(crate) fn is_reversed(record: &Record, records: &[Record]) -> bool {
    reversal_of(record, records).is_some()
}

/// The verified reversal of a record.
pub(crate) fn reversal_of<'a>(record: &Record, records: &'a [Record]) -> Option<&'a Record> {
    let id = record.reversed_by.as_ref()?;
    records
        .iter()
        .find(|other| other.id == *id && other.status == RecordStatus::Verified)
}
