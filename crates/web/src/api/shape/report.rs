//! Reports, their reading, drafts under review, sheets.

use super::{Basis, Commitment, Comparator, Exact, Instant, Kind, Target};
use serde::Serialize;
use utoipa::ToSchema;

/// The imported file.
#[derive(Serialize, ToSchema)]
pub struct FileRef {
    pub hash: String,
    pub name: String,
    pub media_type: String,
    pub bytes: u64,
}

/// Where a report is on its way.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportStatus {
    Reviewing,
    Issued,
}

/// A report.
#[derive(Serialize, ToSchema)]
pub struct Report {
    pub id: String,
    pub title: String,
    pub year: i16,
    pub status: ReportStatus,
    pub file: FileRef,
    pub text_hash: String,
    pub reading_hash: String,
    pub imported_by: String,
    pub imported_at: Instant,
    pub issued_by: Option<String>,
    pub issued_at: Option<Instant>,
    /// Remarks of the file reader.
    pub notes: Vec<String>,
    /// A number that no commitment of the report has had since a draft was last divided; 0 before that.
    pub next_no: u32,
}

/// Drafts by status.
#[derive(Serialize, ToSchema)]
pub struct Counts {
    pub proposed: u64,
    pub accepted: u64,
    pub dropped: u64,
    pub replaced: u64,
    pub issued: u64,
}

/// A report in the list.
#[derive(Serialize, ToSchema)]
pub struct ReportRow {
    pub id: String,
    pub title: String,
    pub year: i16,
    pub status: ReportStatus,
    pub imported_at: Instant,
    pub issued_at: Option<Instant>,
    pub counts: Counts,
}

/// A report with its text and what was read in it.
#[derive(Serialize, ToSchema)]
pub struct ReportView {
    pub report: Report,
    /// For `If-Match`.
    pub version: i64,
    pub reading: Reading,
    pub text: String,
    pub counts: Counts,
}

/// A half-open range of code points of the text.
#[derive(Serialize, ToSchema)]
pub struct Span {
    pub start: u64,
    pub end: u64,
}

/// A heading with what is below it.
#[derive(Serialize, ToSchema)]
#[schema(no_recursion)]
pub struct Section {
    pub level: u8,
    pub label: String,
    pub title: String,
    pub heading: Span,
    pub span: Span,
    pub path: Vec<String>,
    /// `front`, `review_year`, `review_term`, `problems`, `plan_term`, `plan_year`, `closing`, `annex`.
    pub role: String,
    pub children: Vec<Section>,
}

/// One of several values given in one breath.
#[derive(Serialize, ToSchema)]
pub struct Distributive {
    pub index: u64,
    pub of: u64,
    pub cue: String,
}

/// A figure.
#[derive(Serialize, ToSchema)]
pub struct Figure {
    pub quote: Span,
    pub value_span: Span,
    pub measure: String,
    pub basis: Basis,
    pub comparator: Comparator,
    pub cue: Option<String>,
    pub value: Exact,
    pub value_hi: Option<Exact>,
    pub unit: String,
    pub raw_value: String,
    pub raw_unit: String,
    /// `up`, `down`.
    pub direction: Option<String>,
    /// `result_year`, `result_5y`, `target_year`, `target_5y`, `context`.
    pub kind: String,
    pub section: Vec<String>,
    pub period: String,
    pub deadline: Option<String>,
    pub hedge: Option<String>,
    pub qualifier: Option<String>,
    pub chinese_numeral: bool,
    /// `increase_by`, `to`.
    pub multiple_sense: Option<String>,
    pub distributive: Option<Distributive>,
    pub decided_by: String,
    pub certainty: u8,
}

/// A clause that promises something.
#[derive(Serialize, ToSchema)]
pub struct Clause {
    pub span: Span,
    pub section: Vec<String>,
    pub kind: Kind,
    /// `item`, `umbrella`, `stance`, `lead_in`, `outcome`.
    pub role: String,
    pub action: Option<String>,
    pub object: String,
    /// Places in `figures`.
    pub figures: Vec<u64>,
    pub context_figures: Vec<u64>,
    pub word_target: Option<Target>,
    pub named: Vec<String>,
    pub deadline: Option<String>,
    pub deadline_source: Option<String>,
    pub hedge: Option<String>,
    pub decided_by: String,
    pub certainty: u8,
}

