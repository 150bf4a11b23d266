//! The ledger: lines, lights, details, overview, worklist, journal entries.

use super::{
    CasesTotal, Commitment, Day, Exact, Kind, Named, PastMoment, ProjectsTotal, RecordView,
    ReportMark, RequestView, SeriesTotal, SupervisionView,
};
use serde::Serialize;
use utoipa::ToSchema;

/// A colour.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    Green,
    Yellow,
    Red,
    Grey,
}

/// How many of each colour.
#[derive(Serialize, ToSchema)]
pub struct Tally {
    pub green: i64,
    pub yellow: i64,
    pub red: i64,
    pub grey: i64,
    pub total: i64,
    /// Reached.
    pub done: i64,
}

/// How far a commitment is.
#[derive(Serialize, ToSchema)]
pub struct ProgressView {
    /// Exact total in the target's base unit.
    pub total: Exact,
    pub total_words: String,
    pub ratio_percent: Option<Exact>,
    pub expected_percent: Option<Exact>,
    /// Difference in percentage points.
    pub gap_pp: Option<Exact>,
}

/// A light with its reason.
#[derive(Serialize, ToSchema)]
pub struct LightView {
    pub colour: Colour,
    /// The target is reached.
    pub done: bool,
    pub reason_zh: String,
    pub reason_en: String,
    pub assessed_on: Day,
    /// The day the colour began.
    pub since: Day,
    pub previous: Option<Colour>,
    /// Day and colour, if nothing happens.
    #[schema(value_type = Option<Vec<String>>)]
    pub next_change: Option<Vec<String>>,
    /// Name and version of the rule.
    pub rule: String,
}

/// The one thing a commitment needs next.
#[derive(Serialize, ToSchema)]
pub struct NextStep {
    pub code: String,
    pub zh: String,
    pub en: String,
}

/// One line of the ledger.
#[derive(Serialize, ToSchema)]
pub struct Row {
    pub id: String,
    /// For `If-Match`.
    pub version: i64,
    pub no: u32,
    /// The report that number belongs to, where several are listed.
    pub report: Option<ReportMark>,
    pub title: String,
    pub text: String,
    pub kind: Kind,
    pub section_title: String,
    pub section: Vec<String>,
    pub lead: Option<Named>,
    pub supporting: Vec<Named>,
    pub leader: Option<Named>,
    pub deadline: Option<Day>,
    pub target_words: Option<String>,
    /// True once an approved change altered the target that was issued.
    pub target_changed: bool,
    pub progress: Option<ProgressView>,
    /// None for stances.
    pub light: Option<LightView>,
    pub next_step: Option<NextStep>,
}

/// A page of the ledger.
#[derive(Serialize, ToSchema)]
pub struct LedgerPage {
    pub rows: Vec<Row>,
    /// For `after`; null on the last page.
    pub next: Option<String>,
    /// All that match, not this page alone.
    pub tally: Tally,
}

/// The words of the report around a commitment.
#[derive(Serialize, ToSchema)]
pub struct SourceView {
    pub report: String,
    pub report_title: String,
    pub before: String,
    pub quote: String,
    pub after: String,
}

/// A journal entry.
#[derive(Serialize, ToSchema)]
pub struct EntryView {
    pub kind: String,
    pub id: String,
    pub seq: i64,
    /// Position in the district's journal.
    pub pos: i64,
    /// Milliseconds since 1970, UTC.
    pub at_ms: i64,
    /// Account.
    pub actor: String,
    /// Name of that account today; the account itself where it has none.
    pub actor_name: String,
    pub action: String,
    pub reason: Option<String>,
    /// Changed members before.
    #[schema(value_type = Object)]
    pub before: serde_json::Value,
    /// The same members after.
    #[schema(value_type = Object)]
    pub after: serde_json::Value,
    pub hash: String,
}

/// Everything about one commitment.
#[derive(Serialize, ToSchema)]
pub struct Detail {
    pub row: Row,
    pub commitment: Commitment,
    pub source: SourceView,
    /// What cases add up to, where it is measured by them.
    pub cases: Option<CasesTotal>,
    /// What projects add up to, where it is measured by them.
    pub projects: Option<ProjectsTotal>,
    /// What its series says, where it is measured by one.
    pub series: Option<SeriesTotal>,
    pub records: Vec<RecordView>,
    pub requests: Vec<RequestView>,
    pub supervision: Vec<SupervisionView>,
    /// Every text ever in force, the first first.
    pub versions: Vec<Commitment>,
    pub history: Vec<EntryView>,
    /// `claim`, `request_change`, `open_supervision`.
    pub may: Vec<String>,
    pub as_of: Option<PastMoment>,
}

/// One slice of the ledger.
#[derive(Serialize, ToSchema)]
pub struct Cut {
    pub key: String,
    pub name: String,
    pub tally: Tally,
}

/// A light that turned.
#[derive(Serialize, ToSchema)]
pub struct Turned {
    pub from: Colour,
    pub row: Row,
}

/// The overview.
#[derive(Serialize, ToSchema)]
pub struct Overview {
    pub day: Day,
    /// The past moment shown.
    pub as_of: Option<PastMoment>,
    pub tally: Tally,
    pub reds: Vec<Row>,
    pub turned: Vec<Turned>,
    pub turned_total: u64,
    pub due_soon: Vec<Row>,
    pub due_soon_total: u64,
    pub due_soon_days: i64,
    pub since: Day,
    pub by_section: Vec<Cut>,
    pub by_unit: Vec<Cut>,
    pub by_leader: Vec<Cut>,
    pub awaiting_verification: i64,
    pub open_requests: i64,
    pub open_supervision: i64,
}

/// One thing to do.
#[derive(Serialize, ToSchema)]
pub struct WorkItem {
    pub row: Row,
    pub step: NextStep,
    pub due: Option<Day>,
    /// The record or supervision item concerned.
    pub subject: Option<String>,
    pub leads: bool,
}

/// A page of a unit's work.
#[derive(Serialize, ToSchema)]
pub struct Worklist {
    pub unit: String,
    pub unit_name: String,
    pub now: Vec<WorkItem>,
    pub later: Vec<WorkItem>,
    pub done: Vec<Row>,
    /// On all pages.
    pub now_total: i64,
    pub later_total: i64,
    pub done_total: i64,
    /// For `after`; null on the last page.
    pub next: Option<String>,
}

/// What a verification found.
#[derive(Serialize, ToSchema)]
pub struct Verified {
    pub sound: bool,
    pub entries: u64,
    pub subjects: u64,
    pub seals: u64,
    /// Entries after the last seal.
    pub unsealed: i64,
    /// Evidence and report files checked against their digests.
    pub files: u64,
    /// The first bad row in words.
    pub fault_zh: Option<String>,
    pub fault_code: Option<String>,
}

/// A seal over all heads.
#[derive(Serialize, ToSchema)]
pub struct Seal {
    pub district: String,
    pub number: i64,
    pub day: Day,
    pub algorithm: String,
    pub pos_from: i64,
    pub pos_to: i64,
    pub heads: i64,
    pub root: String,
    pub prev: String,
    pub hash: String,
}
