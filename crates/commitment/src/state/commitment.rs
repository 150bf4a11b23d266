//! A commitment: one promise of the report with one owner and one deadline (F1-01).

use super::{Id, codes};
use crate::{CaseMeasure, IndicatorMeasure, ProjectMeasure};
use figure::{Decimal, Target};
use jiff::Timestamp;
use jiff::civil::Date;
use light::{Kind, MeasuredBy, Plan};
use serde::{Deserialize, Serialize};

/// Where a commitment is on its way from draft to ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Drafted from the text; nobody has looked at it.
    Proposed,
    /// A reviewer has accepted it.
    Accepted,
    /// A reviewer has dropped it, with a reason.
    Dropped,
    /// Split or merged into others.
    Replaced,
    /// In the ledger; frozen.
    Issued,
}
codes!(Status {
    Proposed => "proposed",
    Accepted => "accepted",
    Dropped => "dropped",
    Replaced => "replaced",
    Issued => "issued",
});

/// Where a commitment stands in the report. Offsets are code points of its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words there.
    pub quote: String,
    /// Labels of the sections around it, from the root.
    pub section: Vec<String>,
    /// Heading of the innermost section.
    pub section_title: String,
}

/// Last year's result of the same measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    /// In the target's unit.
    pub value: Decimal,
    /// As the report wrote it.
    pub written: String,
    /// 2025, 2021-2025.
    pub period: String,
}

/// A unit proposed as owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerProposal {
    /// Unit code.
    pub unit: String,
    /// 0 to 100.
    pub score_percent: u8,
    /// The duty phrases that matched.
    pub matched: Vec<String>,
}

/// Something a reviewer should notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// What.
    pub code: RemarkCode,
    /// Its figures, by name.
    pub args: Vec<(String, String)>,
}

/// What a remark can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemarkCode {
    /// The target is below last year's result (`target`, `result`, `period`).
    BelowLastResult,
    /// One clause gave several drafts, one per figure (`index`, `of`, and the numbers `first` to
    /// `last` they were given).
    SharedClause,
    /// The reading was not sure (`certainty`).
    Unsure,
}
codes!(RemarkCode {
    BelowLastResult => "below_last_result",
    SharedClause => "shared_clause",
    Unsure => "unsure",
});

/// One commitment, from draft to ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Identifier.
    pub id: Id,
    /// The report it comes from.
    pub report: Id,
    /// Number within the report, from 1.
    pub no: u32,
    /// On its way.
    pub status: Status,
    /// The promise in full.
    pub text: String,
    /// A short name.
    pub title: String,
    /// What sort of promise.
    pub kind: Kind,
    /// Where it stands in the report.
    pub source: Source,
    /// What is to be reached; at most one.
    pub target: Option<Target>,
    /// The one lead unit.
    pub lead: Option<String>,
    /// Supporting units, lead not among them.
    pub supporting: Vec<String>,
    /// The overseeing leader (account or code).
    pub leader: Option<String>,
    /// First day.
    pub start: Date,
    /// Last day in time.
    pub deadline: Option<Date>,
    /// Why there is no deadline, where there is none.
    pub no_deadline_reason: Option<String>,
    /// The expected path.
    pub plan: Plan,
    /// Where facts come from.
    pub measured_by: MeasuredBy,
    /// Which cases add up, where it is measured by cases.
    #[serde(default)]
    pub cases: Option<CaseMeasure>,
    /// What of which projects adds up, where it is measured by projects.
    #[serde(default)]
    pub projects: Option<ProjectMeasure>,
    /// What of which series measures it, where it is measured by indicators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicators: Option<IndicatorMeasure>,
    /// Last year's result.
    pub baseline: Option<Baseline>,
    /// Days between notes or readings.
    pub review_every_days: Option<u16>,
    /// 力争, 确保.
    pub hedge: Option<String>,
    /// Names in it.
    pub named: Vec<String>,
    /// The rule of the reading that decided the kind.
    pub decided_by: String,
    /// How sure, 0 to 100.
    pub certainty: u8,
    /// Units proposed, best first.
    pub proposals: Vec<OwnerProposal>,
    /// Things to notice.
    pub remarks: Vec<Remark>,
    /// Why it was dropped.
    pub drop_reason: Option<String>,
    /// What took its place.
    pub replaced_by: Vec<Id>,
    /// What it took the place of.
    pub replaces: Vec<Id>,
    /// From 1, one more with every change, edits of the draft among them.
    pub version: u32,
    /// True once an approved change has altered the target that was issued.
    #[serde(default)]
    pub target_changed: bool,
    /// When it entered the ledger.
    pub issued_at: Option<Timestamp>,
    /// Account of the last reviewer.
    pub reviewed_by: Option<String>,
    /// When last reviewed.
    pub reviewed_at: Option<Timestamp>,
}

impl Commitment {
    /// Whether a unit leads or supports it.
    pub fn owned_by(&self, unit: &str) -> bool {
        self.lead.as_deref() == Some(unit) || self.supporting.iter().any(|other| other == unit)
    }
}
