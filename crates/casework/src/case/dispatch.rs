//! Where a case was sent, how it came back, and what waits for approval.

use super::Who;
use crate::case_type::ArbitrationResult;
use crate::command::Act;
use jiff::Timestamp;
use org::UnitCode;
use serde::{Deserialize, Serialize};

/// Sent to a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatch {
    /// The unit.
    pub unit: UnitCode,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Who,
    /// The entry of the duty list it rests on.
    pub entry: Option<String>,
    /// Whether the system did it.
    pub automatic: bool,
    /// Given back.
    pub returned: Option<Return>,
    /// What the arbiter said.
    pub arbitration: Option<Arbitration>,
}

/// Given back by the unit; it stays responsible until the arbiter has decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Who,
    /// The entry of the duty list it cites.
    pub entry: String,
    /// Why.
    pub reason: String,
}

/// The arbiter's decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arbitration {
    /// By whom.
    pub by: Who,
    /// When.
    pub at: Timestamp,
    /// What.
    pub result: ArbitrationResult,
    /// Why.
    pub reason: String,
}

/// An action that waits for somebody else's word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Approval {
    /// Identifier.
    pub id: String,
    /// The action.
    pub action: String,
    /// Who asked.
    pub asked_by: Who,
    /// When.
    pub asked_at: Timestamp,
    /// Why.
    pub reason: String,
    /// What was asked for, whole.
    pub act: Act,
    /// Who may decide: codes of [`crate::By`].
    pub approvers: Vec<String>,
}

/// A decided approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Identifier of the approval.
    pub id: String,
    /// The action.
    pub action: String,
    /// Who asked.
    pub asked_by: Who,
    /// When.
    pub asked_at: Timestamp,
    /// Who decided; none where it lapsed because the case moved on.
    pub by: Option<Who>,
    /// When.
    pub at: Timestamp,
    /// Whether it was allowed.
    pub allowed: bool,
    /// Why.
    pub reason: String,
}
