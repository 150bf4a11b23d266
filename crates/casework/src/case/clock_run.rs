//! One run of a clock.

use calendar::{DutyHours, Limit};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One run of a clock, with everything its due instant follows from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockRun {
    /// The clock of the type.
    pub key: String,
    /// When it started.
    pub started: Timestamp,
    /// Its limit.
    pub limit: Limit,
    /// Name of the duty hours it counts in; `always` for day and night.
    pub hours: String,
    /// Those duty hours as they were when it started.
    pub duty: DutyHours,
    /// When it stood still.
    #[serde(default)]
    pub pauses: Vec<Pause>,
    /// How it was lengthened.
    #[serde(default)]
    pub extensions: Vec<Extension>,
    /// When it runs out; none while it stands still.
    pub due: Option<Timestamp>,
    /// Whether the due instant lies beyond the last notice.
    pub beyond_notice: bool,
    /// Notices of the years it spans, such as `2026 v1`.
    #[serde(default)]
    pub notices: Vec<String>,
    /// When it stopped.
    pub stopped: Option<Timestamp>,
}

/// The clock stood still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// From.
    pub from: Timestamp,
    /// To; none while it still stands.
    pub to: Option<Timestamp>,
    /// On what ground.
    pub ground: String,
    /// Who allowed it.
    pub allowed_by: String,
}

/// The clock was lengthened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// By how much.
    pub by: Limit,
    /// Who asked.
    pub asked_by: String,
    /// Who allowed it.
    pub allowed_by: String,
    /// Why.
    pub reason: String,
    /// When it was allowed.
    pub at: Timestamp,
}

impl ClockRun {
    /// Neither stopped nor paused.
    pub fn is_running(&self) -> bool {
        self.stopped.is_none() && !self.is_paused()
    }

    /// Standing still.
    pub fn is_paused(&self) -> bool {
        self.stopped.is_none() && self.pauses.last().is_some_and(|pause| pause.to.is_none())
    }

    /// Whether it ran out: stopped after its due instant, or still running past it.
    pub fn is_late(&self, now: Timestamp) -> bool {
        let until = self.stopped.unwrap_or(now);
        self.due.is_some_and(|due| until > due)
    }
}
