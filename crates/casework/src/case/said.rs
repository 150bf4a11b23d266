//! What people did and said, and what they showed.

use super::Who;
use jiff::Timestamp;
use org::UnitCode;
use serde::{Deserialize, Serialize};

/// One thing done to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// The action's key, or `open`, `hand_over`, `migrate`.
    pub action: String,
    /// Who; `reporter` and `system` stand for those two.
    pub person: String,
    /// For which unit.
    pub unit: Option<UnitCode>,
    /// State before.
    pub from: String,
    /// State after.
    pub to: String,
    /// Why.
    pub reason: Option<String>,
}

/// A stored file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRef {
    /// Digest of its bytes, hex.
    pub sha256: String,
    /// Name as given.
    pub name: String,
    /// Media type.
    pub mime: String,
    /// Size in bytes.
    pub size: u64,
}

/// A photograph or file of a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseEvidence {
    /// The file.
    pub file: EvidenceRef,
    /// What it shows, such as `before_photo`.
    pub kind: String,
    /// When it was taken or given.
    pub at: Timestamp,
    /// By whom.
    pub by: Who,
    /// Longitude, WGS 84.
    pub lon: Option<f64>,
    /// Latitude, WGS 84.
    pub lat: Option<f64>,
    /// The file as it came, where this one has its metadata or areas taken out.
    pub sealed_original: Option<EvidenceRef>,
    /// What is blackened in this file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blackened: Vec<Area>,
    /// Digests of copies that others saw before this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_copies: Vec<String>,
}

impl CaseEvidence {
    /// Digests of all files it stands for.
    fn files(&self) -> impl Iterator<Item = &String> {
        let sealed = self.sealed_original.iter().map(|file| &file.sha256);
        let shown = std::iter::once(&self.file.sha256);
        shown.chain(sealed).chain(&self.earlier_copies)
    }
}

impl super::Case {
    /// Digests of all files that the case names, each once.
    pub(crate) fn files(&self) -> std::collections::BTreeSet<String> {
        let all = self.evidence.iter().flat_map(CaseEvidence::files);
        all.cloned().collect()
    }
}

/// A part of a photograph, in thousandths of its width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// From the left.
    pub x: u16,
    /// From the top.
    pub y: u16,
    /// Width.
    pub width: u16,
    /// Height.
    pub height: u16,
}

/// A remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Identifier.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Who,
    /// What.
    pub text: String,
    /// Persons named.
    #[serde(default)]
    pub mentions: Vec<String>,
}

/// An answer to the reporter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Who,
    /// The round it belongs to, see [`super::Case::round`].
    pub round: u32,
}

/// What the reporter says at the end: two separate answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// Was it solved?
    pub solved: Option<bool>,
    /// Was the reporter treated well?
    pub treated_well: Option<bool>,
    /// 1 to 5.
    pub score: Option<u8>,
    /// In words.
    pub text: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// The reporter was called back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    /// When.
    pub at: Timestamp,
    /// Whether anybody answered.
    pub reached: bool,
    /// The round it belongs to.
    pub round: u32,
}

/// How a case ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Who,
    /// The final state.
    pub outcome: String,
}

/// Something that wants attention, raised once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    /// Stable code: `overstay`, `overdue`, `near_due`, `bounced`, `whistle_missed`,
    /// `co_handling_late`.
    pub code: String,
    /// What it is about: a state, clock, unit; with `code` it is raised once per occasion.
    pub about: String,
    /// When.
    pub at: Timestamp,
    /// In words.
    pub text: String,
}
