//! Key projects.

use super::{Day, Exact, Instant};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One of the five batches.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Batch {
    Planning,
    Reserve,
    Commencement,
    Completion,
    Commissioning,
}

/// Whose count of investment; never added to each other.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvestmentLedger {
    Reported,
    Enrolled,
    Bond,
}

/// One thing that the light of a project rests on.
#[derive(Serialize, ToSchema)]
pub struct ProjectFinding {
    /// `schedule`, `start`, `enrolment`, `bond`, `blocker`.
    pub code: String,
    pub colour: super::Colour,
    /// With its numbers.
    pub zh: String,
}

/// The light of a project: the worst of its findings.
#[derive(Serialize, ToSchema)]
pub struct ProjectLamp {
    pub colour: super::Colour,
    pub findings: Vec<ProjectFinding>,
    pub rule: String,
    pub version: u32,
}

/// Investment of a year against its plan at the end of the last month that is over.
#[derive(Serialize, ToSchema)]
pub struct InvestmentProgress {
    /// 0 in January.
    pub month: i8,
    /// 元.
    pub plan: Exact,
    /// 元.
    pub done: Exact,
    /// Percent.
    pub completion: Exact,
    /// Percent.
    pub schedule: Exact,
    /// Percentage points; negative is behind.
    pub ahead: Exact,
}

/// A project with what follows from its facts on a day.
#[derive(Serialize, ToSchema)]
pub struct ProjectRow {
    pub id: String,
    /// Of the national platform.
    pub code: Option<String>,
    pub name: String,
    pub owner: String,
    /// Unit code.
    pub bureau: String,
    pub bureau_name: String,
    pub leader_name: Option<String>,
    /// Unit code of the subdistrict.
    pub place: Option<String>,
    pub place_name: Option<String>,
    pub category: String,
    pub batch: Option<Batch>,
    /// 元.
    pub total: Option<Exact>,
    pub lamp: ProjectLamp,
    /// By reported investment.
    pub progress: Option<InvestmentProgress>,
    /// By enrolled investment.
    pub enrolled: Option<InvestmentProgress>,
    /// Blockers open on the day.
    pub open_blockers: usize,
    /// Entries that wait for a second person today.
    pub waiting: usize,
}

/// By what totals are put together.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProjectCut {
    All,
    Bureau,
    Owner,
    Leader,
    Place,
    Category,
    Batch,
}

/// Sums over projects.
#[derive(Serialize, ToSchema)]
pub struct ProjectSums {
    pub key: String,
    pub count: u32,
    /// How many have a plan of the year.
    pub planned: u32,
    /// 元.
    pub total: Exact,
    /// 元.
    pub plan: Exact,
    /// 元.
    pub reported: Exact,
    /// 元.
    pub enrolled: Exact,
    /// How many in each batch.
    pub batches: BTreeMap<String, u32>,
    pub progress: Option<InvestmentProgress>,
    pub progress_enrolled: Option<InvestmentProgress>,
}

/// Sums of one key, with its name.
#[derive(Serialize, ToSchema)]
pub struct NamedProjectSums {
    pub name: String,
    #[serde(flatten)]
    pub sums: ProjectSums,
}

/// The portfolio of a year on a day, as known at its end.
#[derive(Serialize, ToSchema)]
pub struct Portfolio {
    pub year: i16,
    pub on: Day,
    pub whole: ProjectSums,
    pub cut: ProjectCut,
    pub rows: Vec<NamedProjectSums>,
}

/// Who did something, and for which unit.
#[derive(Serialize, ToSchema)]
pub struct ActingParty {
    pub person: String,
    pub unit: String,
}

/// A verified claim taken back.
#[derive(Serialize, ToSchema)]
pub struct ClaimReversal {
    pub by: ActingParty,
    pub on: Day,
    pub reason: String,
}

/// A claim and what became of it.
#[derive(Serialize, ToSchema)]
pub struct ProjectClaim {
    pub by: ActingParty,
    pub at: Instant,
    pub on: Day,
    /// `waiting`, `verified`, `returned`.
    pub decision: String,
    pub decided_by: Option<ActingParty>,
    pub decided_at: Option<Instant>,
    pub decided_on: Option<Day>,
    pub reason: Option<String>,
    pub reversal: Option<ClaimReversal>,
}

