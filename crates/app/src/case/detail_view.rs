//! A case as staff see it: the shapes of its page.

use super::proposals::Proposals;
use super::row::Row;
use super::view::{ClockView, OfferView};
use crate::AsOf;
use casework::{CaseEvidence, Phase, Source};
use jiff::Timestamp;
use serde::Serialize;

/// A field with its value.
#[derive(Debug, Clone, Serialize)]
pub struct FieldView {
    /// Key.
    pub key: String,
    /// Label.
    pub label: String,
    /// Value in words.
    pub value: String,
}

/// Who reported, masked.
#[derive(Debug, Clone, Serialize)]
pub struct ReporterView {
    /// Masked name; empty where it is hidden from the viewer or none was given.
    pub name: String,
    /// Masked telephone.
    pub phone: String,
    /// Nothing was given.
    pub anonymous: bool,
    /// Asked to be hidden from the unit complained of.
    pub hidden: bool,
    /// The viewer may see it plainly, for a stated purpose.
    pub may_unmask: bool,
}

/// One act of the case.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    /// When.
    pub at: Timestamp,
    /// The action, by name.
    pub action: String,
    /// Who.
    pub person: String,
    /// For which unit.
    pub unit: String,
    /// The state after it, by name; empty where it did not move.
    pub to: String,
    /// Why.
    pub reason: Option<String>,
}

/// Sent to a unit, and what became of it.
#[derive(Debug, Clone, Serialize)]
pub struct DispatchView {
    /// The unit.
    pub unit: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The entry of the duty list.
    pub entry: Option<String>,
    /// Given back: when, entry, reason.
    pub returned: Option<(Timestamp, String, String)>,
    /// Decided: when, upheld, reason.
    pub arbitration: Option<(Timestamp, bool, String)>,
}

/// What waits for somebody's word.
#[derive(Debug, Clone, Serialize)]
pub struct PendingView {
    /// Id, for the decision.
    pub id: String,
    /// The action, by name.
    pub action: String,
    /// Who asked.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
    /// Roles that decide, by code.
    pub approvers: Vec<String>,
    /// The viewer may decide it.
    pub may_decide: bool,
}

/// A unit that helps or was called.
#[derive(Debug, Clone, Serialize)]
pub struct TogetherView {
    /// Id of the part or whistle.
    pub id: String,
    /// `co_handling` or `whistle`.
    pub kind: &'static str,
    /// Unit code.
    pub unit: String,
    /// Its name.
    pub unit_name: String,
    /// What is asked.
    pub task: String,
    /// By when.
    pub due: Timestamp,
    /// Done or arrived.
    pub done: Option<Timestamp>,
    /// What was done, or the judgement.
    pub result: String,
    /// Late.
    pub late: bool,
    /// `done`, `withdraw`, `arrive`, `judge_whistle`, `judge_response`.
    pub may: Vec<&'static str>,
}

/// A remark.
#[derive(Debug, Clone, Serialize)]
pub struct NoteView {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// Words.
    pub text: String,
}

/// A case with everything behind it.
#[derive(Debug, Clone, Serialize)]
pub struct Detail {
    /// Id.
    pub id: String,
    /// Version for the next act.
    pub version: i64,
    /// Number.
    pub number: String,
    /// Type, by id.
    pub case_type: String,
    /// Its name and version.
    pub type_name: String,
    /// The version it runs on.
    pub type_version: u32,
    /// State, by key.
    pub state: String,
    /// Its name.
    pub state_name: String,
    /// Part of the loop.
    pub phase: Phase,
    /// The parts of the loop it passes: code, passed, present.
    pub way: Vec<(Phase, bool, bool)>,
    /// How it came in, by code.
    pub channel: String,
    /// What another system calls it.
    pub source: Option<Source>,
    /// What it is about.
    pub title: String,
    /// Code of the matter.
    pub matter: Option<String>,
    /// Its name.
    pub matter_name: Option<String>,
    /// Grade, by name.
    pub grade: Option<String>,
    /// Values.
    pub fields: Vec<FieldView>,
    /// Where, in words.
    pub address: String,
    /// Longitude and latitude, WGS 84.
    pub point: Option<(f64, f64)>,
    /// Grid.
    pub grid: Option<String>,
    /// Community, by name.
    pub community: Option<String>,
    /// Subdistrict, by name.
    pub subdistrict: Option<String>,
    /// Who reported; none where nobody did or the viewer is not to know.
    pub reporter: Option<ReporterView>,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// Whose it is, by name.
    pub owner: Option<String>,
    /// The role whose turn it is, by code.
    pub owner_role: Option<String>,
    /// The person who has taken it, by name.
    pub owner_person: Option<String>,
    /// The handling unit, by name.
    pub handler: Option<String>,
    /// Clocks with their accounts, the running ones first.
    pub clocks: Vec<ClockView>,
    /// Acts, the oldest first.
    pub steps: Vec<StepView>,
    /// Where it was sent.
    pub dispatches: Vec<DispatchView>,
    /// What waits for approval.
    pub pending: Option<PendingView>,
    /// Units that help or were called.
    pub together: Vec<TogetherView>,
    /// The case it is a part of.
    pub parent: Option<String>,
    /// Its parts.
    pub children: Vec<Row>,
    /// Photographs and files.
    pub evidence: Vec<CaseEvidence>,
    /// Remarks, the newest first.
    pub notes: Vec<NoteView>,
    /// The latest answer.
    pub reply: Option<NoteView>,
    /// Called back and reached; solved; treated well; score.
    pub rating: Option<(Option<bool>, Option<bool>, Option<u8>)>,
    /// What wants attention.
    pub alarms: Vec<String>,
    /// Times done again, opened again, given back; others who reported the same.
    pub counts: (u32, u32, u32, u32),
    /// Actions of the type that the viewer may do now.
    pub offers: Vec<OfferView>,
    /// `note`, `redact`, `open_original`, `add_info`, `co_handle`, `whistle`, `hand_over`, `split`.
    pub may: Vec<&'static str>,
    /// To whom it could go; empty unless the viewer may dispatch it.
    pub proposals: Proposals,
    /// The past moment shown.
    pub as_of: Option<AsOf>,
}
