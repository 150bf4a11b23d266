//! A dated record: what a unit claims and someone else verifies.

use super::{Id, Party, codes};
use figure::Decimal;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "index")]
pub enum RecordKind {
    /// An amount that adds to the total.
    Amount,
    /// A state of the measure on a day.
    Reading,
    /// A point of the plan reached, by index from 0.
    Milestone(u16),
    /// A note.
    Note,
}

/// Where a record is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordStatus {
    /// Waits for a verifier.
    Claimed,
    /// Counts.
    Verified,
    /// Sent back with a reason.
    Returned,
    /// Taken back by the claimant before a decision.
    Withdrawn,
}
codes!(RecordStatus {
    Claimed => "claimed",
    Verified => "verified",
    Returned => "returned",
    Withdrawn => "withdrawn",
});

/// A file kept once by its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Hash of the content, lower-case hex.
    pub hash: String,
    /// File name as given.
    pub name: String,
    /// Media type by content.
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// One dated record of a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Identifier.
    pub id: Id,
    /// The commitment it belongs to.
    pub commitment: Id,
    /// What it says.
    #[serde(flatten)]
    pub kind: RecordKind,
    /// The day it happened.
    pub date: Date,
    /// Amount or reading, in `unit`; negative only in reversals (and in readings).
    pub amount: Option<Decimal>,
    /// Unit as entered (亿元, 户).
    pub unit: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Words.
    pub note: String,
    /// Files.
    pub evidence: Vec<Evidence>,
    /// On its way.
    pub status: RecordStatus,
    /// Who claims it.
    pub claimed_by: Party,
    /// When claimed.
    pub claimed_at: Timestamp,
    /// The day it was claimed, in the district's civil time.
    pub claimed_on: Date,
    /// Who verified or returned it.
    pub decided_by: Option<Party>,
    /// When decided.
    pub decided_at: Option<Timestamp>,
    /// The day it was decided, in the district's civil time; from then on it is known.
    pub decided_on: Option<Date>,
    /// Why returned, or a remark with the verification.
    pub decision_reason: Option<String>,
    /// The returned record this one is entered again for.
    pub resubmits: Option<Id>,
    /// The record this one reverses.
    pub reverses: Option<Id>,
    /// The reversal of this one: proposed while that record is claimed, done once verified.
    pub reversed_by: Option<Id>,
}
