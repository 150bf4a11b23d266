//! A supervision item: every red light has one, with an owner and a date (F1-02).

use super::{Id, codes};
use jiff::Timestamp;
use jiff::civil::Date;
use light::Reason;
use serde::{Deserialize, Serialize};

/// Where an item is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupervisionStatus {
    /// Waits for an answer.
    Open,
    /// Answered; waits to be closed.
    Answered,
    /// Closed by someone other than the answerer.
    Closed,
}
codes!(SupervisionStatus { Open => "open", Answered => "answered", Closed => "closed" });

/// One item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supervision {
    /// Identifier.
    pub id: Id,
    /// The commitment it is about.
    pub commitment: Id,
    /// Why the light was what it was when opened.
    pub light_reason: Reason,
    /// Unit that owes the answer.
    pub owner_unit: String,
    /// Person that owes it, where named.
    pub owner: Option<String>,
    /// When opened.
    pub opened_at: Timestamp,
    /// Account that opened it.
    pub opened_by: String,
    /// Last day for the answer.
    pub due: Date,
    /// The limit the day was counted by (`5wd`), where it was counted and not set by hand; a new
    /// notice of holidays can move it.
    #[serde(default)]
    pub limit: Option<String>,
    /// On its way.
    pub status: SupervisionStatus,
    /// The answer.
    pub answer: Option<String>,
    /// Account that answered.
    pub answered_by: Option<String>,
    /// When answered.
    pub answered_at: Option<Timestamp>,
    /// Account that closed it.
    pub closed_by: Option<String>,
    /// When closed.
    pub closed_at: Option<Timestamp>,
    /// Why closed.
    pub close_reason: Option<String>,
}
