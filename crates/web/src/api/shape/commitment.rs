//! Commitments, drafts, targets, plans.

use super::{CaseMeasure, Day, Exact, IndicatorMeasure, Instant, ProjectMeasure};
use serde::Serialize;
use utoipa::ToSchema;

/// Sort of promise.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Quantified,
    Milestone,
    Continuing,
    Principle,
}

/// Where a commitment is on its way.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Proposed,
    Accepted,
    Dropped,
    Replaced,
    Issued,
}

/// Where facts come from.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeasuredBy {
    Records,
    Readings,
    Milestones,
    Notes,
    Cases,
    Projects,
    Indicators,
}

/// How a value is compared.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Comparator {
    Eq,
    Approx,
    Ge,
    Gt,
    Le,
    Lt,
    Range,
    NonDecreasing,
    InStep,
}

/// What a figure is a figure of.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    Level,
    Growth,
    Share,
    ChangePoints,
    Multiple,
    Rank,
    Duration,
}

/// A quantified target.
#[derive(Serialize, ToSchema)]
pub struct Target {
    /// What is measured.
    pub measure: String,
    pub comparator: Comparator,
    /// Value in the base unit.
    pub value: Option<Exact>,
    /// Upper end of a range.
    pub value_hi: Option<Exact>,
    /// Unit symbol.
    pub unit: String,
    pub basis: Basis,
    /// The measure it keeps step with.
    pub in_step_with: Option<String>,
    /// As written in the report.
    pub written: String,
}

/// What is to be reached by the end of a month.
#[derive(Serialize, ToSchema)]
pub struct MonthPoint {
    pub year: i16,
    pub month: i8,
    /// Total since the start, in the target's unit.
    pub cumulative: Exact,
}

/// A point to be reached.
#[derive(Serialize, ToSchema)]
pub struct MilestonePoint {
    pub title: String,
    pub due: Day,
    /// Share of the whole, in percent.
    pub share_percent: Exact,
}

/// The expected path: `"linear_days"`, `{"months": […]}` or `{"milestones": […]}`.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    LinearDays,
    Months(Vec<MonthPoint>),
    Milestones(Vec<MilestonePoint>),
}

/// Last year's result.
#[derive(Serialize, ToSchema)]
pub struct Baseline {
    pub value: Exact,
    pub written: String,
    pub period: String,
}

/// Where the words stand in the report; offsets are code points.
#[derive(Serialize, ToSchema)]
pub struct Source {
    pub start: u64,
    pub end: u64,
    pub quote: String,
    pub section: Vec<String>,
    pub section_title: String,
}

/// A unit proposed as owner.
#[derive(Serialize, ToSchema)]
pub struct OwnerProposal {
    pub unit: String,
    pub score_percent: u8,
    /// The duty phrases that matched.
    pub matched: Vec<String>,
}

/// A remark of the reader.
#[derive(Serialize, ToSchema)]
pub struct Remark {
    pub code: String,
    /// Name and value.
    pub args: Vec<Vec<String>>,
}

/// A commitment, as draft or in force.
#[derive(Serialize, ToSchema)]
pub struct Commitment {
    pub id: String,
    pub report: String,
    /// Number in the report.
    pub no: u32,
    pub status: Status,
    pub text: String,
    pub title: String,
    pub kind: Kind,
    pub source: Source,
    pub target: Option<Target>,
    /// Lead unit code.
    pub lead: Option<String>,
    pub supporting: Vec<String>,
    /// Overseeing leader.
    pub leader: Option<String>,
    pub start: Day,
    pub deadline: Option<Day>,
    pub no_deadline_reason: Option<String>,
    pub plan: Plan,
    pub measured_by: MeasuredBy,
    /// Which cases add up, where it is measured by cases.
    pub cases: Option<CaseMeasure>,
    /// What of which projects adds up, where it is measured by projects.
    pub projects: Option<ProjectMeasure>,
    /// What of which series measures it, where it is measured by indicators.
    pub indicators: Option<IndicatorMeasure>,
    pub baseline: Option<Baseline>,
    pub review_every_days: Option<u16>,
    pub hedge: Option<String>,
    /// Named projects.
    pub named: Vec<String>,
    /// The reader's rule.
    pub decided_by: String,
    /// How sure the reader is, in percent.
    pub certainty: u8,
    pub proposals: Vec<OwnerProposal>,
    pub remarks: Vec<Remark>,
    pub drop_reason: Option<String>,
    pub replaced_by: Vec<String>,
    pub replaces: Vec<String>,
    /// One more with every change, edits of the draft among them; a change request names it. Texts in force are numbered by their place in `versions`.
    pub version: u32,
    /// True once an approved change altered the target that was issued.
    pub target_changed: bool,
    pub issued_at: Option<Instant>,
    pub reviewed_by: Option<String>,
    pub reviewed_at: Option<Instant>,
}
