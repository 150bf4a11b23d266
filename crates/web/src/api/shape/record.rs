//! Records, evidence, change requests, supervision.

use super::{
    CaseMeasure, Commitment, Day, Exact, Instant, Party, Plan, ProjectMeasure, ReportMark, Target,
};
use serde::Serialize;
use utoipa::ToSchema;

/// What a record says: an amount to add, a reading, a milestone reached, a note.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    Amount,
    Reading,
    Milestone,
    Note,
}

/// Where a record is on its way.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordStatus {
    Claimed,
    Verified,
    Returned,
    Withdrawn,
}

/// An evidence file, kept once by its hash.
#[derive(Serialize, ToSchema)]
pub struct Evidence {
    /// SM3 of the content, hexadecimal.
    pub hash: String,
    pub name: String,
    pub media_type: String,
    pub bytes: u64,
}

/// A record.
#[derive(Serialize, ToSchema)]
pub struct Record {
    pub id: String,
    pub commitment: String,
    pub kind: RecordKind,
    /// Which milestone, from 0.
    pub index: Option<u32>,
    /// The day it happened.
    pub date: Day,
    pub amount: Option<Exact>,
    /// Unit of the amount as entered.
    pub unit: Option<String>,
    /// A unit code, or words.
    pub place: Option<String>,
    pub note: String,
    pub evidence: Vec<Evidence>,
    pub status: RecordStatus,
    pub claimed_by: Party,
    pub claimed_at: Instant,
    pub claimed_on: Day,
    pub decided_by: Option<Party>,
    pub decided_at: Option<Instant>,
    pub decided_on: Option<Day>,
    pub decision_reason: Option<String>,
    /// The returned record entered again.
    pub resubmits: Option<String>,
    /// The record taken back.
    pub reverses: Option<String>,
    pub reversed_by: Option<String>,
}

/// A record with its version.
#[derive(Serialize, ToSchema)]
pub struct VersionedRecord {
    /// For `If-Match`.
    pub version: i64,
    #[serde(flatten)]
    pub record: Record,
}

/// A record with names and with what the caller may do.
#[derive(Serialize, ToSchema)]
pub struct RecordView {
    /// For `If-Match`.
    pub version: i64,
    #[serde(flatten)]
    pub record: Record,
    pub unit_name: String,
    pub place_name: Option<String>,
    pub commitment_no: u32,
    /// The report that number belongs to, where several are in force.
    pub report: Option<ReportMark>,
    pub commitment_title: String,
    /// Status of the record that reverses it, on the page of its commitment.
    pub reversal: Option<RecordStatus>,
    /// `verify`, `return`, `withdraw`, `reverse`, `resubmit`.
    pub may: Vec<String>,
}

/// What is to change; absent or null stays.
#[derive(Serialize, ToSchema)]
pub struct Changes {
    pub lead: Option<String>,
    pub supporting: Option<Vec<String>>,
    pub leader: Option<String>,
    pub target: Option<Target>,
    pub deadline: Option<Day>,
    pub plan: Option<Plan>,
    /// Other cases that add up, or cases in the place of reported amounts.
    pub cases: Option<CaseMeasure>,
    /// Other projects that add up, or projects in the place of reported amounts.
    pub projects: Option<ProjectMeasure>,
}

/// Where a change request is on its way.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeStatus {
    Requested,
    Approved,
    Refused,
    Withdrawn,
}

/// A change request.
#[derive(Serialize, ToSchema)]
pub struct ChangeRequest {
    pub id: String,
    pub commitment: String,
    /// The text version it was asked on.
    pub base_version: u32,
    pub changes: Changes,
    /// The same terms as they stood when it was asked.
    pub replaces: Changes,
    pub reason: String,
    pub requested_by: Party,
    pub requested_at: Instant,
    pub status: ChangeStatus,
    pub decided_by: Option<Party>,
    pub decided_at: Option<Instant>,
    pub decision_reason: Option<String>,
}

/// A change request with its version.
#[derive(Serialize, ToSchema)]
pub struct VersionedRequest {
    /// For `If-Match`.
    pub version: i64,
    #[serde(flatten)]
    pub request: ChangeRequest,
}

/// A change request with its commitment and what the caller may do.
#[derive(Serialize, ToSchema)]
pub struct RequestView {
    /// For `If-Match`.
    pub version: i64,
    #[serde(flatten)]
    pub request: ChangeRequest,
    pub commitment_no: u32,
    /// The report that number belongs to, where several are in force.
    pub report: Option<ReportMark>,
    pub commitment_title: String,
    /// What the commitment says now.
    pub now: Commitment,
    pub unit_name: String,
    /// `approve`, `refuse`, `withdraw`.
    pub may: Vec<String>,
}

/// Why a light has its colour: a code and its numbers.
#[derive(Serialize, ToSchema)]
pub struct Reason {
    pub code: String,
    /// Numbers and names by place in the sentence.
    #[schema(value_type = Object)]
    pub args: serde_json::Value,
    pub hedge: Option<String>,
}

/// Where a supervision item is on its way.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SupervisionStatus {
    Open,
    Answered,
    Closed,
}

/// A supervision item.
#[derive(Serialize, ToSchema)]
pub struct Supervision {
    pub id: String,
    pub commitment: String,
    pub light_reason: Reason,
    pub owner_unit: String,
    pub owner: Option<String>,
    pub opened_at: Instant,
    pub opened_by: String,
    pub due: Day,
    /// The limit the day was counted by (`5wd`); null where the day was set by hand.
    pub limit: Option<String>,
    pub status: SupervisionStatus,
    pub answer: Option<String>,
    pub answered_by: Option<String>,
    pub answered_at: Option<Instant>,
    pub closed_by: Option<String>,
    pub closed_at: Option<Instant>,
    pub close_reason: Option<String>,
}

/// A supervision item with its version.
#[derive(Serialize, ToSchema)]
pub struct VersionedSupervision {
    /// For `If-Match`.
    pub version: i64,
    #[serde(flatten)]
    pub item: Supervision,
}

/// A supervision item with its commitment and what the caller may do.
#[derive(Serialize, ToSchema)]
pub struct SupervisionView {
    /// For `If-Match`.
    pub version: i64,
    #[serde(flatten)]
    pub item: Supervision,
    pub commitment_no: u32,
    /// The report that number belongs to, where several are in force.
    pub report: Option<ReportMark>,
    pub commitment_title: String,
    pub owner_name: String,
    /// Why it was opened.
    pub reason_zh: String,
    pub reason_en: String,
    /// The answer is late.
    pub late: bool,
    /// The due day lies beyond the last holiday notice and may yet move.
    pub beyond_notices: bool,
    /// `answer`, `close`.
    pub may: Vec<String>,
}
