//! Cases.

use super::{Instant, PastMoment};
use serde::Serialize;
use utoipa::ToSchema;

/// Where a case comes from in another system.
#[derive(Serialize, ToSchema)]
pub struct CaseSource {
    pub system: String,
    pub number: String,
}

/// A place: a point of WGS 84, an address, or both.
#[derive(Serialize, ToSchema)]
pub struct PlaceIn {
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    pub address: Option<String>,
    /// `gps`, `photo`, `map`, `address`, `import`.
    pub how: Option<String>,
}

/// Who reports; sealed at once.
#[derive(Serialize, ToSchema)]
pub struct ReporterIn {
    pub name: Option<String>,
    pub phone: Option<String>,
    /// Other personal fields of the type, by key.
    #[schema(value_type = Object)]
    pub more: Option<serde_json::Value>,
    /// Hidden from the unit complained of.
    pub hidden: Option<bool>,
}

/// A command with files: the part's name is the kind of evidence, such as `after_photo`.
#[derive(ToSchema)]
pub struct CommandForm {
    /// The JSON that would be sent without files.
    pub command: String,
    #[schema(value_type = Vec<String>, format = Binary)]
    pub after_photo: Vec<Vec<u8>>,
}

/// A case of a list.
#[derive(Serialize, ToSchema)]
pub struct CaseRow {
    pub id: String,
    /// For `If-Match`.
    pub version: i64,
    pub number: String,
    pub case_type: String,
    pub type_name: String,
    pub state: String,
    pub state_name: String,
    /// `collect`, `register`, `dispatch`, `handle`, `feedback`, `verify`, `confirm`, `closed`,
    /// `void`, `suspended`.
    pub phase: String,
    pub channel: String,
    pub title: String,
    pub matter: Option<String>,
    pub matter_name: Option<String>,
    pub grade: Option<String>,
    pub address: String,
    pub subdistrict: Option<String>,
    /// Who owes the next act; empty once it has ended.
    pub owner: String,
    pub owner_role: Option<String>,
    pub handler: Option<String>,
    pub reported_at: Instant,
    pub entered_at: Instant,
    /// When the running clock is due.
    pub due: Option<Instant>,
    pub clock: Option<String>,
    pub late: bool,
    pub paused: bool,
    pub closed_at: Option<Instant>,
    pub rework: i64,
    pub reopened: i64,
    pub bounces: i64,
    pub joined: i64,
    pub alarms: i64,
}

/// A page of cases.
#[derive(Serialize, ToSchema)]
pub struct CasePage {
    pub rows: Vec<CaseRow>,
    pub next: Option<String>,
    /// Counted up to 10,000 where only open cases are meant and no words are looked for, else up to 500.
    pub total: i64,
}

/// A deputy's own snapshots.
#[derive(Serialize, ToSchema)]
pub struct Snapshots {
    pub rows: Vec<CaseRow>,
    pub next: Option<String>,
    /// How many were filed.
    pub filed: i64,
    /// How many of them are open.
    pub open: i64,
    /// How many wait for the deputy's word.
    pub to_rate: i64,
}

/// A case type in force.
#[derive(Serialize, ToSchema)]
pub struct CaseTypeView {
    pub id: String,
    pub version: u32,
    pub name: String,
    pub standard: Option<String>,
    pub channels: Vec<String>,
    /// Key and name of each.
    pub grades: Vec<Vec<String>>,
    pub states: Vec<Vec<String>>,
    #[schema(value_type = Vec<Object>)]
    pub fields: Vec<serde_json::Value>,
}

/// A case on the map.
#[derive(Serialize, ToSchema)]
pub struct CasePoint {
    pub id: String,
    pub number: String,
    pub title: String,
    pub phase: String,
    pub lon: f64,
    pub lat: f64,
    pub late: bool,
}

/// Several cases near each other.
#[derive(Serialize, ToSchema)]
pub struct CaseCluster {
    pub count: i64,
    pub lon: f64,
    pub lat: f64,
}

/// Single cases, or clusters of a large part.
#[derive(Serialize, ToSchema)]
pub struct CasePoints {
    pub points: Vec<CasePoint>,
    pub clusters: Vec<CaseCluster>,
    /// More than 1,000 lie here; the newest are given.
    pub cut: bool,
}

/// A case with what it needs.
#[derive(Serialize, ToSchema)]
pub struct CaseWorkItem {
    pub row: CaseRow,
    /// What to do; empty where it waits for others.
    pub step: String,
    /// `own`, `help`, `whistle`, `approval`, `wait`.
    pub part: String,
    pub due: Option<Instant>,
    pub late: bool,
}

