//! A request to change what is frozen.

use super::{Id, Party, codes};
use crate::{CaseMeasure, ProjectMeasure};
use figure::Target;
use jiff::Timestamp;
use jiff::civil::Date;
use light::Plan;
use serde::{Deserialize, Serialize};

/// Where a request is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeStatus {
    /// Waits for a decision.
    Requested,
    /// In force.
    Approved,
    /// Refused with a reason.
    Refused,
    /// Taken back.
    Withdrawn,
}
codes!(ChangeStatus {
    Requested => "requested",
    Approved => "approved",
    Refused => "refused",
    Withdrawn => "withdrawn",
});

/// What is to change; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Changes {
    /// New lead unit.
    pub lead: Option<String>,
    /// New supporting units, all of them.
    pub supporting: Option<Vec<String>>,
    /// New overseeing leader.
    pub leader: Option<String>,
    /// New target.
    pub target: Option<Target>,
    /// New deadline.
    pub deadline: Option<Date>,
    /// New path.
    pub plan: Option<Plan>,
    /// Other cases that add up, or cases in the place of records.
    pub cases: Option<CaseMeasure>,
    /// Other projects that add up, or projects in the place of records.
    #[serde(default)]
    pub projects: Option<ProjectMeasure>,
}

/// One request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRequest {
    /// Identifier.
    pub id: Id,
    /// The commitment to change.
    pub commitment: Id,
    /// The version it was asked on.
    pub base_version: u32,
    /// What is to change.
    pub changes: Changes,
    /// The same terms as they stood when it was asked; it can be approved while they still stand so.
    #[serde(default)]
    pub replaces: Changes,
    /// Why.
    pub reason: String,
    /// Who asks.
    pub requested_by: Party,
    /// When asked.
    pub requested_at: Timestamp,
    /// On its way.
    pub status: ChangeStatus,
    /// Who decided.
    pub decided_by: Option<Party>,
    /// When decided.
    pub decided_at: Option<Timestamp>,
    /// Why so decided.
    pub decision_reason: Option<String>,
}
