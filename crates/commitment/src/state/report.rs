//! An imported report.

use super::{Id, codes};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A stored file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// Hash of the content, lower-case hex.
    pub hash: String,
    /// File name as given.
    pub name: String,
    /// Media type by content.
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// Where a report is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportStatus {
    /// Its draft ledger is under review.
    Reviewing,
    /// Its ledger is issued.
    Issued,
}
codes!(ReportStatus { Reviewing => "reviewing", Issued => "issued" });

/// One report and the ledger drawn from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Identifier.
    pub id: Id,
    /// Title.
    pub title: String,
    /// The year its commitments are for.
    pub year: i16,
    /// On its way.
    pub status: ReportStatus,
    /// The file as it came.
    pub file: FileRef,
    /// Hash of the plain text read from it; offsets are into that text.
    pub text_hash: String,
    /// Hash of the reading.
    pub reading_hash: String,
    /// Account that imported it.
    pub imported_by: String,
    /// When imported.
    pub imported_at: Timestamp,
    /// Account that issued the ledger.
    pub issued_by: Option<String>,
    /// When issued.
    pub issued_at: Option<Timestamp>,
    /// Notes of the import (what was left out, what was detected).
    pub notes: Vec<String>,
    /// A number that no commitment of this report has had when a draft was divided; 0 before that.
    /// Whoever gives a new number raises it in the same step, so that no number is given twice.
    #[serde(default)]
    pub next_no: u32,
}
