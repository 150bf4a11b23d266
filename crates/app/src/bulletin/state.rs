//! What the journal keeps of a sealed bulletin; what it says is a file under `model_hash`.

use ::bulletin::Kind;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A sealed bulletin. A subject of the journal; it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sealed {
    /// `minutes-2026-3`.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// What it speaks of, as a code.
    pub period: String,
    /// Year of its number.
    pub year: i16,
    /// Its number in the year.
    pub no: u32,
    /// Title.
    pub title: String,
    /// Unit code of who issued it.
    pub unit: String,
    /// The day as known on.
    pub known_on: Date,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// Account of who issued it.
    pub issued_by: String,
    /// The version of the layout.
    pub layout: u32,
    /// Digest of the model's bytes, hex.
    pub model_hash: String,
    /// Digest of the file's bytes, hex.
    pub file_hash: String,
    /// Size of the file.
    pub file_bytes: u64,
}