/// A term of the glossary.
#[derive(Serialize, ToSchema)]
pub struct Term {
    pub n: u64,
    pub term: String,
    pub definition: String,
    pub term_span: Span,
    pub definition_span: Span,
    pub first_use: Option<Span>,
}

/// A problem that the report itself states.
#[derive(Serialize, ToSchema)]
pub struct StatedProblem {
    pub label: String,
    pub text: String,
    pub span: Span,
    pub points: Vec<String>,
}

/// A task of the five-year plan.
#[derive(Serialize, ToSchema)]
pub struct PlanTask {
    pub label: String,
    pub text: String,
    pub span: Span,
}

/// A target linked to last year's result.
#[derive(Serialize, ToSchema)]
pub struct Link {
    pub target: u64,
    pub result: u64,
    pub relation: String,
    pub below_result: bool,
}

/// Title page.
#[derive(Serialize, ToSchema)]
pub struct Front {
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub speaker: Option<String>,
    pub date: Option<String>,
}

/// What was read in a report.
#[derive(Serialize, ToSchema)]
pub struct Reading {
    pub year: i16,
    pub front: Front,
    pub sections: Vec<Section>,
    pub figures: Vec<Figure>,
    pub clauses: Vec<Clause>,
    pub glossary: Vec<Term>,
    pub problems: Vec<StatedProblem>,
    pub plan_tasks: Vec<PlanTask>,
    pub links: Vec<Link>,
}

/// Something that stands in the way of issuing.
#[derive(Serialize, ToSchema)]
pub struct Blocker {
    /// The draft; null where it is the report itself.
    pub commitment: Option<String>,
    pub no: Option<u32>,
    pub title: Option<String>,
    pub code: String,
    pub zh: String,
    pub en: String,
}

/// What was issued.
#[derive(Serialize, ToSchema)]
pub struct IssueOutcome {
    pub issued: u64,
    /// The report's new version.
    pub version: i64,
}

/// A draft with its version.
#[derive(Serialize, ToSchema)]
pub struct Draft {
    /// For `If-Match`; not the text version inside the commitment.
    pub version: i64,
    pub commitment: Commitment,
}

/// Drafts changed since a position.
#[derive(Serialize, ToSchema)]
pub struct DraftChanges {
    /// Ask again from here.
    pub pos: i64,
    pub drafts: Vec<Draft>,
}

/// A draft as it was when somebody looked, and as it is now.
#[derive(Serialize, ToSchema)]
pub struct DraftSince {
    pub then: Commitment,
    pub now: Draft,
    /// Name of whoever changed it last.
    pub by: String,
    pub at: Option<Instant>,
}

/// What became of one of many drafts.
#[derive(Serialize, ToSchema)]
pub struct Outcome {
    pub id: String,
    /// New version, if accepted.
    pub version: Option<i64>,
    pub code: Option<String>,
    pub zh: Option<String>,
}

/// Somebody reviewing.
#[derive(Serialize, ToSchema)]
pub struct Presence {
    pub person: String,
    pub name: String,
    pub looking_at: Option<String>,
    pub seen_at: Instant,
}

/// A cell with both values.
#[derive(Serialize, ToSchema)]
pub struct FieldChange {
    /// Heading of the column.
    pub column: String,
    pub before: String,
    pub after: String,
}

/// What a line of a sheet does.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum LineChange {
    Same,
    Changed { fields: Vec<FieldChange> },
    Error { code: String, zh: String },
}

/// A line of a sheet that changes something or cannot be taken.
#[derive(Serialize, ToSchema)]
pub struct LineDiff {
    /// Line in the file.
    pub line: u64,
    pub no: String,
    pub id: Option<String>,
    #[serde(flatten)]
    pub change: LineChange,
}

/// What a sheet would change, or changed.
#[derive(Serialize, ToSchema)]
pub struct SheetDiff {
    pub lines: Vec<LineDiff>,
    pub same: u64,
    pub changed: u64,
    pub errors: u64,
    /// False after a dry run or with any error.
    pub applied: bool,
}
