//! A unit claims something done.

use crate::{Commitment, Context, Evidence, Id, Record, RecordKind, Refusal};
use figure::Decimal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
/// `date_in_future`, `date_too_early`, `amount_required`, `amount_zero`, `amount_negative`,
/// `amount_too_large`, `unit_not_convertible`, `evidence_required`, `wrong_record_kind`,
/// `no_such_milestone`, `milestone_already_claimed`, `measure_not_available`,
/// `resubmit_not_returned`, `note_required`, `text_too_long`, `too_many_files`.
pub fn claim(
    commitment: &Commitment,
    earlier: &[Record],
    cmd: &Claim,
    ctx: &Context,
) -> Result<Record, Refusal> {
    let _ = (commitment, earlier, cmd, ctx);
    Err(Refusal::new("not_issued"))
}