/// Investment of one month.
#[derive(Serialize, ToSchema)]
pub struct MonthInvestment {
    pub no: u32,
    pub ledger: InvestmentLedger,
    pub year: i16,
    pub month: i8,
    /// Of the month alone, 元.
    pub amount: Exact,
    /// From January on, where it was entered so, 元.
    pub year_to_date: Option<Exact>,
    pub note: String,
    pub claim: ProjectClaim,
}

/// A file and what it proves.
#[derive(Serialize, ToSchema)]
pub struct ProjectFile {
    /// `reserve_decision`, `start_order`, `permit`, `site_photo`, `acceptance`, `in_use`, `other`.
    pub kind: String,
    pub hash: String,
    pub name: String,
}

/// A batch entered.
#[derive(Serialize, ToSchema)]
pub struct ProjectMilestone {
    pub no: u32,
    pub batch: Batch,
    pub date: Day,
    pub evidence: Vec<ProjectFile>,
    pub note: String,
    pub claim: ProjectClaim,
}

/// The plan of one year.
#[derive(Serialize, ToSchema)]
pub struct ProjectPlan {
    pub year: i16,
    /// 元.
    pub amount: Exact,
    /// Cumulative at the end of each month, 元; even where absent.
    pub curve: Option<Vec<Exact>>,
    /// 元.
    pub bond: Option<Exact>,
    pub start_month: Option<i8>,
    pub basis: String,
    pub reason: String,
    pub by: ActingParty,
    pub at: Instant,
    pub on: Day,
}

/// Cumulative amounts at the end of a month, 元.
#[derive(Serialize, ToSchema)]
pub struct CurvePoint {
    pub month: i8,
    pub planned: Exact,
    pub reported: Option<Exact>,
    pub enrolled: Option<Exact>,
}

/// An item of the checklist that does not count.
#[derive(Serialize, ToSchema)]
pub struct ApprovalLack {
    pub item: String,
    /// Null where nothing was entered.
    pub expired_on: Option<Day>,
}

/// How ripe a project is.
#[derive(Serialize, ToSchema)]
pub struct ProjectMaturity {
    /// Percent.
    pub score: Exact,
    pub held: Vec<String>,
    pub not_needed: Vec<String>,
    pub lacks: Vec<ApprovalLack>,
    pub version: u32,
}

/// An approval held, or why none is needed.
#[derive(Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ApprovalState {
    Held {
        number: String,
        issued_on: Day,
        expires_on: Option<Day>,
        hash: String,
    },
    NotNeeded {
        reason: String,
    },
}

/// An item of the checklist as entered.
#[derive(Serialize, ToSchema)]
pub struct ProjectApproval {
    pub item: String,
    pub state: ApprovalState,
    pub by: ActingParty,
    pub at: Instant,
    pub on: Day,
}

/// An item of the checklist.
#[derive(Serialize, ToSchema)]
pub struct ApprovalItem {
    pub code: String,
    pub title: String,
    pub weight: u16,
    pub entered: Option<ProjectApproval>,
    pub lack: Option<ApprovalLack>,
}

/// A department called to a blocker.
#[derive(Serialize, ToSchema)]
pub struct CalledUnit {
    pub unit: String,
    pub case: Option<String>,
    pub on: Day,
}

/// How a blocker ended.
#[derive(Serialize, ToSchema)]
pub struct BlockerEnd {
    pub by: ActingParty,
    pub on: Day,
    pub how: String,
}

/// Something that holds a project up.
#[derive(Serialize, ToSchema)]
pub struct ProjectBlocker {
    pub no: u32,
    pub title: String,
    pub owner_unit: String,
    pub owner: String,
    pub opened_by: ActingParty,
    pub opened_on: Day,
    pub due: Day,
    /// Earlier due days, each with the reason it moved.
    pub moved: Vec<Vec<String>>,
    pub called: Vec<CalledUnit>,
    pub closed: Option<BlockerEnd>,
    pub unit_name: String,
    pub owner_name: String,
    /// 0 in time.
    pub late_days: i32,
    pub may_close: bool,
}

