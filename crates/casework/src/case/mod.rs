//! The state of a case: what the journal keeps of it.

mod carried;
mod clock_run;
mod dispatch;
mod said;
mod texts;
mod together;
mod value;

pub use carried::Carried;
pub use clock_run::{ClockRun, Extension, Pause, StageRun};
pub use dispatch::{Approval, Arbitration, Decided, Dispatch, Return};
pub use said::{
    Alarm, Area, Callback, CaseEvidence, Closed, EvidenceRef, Note, Rating, Reply, Step,
};
pub use together::{Called, CoHandling, Done, Response, SubClock, Whistle, WhistleVerdict};
pub use value::FieldValue;

use crate::case_type::{Channel, Phase};
use jiff::Timestamp;
use org::UnitCode;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most entries of any list of one case.
pub const ENTRIES_MAX: usize = 1_000;
/// Most characters of any text that somebody writes into a case.
pub const TEXT_CHARS_MAX: usize = 4_000;

/// A case. Every list only grows; nothing in it is a resident's name, telephone or identity
/// number, except sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// Identifier.
    pub id: String,
    /// Number as printed: prefix, day, sequence.
    pub number: String,
    /// Its type.
    pub case_type: String,
    /// The version of its type it runs on.
    pub type_version: u32,
    /// Where it is.
    pub state: String,
    /// The part of the loop that state belongs to.
    pub phase: Phase,
    /// Where it came from.
    pub channel: Channel,
    /// What another system calls it.
    pub source: Option<Source>,
    /// What it is about, in a line.
    pub title: String,
    /// Code of the matter.
    pub matter: Option<String>,
    /// Grade of urgency.
    pub grade: Option<String>,
    /// Values of the type's fields, personal ones left out.
    #[serde(default)]
    pub fields: BTreeMap<String, FieldValue>,
    /// Where it is.
    pub place: Option<Place>,
    /// Who reported it, sealed.
    pub reporter: Option<ReporterRef>,
    /// Who opened it.
    pub opened_by: Who,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// When it entered its present state.
    pub entered_at: Timestamp,
    /// Whose it is; nobody's once it has ended.
    pub owner: Option<Owner>,
    /// The unit it is dispatched to.
    pub handler: Option<UnitCode>,
    /// Persons who acted for a handling unit: none of them verifies.
    #[serde(default)]
    pub handled_by: Vec<String>,
    /// Who verified it in this round.
    pub verified_by: Option<String>,
    /// When it was verified in this round.
    #[serde(default)]
    pub verified_at: Option<Timestamp>,
    /// Its clocks, in the order they started.
    #[serde(default)]
    pub clocks: Vec<ClockRun>,
    /// What waits for somebody's approval.
    pub pending: Option<Approval>,
    /// Approvals given and refused.
    #[serde(default)]
    pub decided: Vec<Decided>,
    /// Units it was sent to.
    #[serde(default)]
    pub dispatches: Vec<Dispatch>,
    /// Units that help.
    #[serde(default)]
    pub co_handling: Vec<CoHandling>,
    /// Whistles.
    #[serde(default)]
    pub whistles: Vec<Whistle>,
    /// The case it is a part of.
    pub parent: Option<String>,
    /// Photographs and files.
    #[serde(default)]
    pub evidence: Vec<CaseEvidence>,
    /// Remarks.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// The latest answer.
    pub reply: Option<Reply>,
    /// First contact with the reporter.
    pub contacted_at: Option<Timestamp>,
    /// Times it was sent back to be done again.
    pub rework: u32,
    /// Times it was opened again.
    pub reopened: u32,
    /// Times a unit gave it back.
    pub bounces: u32,
    /// Others who reported the same.
    pub joined: u32,
    /// What the reporter says of it in this round.
    pub rating: Option<Rating>,
    /// The latest call back.
    pub callback: Option<Callback>,
    /// What was done to it, in order.
    #[serde(default)]
    pub acts: Vec<Step>,
    /// How it ended.
    pub closed: Option<Closed>,
    /// What wants attention.
    #[serde(default)]
    pub alarms: Vec<Alarm>,
    /// When the reporter was erased.
    pub anonymised_at: Option<Timestamp>,
    /// Digests of files it gave up when the reporter was erased.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub released: Vec<String>,
    /// An inspector should have reported it: who said so and when; why is in the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<Missed>,
    /// Another case tells of the same and is handled in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
}

/// Somebody found that an inspector should have reported the case, and none did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// Who found it.
    pub by: Who,
    /// When.
    pub at: Timestamp,
}

/// What another system calls the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The system.
    pub system: String,
    /// Its number there.
    pub number: String,
}

/// Where something is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Longitude, WGS 84, degrees.
    pub lon: Option<f64>,
    /// Latitude, WGS 84, degrees.
    pub lat: Option<f64>,
    /// Address in words.
    pub address: String,
    /// Code of the grid on the day of the report.
    pub grid: Option<String>,
    /// The community.
    pub community: Option<UnitCode>,
    /// The subdistrict.
    pub subdistrict: Option<UnitCode>,
    /// How it was found: `gps`, `map`, `address`, `import`…
    pub how: String,
}

/// Who reported, for those who may not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReporterRef {
    /// Name, telephone and the like, encrypted, base64.
    pub sealed: String,
    /// Name with its middle hidden.
    pub masked_name: String,
    /// Telephone with its middle hidden.
    pub masked_phone: String,
    /// No name was given.
    pub anonymous: bool,
    /// The reporter asked to be hidden from the unit complained of.
    pub hidden: bool,
    /// Hash of the tracking code.
    pub tracking: Option<String>,
}

/// Somebody as the record names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// Person's id; `reporter` and `system` stand for those two.
    pub person: String,
    /// The unit acted for; none for the reporter and the system.
    pub unit: Option<UnitCode>,
}

/// Whose a case is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The unit.
    pub unit: UnitCode,
    /// The role whose turn it is.
    pub role: Option<String>,
    /// The person, where somebody has taken it.
    pub person: Option<String>,
}

impl Case {
    /// The clock that runs out first; none where none runs.
    pub fn running(&self) -> Option<&ClockRun> {
        let running = self.clocks.iter().filter(|run| run.is_running());
        running.min_by_key(|run| run.due)
    }

    /// The run of this clock that has not stopped.
    pub fn clock(&self, key: &str) -> Option<&ClockRun> {
        self.clocks
            .iter()
            .rfind(|run| run.key == key && run.stopped.is_none())
    }

    /// Whether it has ended.
    pub fn is_ended(&self) -> bool {
        matches!(self.phase, Phase::Closed | Phase::Void)
    }

    /// How often it was begun anew: what is rated, answered or called back belongs to a round.
    pub fn round(&self) -> u32 {
        self.rework.saturating_add(self.reopened)
    }

    /// The units it was sent to, in order: shown when it has bounced too often.
    pub fn path(&self) -> Vec<&UnitCode> {
        self.dispatches
            .iter()
            .map(|dispatch| &dispatch.unit)
            .collect()
    }

    /// The latest dispatch.
    pub fn dispatch(&self) -> Option<&Dispatch> {
        self.dispatches.last()
    }
}
