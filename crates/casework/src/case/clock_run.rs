//! One run of a clock.

use crate::case_type::CountedStep;
use calendar::{DutyHours, Limit};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One run of a clock, with everything its due instant follows from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockRun {
    /// The clock of the type.
    pub key: String,
    /// The step whose figures it decides, as the type declared it when the run started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<CountedStep>,
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
    /// When it, or the stage it is in, runs out; none while it stands still.
    pub due: Option<Timestamp>,
    /// Whether the due instant lies beyond the last notice.
    pub beyond_notice: bool,
    /// Notices of the years it spans, such as `2026 v1`.
    #[serde(default)]
    pub notices: Vec<String>,
    /// When it stopped.
    pub stopped: Option<Timestamp>,
    /// What has to be reached before the end, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<StageRun>,
}

/// A stage of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageRun {
    /// Name.
    pub name: String,
    /// Until when, from the start of the run.
    pub limit: Limit,
    /// When it was due, once it is reached.
    pub due: Option<Timestamp>,
    /// When it was reached.
    pub done: Option<Timestamp>,
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
    /// The stage that has to be reached next.
    pub fn stage(&self) -> Option<&StageRun> {
        self.stages.iter().find(|stage| stage.done.is_none())
    }

    /// What it runs by now: the limit of the stage it is in, or its own.
    pub fn limit_now(&self) -> Limit {
        self.stage().map_or(self.limit, |stage| stage.limit)
    }

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