/// Where money comes from.
#[derive(Serialize, ToSchema)]
pub struct ProjectFunding {
    pub source: String,
    /// 元.
    pub amount: Exact,
}

/// One project with everything that follows from it on a day.
#[derive(Serialize, ToSchema)]
pub struct ProjectDetail {
    /// For `If-Match`.
    pub version: i64,
    pub on: Day,
    pub year: i16,
    #[serde(flatten)]
    pub row: ProjectRow,
    pub plan: Option<ProjectPlan>,
    pub earlier_plans: Vec<ProjectPlan>,
    pub curve: Vec<CurvePoint>,
    pub investments: Vec<MonthInvestment>,
    pub milestones: Vec<ProjectMilestone>,
    pub maturity: Option<ProjectMaturity>,
    pub approvals: Vec<ApprovalItem>,
    pub blockers: Vec<ProjectBlocker>,
    pub funding: Vec<ProjectFunding>,
    /// Names of people that occur, by id.
    pub names: BTreeMap<String, String>,
    pub may: Vec<String>,
}

/// A month of a ledger.
#[derive(Serialize, ToSchema)]
pub struct LedgerMonth {
    pub ledger: InvestmentLedger,
    pub year: i16,
    pub month: i8,
}

/// A batch reached on a day.
#[derive(Serialize, ToSchema)]
pub struct BatchDay {
    pub batch: Batch,
    pub date: Day,
}

/// An entry that waits for a second person.
#[derive(Serialize, ToSchema)]
pub struct WaitingEntry {
    pub project: String,
    /// `investment`, `milestone`.
    pub kind: String,
    pub no: u32,
    pub version: i64,
    pub name: String,
    pub bureau: String,
    pub month: Option<LedgerMonth>,
    /// 元.
    pub amount: Option<Exact>,
    /// 元.
    pub year_to_date: Option<Exact>,
    pub milestone: Option<BatchDay>,
    pub on: Day,
    pub note: String,
}

/// Entries that wait, the longest first.
#[derive(Serialize, ToSchema)]
pub struct WaitingEntries {
    pub entries: Vec<WaitingEntry>,
    pub total: usize,
}

/// A project before a window of funds.
#[derive(Serialize, ToSchema)]
pub struct FundCandidate {
    pub id: String,
    pub name: String,
    /// Empty where it fits.
    pub lacks: String,
}

/// A window of funds.
#[derive(Serialize, ToSchema)]
pub struct FundWindow {
    pub name: String,
    pub opens: Day,
    pub closes: Day,
    pub open: bool,
    pub requires: Vec<String>,
    pub fits: Vec<FundCandidate>,
    pub lacking: Vec<FundCandidate>,
}

/// What is wrong with a cell, or asks for a look.
#[derive(Serialize, ToSchema)]
pub struct SheetFault {
    pub cell: String,
    pub code: String,
    pub zh: String,
    pub en: String,
}

/// One project of a plan's sheet.
#[derive(Serialize, ToSchema)]
pub struct PlanLine {
    pub row: usize,
    pub name: String,
    /// Null for a new one.
    pub project: Option<String>,
    /// 元.
    pub before: Option<Exact>,
    /// 元.
    pub plan: Exact,
    pub changes: bool,
}

/// What a plan's sheet does.
#[derive(Serialize, ToSchema)]
pub struct PlanImport {
    pub year: i16,
    pub lines: Vec<PlanLine>,
    pub faults: Vec<SheetFault>,
    /// 元.
    pub sum: Exact,
    pub applied: bool,
}

/// One amount that differs.
#[derive(Serialize, ToSchema)]
pub struct ProgressLine {
    pub row: usize,
    pub project: String,
    pub name: String,
    pub ledger: InvestmentLedger,
    /// 元.
    pub before: Exact,
    /// 元.
    pub sum: Exact,
}

/// What a month's sheet does.
#[derive(Serialize, ToSchema)]
pub struct ProgressImport {
    pub year: i16,
    pub month: i8,
    pub lines: Vec<ProgressLine>,
    pub same: u32,
    pub faults: Vec<SheetFault>,
    pub doubts: Vec<SheetFault>,
    pub applied: bool,
}
