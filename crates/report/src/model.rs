//! What a report is once read. All offsets are Unicode code points into the text given.

use figure::{Basis, Comparator, Decimal, Target};
use serde::{Deserialize, Serialize};

/// A half-open range of code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// Which part of a report a section is; decides result against target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Title, session, speaker, salutation.
    Front,
    /// What was done last year.
    ReviewYear,
    /// What was done in the last five-year period (or term).
    ReviewTerm,
    /// Self-stated problems.
    Problems,
    /// Goals of the coming five-year period.
    PlanTerm,
    /// This year's commitments.
    PlanYear,
    /// Closing call, thanks.
    Closing,
    /// Glossary, annexes.
    Annex,
}

/// A node of the heading tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// 1 一、 · 2 （一）or a paragraph lead · 3 a bold lead sentence.
    pub level: u8,
    /// 一, （一）, 一是, or empty.
    pub label: String,
    /// Heading words without label and final stop.
    pub title: String,
    /// Where the heading stands.
    pub heading: Span,
    /// Where the section with all below it stands.
    pub span: Span,
    /// Labels (or titles where unlabelled) from the root.
    pub path: Vec<String>,
    /// The part it belongs to.
    pub role: Role,
    /// Sections below.
    pub children: Vec<Section>,
}

/// Past result, this year's target, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// Reached last year.
    #[serde(rename = "result_year")]
    ResultYear,
    /// Reached over the last five-year period.
    #[serde(rename = "result_5y")]
    ResultTerm,
    /// To be reached this year.
    #[serde(rename = "target_year")]
    TargetYear,
    /// To be reached over the coming five-year period.
    #[serde(rename = "target_5y")]
    TargetTerm,
    /// Neither: stock, background, base value.
    #[serde(rename = "context")]
    Context,
}

/// One figure of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The clause around it.
    pub quote: Span,
    /// Number and unit alone.
    pub value_span: Span,
    /// What is measured.
    pub measure: String,
    /// Its nature.
    pub basis: Basis,
    /// Relation.
    pub comparator: Comparator,
    /// The word that set the relation (左右, 不少于, 达).
    pub cue: Option<String>,
    /// Magnitude in `unit`, scale words multiplied out.
    pub value: Decimal,
    /// Upper end of a range.
    pub value_hi: Option<Decimal>,
    /// Base unit.
    pub unit: String,
    /// As written, without unit.
    pub raw_value: String,
    /// Unit as written (亿元).
    pub raw_unit: String,
    /// up / down for changes.
    pub direction: Option<Direction>,
    /// Result, target or context.
    pub kind: FigureKind,
    /// Path of its section.
    pub section: Vec<String>,
    /// 2025, 2021-2025, 2026, 2026-2030.
    pub period: String,
    /// ISO date for targets.
    pub deadline: Option<String>,
    /// 力争, 确保, 预计.
    pub hedge: Option<String>,
    /// 年均, 较“十三五”…
    pub qualifier: Option<String>,
    /// True where the number is written in Chinese numerals.
    pub chinese_numeral: bool,
    /// 增长1.8倍 against 翻番.
    pub multiple_sense: Option<MultipleSense>,
    /// Index of the item in a distributive list (分别…), if any.
    pub distributive: Option<Distributive>,
    /// The rule that decided, by stable name.
    pub decided_by: String,
    /// 0..=100.
    pub certainty: u8,
}

/// Direction of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 增长, 提升.
    Up,
    /// 下降, 减少.
    Down,
}

/// What a multiple counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MultipleSense {
    /// 增长1.8倍.
    IncreaseBy,
    /// 翻番, 是…的3倍.
    To,
}

/// A figure's place in a list that shares one predicate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distributive {
    /// Position, from 0.
    pub index: usize,
    /// How many items.
    pub of: usize,
    /// 分别, 均, 各, ∶.
    pub cue: String,
}

/// What a commitment clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClauseKind {
    /// Carries a target figure, of this year or of the five years. A target in words alone ([`Clause::word_target`])
    /// does not make a clause quantified: it stays [`ClauseKind::Continuing`].
    Quantified,
    /// A named thing to be finished, started, opened.
    Milestone,
    /// Work that goes on.
    Continuing,
    /// Stance, lead-in, outcome: not a task.
    Principle,
}

/// Finer role of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClauseRole {
    /// A task.
    Item,
    /// The general lead clause of a list of tasks.
    Umbrella,
    /// An attitude.
    Stance,
    /// Leads into what follows.
    LeadIn,
    /// The effect hoped for.
    Outcome,
}

/// A clause of this year's part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Where it stands.
    pub span: Span,
    /// Path of its section.
    pub section: Vec<String>,
    /// Its kind.
    pub kind: ClauseKind,
    /// Its role.
    pub role: ClauseRole,
    /// The verb.
    pub action: Option<String>,
    /// What the verb acts on.
    pub object: String,
    /// Indexes into [`Reading::figures`] of its targets.
    pub figures: Vec<usize>,
    /// Indexes of other figures in it.
    pub context_figures: Vec<usize>,
    /// A target in words alone (稳步提升, 同步); only on [`ClauseKind::Continuing`] clauses, and never
    /// beside `figures`.
    pub word_target: Option<Target>,
    /// Names in it: quoted names, named projects.
    pub named: Vec<String>,
    /// ISO date.
    pub deadline: Option<String>,
    /// `default` or `explicit:全年`…
    pub deadline_source: Option<String>,
    /// 力争, 确保.
    pub hedge: Option<String>,
    /// The rule that decided the kind.
    pub decided_by: String,
    /// 0..=100.
    pub certainty: u8,
}

/// A term and its explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Ordinal in the glossary.
    pub n: usize,
    /// The term.
    pub term: String,
    /// The explanation.
    pub definition: String,
    /// Where the term stands in the glossary.
    pub term_span: Span,
    /// Where the explanation stands.
    pub definition_span: Span,
    /// First use in the body.
    pub first_use: Option<Span>,
}

/// A problem the report states of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// 一是…
    pub label: String,
    /// Its words.
    pub text: String,
    /// Where.
    pub span: Span,
    /// The points within.
    pub points: Vec<String>,
}

/// A task of the coming five-year plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanTask {
    /// 一是…
    pub label: String,
    /// Its words.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// From this year's target to last year's result of the same measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Index of the target figure.
    pub target: usize,
    /// Index of the result figure.
    pub result: usize,
    /// `same_measure` or `same_measure_5y_total`.
    pub relation: String,
    /// True where the target is below the result.
    pub below_result: bool,
}

/// Front matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Front {
    /// 政府工作报告.
    pub title: Option<String>,
    /// The line under it.
    pub subtitle: Option<String>,
    /// Who spoke.
    pub speaker: Option<String>,
    /// ISO date of the session.
    pub date: Option<String>,
}

/// A report, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The year the commitments are for.
    pub year: i16,
    /// Front matter.
    pub front: Front,
    /// Heading tree.
    pub sections: Vec<Section>,
    /// All figures of the body, in order of place.
    pub figures: Vec<Figure>,
    /// All clauses of this year's part, in order.
    pub clauses: Vec<Clause>,
    /// Glossary.
    pub glossary: Vec<Term>,
    /// Self-stated problems.
    pub problems: Vec<Problem>,
    /// Tasks of the coming five years.
    pub plan_tasks: Vec<PlanTask>,
    /// Target-to-result links.
    pub links: Vec<Link>,
}