/// What a unit owes on cases.
#[derive(Serialize, ToSchema)]
pub struct CaseWorklist {
    pub unit: String,
    pub unit_name: String,
    pub now: Vec<CaseWorkItem>,
    pub waiting: Vec<CaseWorkItem>,
}

/// A unit or matter that is proposed.
#[derive(Serialize, ToSchema)]
pub struct Suggested {
    pub code: String,
    pub name: String,
    /// Each in Chinese and English.
    pub reasons: Vec<Vec<String>>,
}

/// A unit that the duty list keeps from having it.
#[derive(Serialize, ToSchema)]
pub struct Blocking {
    pub unit: String,
    pub name: String,
    pub zh: String,
    pub en: String,
}

/// What the duty list says to a dispatch.
#[derive(Serialize, ToSchema)]
pub struct CaseProposals {
    /// What the learnt model says; none where nothing is learnt yet.
    pub learned: Option<super::LearnedProposal>,
    pub units: Vec<Suggested>,
    pub blocked: Vec<Blocking>,
}

/// Who reported, plainly.
#[derive(Serialize, ToSchema)]
pub struct Revealed {
    pub name: String,
    pub phone: String,
    #[schema(value_type = Object)]
    pub more: serde_json::Value,
}

/// An action that the caller may do now.
#[derive(Serialize, ToSchema)]
pub struct CaseOffer {
    pub action: String,
    pub name: String,
    pub effect: String,
    pub to: Option<String>,
    /// What has to be given: `need`, `key`, `label`, `kind`, `choices`, `min`, `value`.
    #[schema(value_type = Vec<Object>)]
    pub needs: Vec<serde_json::Value>,
    /// What may be put right with it, of the same shape; `value` is what the case has now.
    #[schema(value_type = Vec<Object>)]
    pub corrects: Vec<serde_json::Value>,
    pub asks_approval: bool,
}

/// A case with everything behind it.
#[derive(Serialize, ToSchema)]
pub struct CaseDetail {
    pub id: String,
    /// For `If-Match`.
    pub version: i64,
    pub number: String,
    pub case_type: String,
    pub type_name: String,
    pub type_version: u32,
    pub state: String,
    pub state_name: String,
    pub phase: String,
    /// Parts of the loop: code, passed, present.
    pub way: Vec<Vec<serde_json::Value>>,
    pub channel: String,
    pub source: Option<CaseSource>,
    pub title: String,
    pub matter: Option<String>,
    pub matter_name: Option<String>,
    pub grade: Option<String>,
    /// Key, label and value of each.
    #[schema(value_type = Vec<Object>)]
    pub fields: Vec<serde_json::Value>,
    pub address: String,
    /// Longitude and latitude.
    pub point: Option<Vec<f64>>,
    pub grid: Option<String>,
    pub community: Option<String>,
    pub subdistrict: Option<String>,
    /// Masked.
    #[schema(value_type = Option<Object>)]
    pub reporter: Option<serde_json::Value>,
    pub reported_at: Instant,
    pub owner: Option<String>,
    pub owner_role: Option<String>,
    pub owner_person: Option<String>,
    pub handler: Option<String>,
    /// Each with its account, day by day.
    #[schema(value_type = Vec<Object>)]
    pub clocks: Vec<serde_json::Value>,
    #[schema(value_type = Vec<Object>)]
    pub steps: Vec<serde_json::Value>,
    #[schema(value_type = Vec<Object>)]
    pub dispatches: Vec<serde_json::Value>,
    #[schema(value_type = Option<Object>)]
    pub pending: Option<serde_json::Value>,
    #[schema(value_type = Vec<Object>)]
    pub together: Vec<serde_json::Value>,
    pub parent: Option<String>,
    pub children: Vec<CaseRow>,
    #[schema(value_type = Vec<Object>)]
    pub evidence: Vec<serde_json::Value>,
    #[schema(value_type = Vec<Object>)]
    pub notes: Vec<serde_json::Value>,
    #[schema(value_type = Option<Object>)]
    pub reply: Option<serde_json::Value>,
    /// Solved, treated well, score.
    pub rating: Option<Vec<serde_json::Value>>,
    pub alarms: Vec<String>,
    /// Times done again, opened again, given back; others who reported the same.
    pub counts: Vec<u32>,
    pub offers: Vec<CaseOffer>,
    /// `note`, `redact`, `open_original`, `add_info`, `co_handle`, `whistle`, `hand_over`, `split`.
    pub may: Vec<String>,
    pub proposals: CaseProposals,
    pub as_of: Option<PastMoment>,
}
