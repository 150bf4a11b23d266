//! What the journal keeps of a rehearsal.

use duty::{Entry, MatterCode};
use jiff::Timestamp;
use jiff::civil::Date;
use org::coded_enum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

coded_enum! {
    /// What a draft is of.
    Kind {
        /// The duty list.
        DutyList => "duty_list",
        /// The clocks of a case type.
        Clocks => "clocks",
        /// The light rules.
        LightRules => "light_rules",
        /// A notice of holidays, make-up days and stops.
        Notice => "notice",
        /// By which certainty the platform dispatches by itself.
        Dispatch => "dispatch",
    }
}

/// The draft itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Draft {
    /// All entries of the matters that it changes.
    DutyList {
        after: BTreeMap<MatterCode, Vec<Entry>>,
        /// Rows of the sheet that say something else than the list.
        changed: usize,
    },
    /// A file of a case type.
    Clocks { case_type: String, text: String },
    /// One version of `lights.toml`.
    LightRules { text: String },
    /// A file of `notices/`.
    Notice { name: String, text: String },
    /// The certainty from which on the platform is sure, in thousandths; none: the model's own. And whether
    /// it dispatches by itself.
    Dispatch {
        threshold: Option<u32>,
        automatic: bool,
    },
}

impl Draft {
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::DutyList { .. } => Kind::DutyList,
            Self::Clocks { .. } => Kind::Clocks,
            Self::LightRules { .. } => Kind::LightRules,
            Self::Notice { .. } => Kind::Notice,
            Self::Dispatch { .. } => Kind::Dispatch,
        }
    }
}

/// One rehearsal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rehearsal {
    pub id: String,
    /// In a line.
    pub title: String,
    pub draft: Draft,
    /// Months looked back.
    pub months: u32,
    pub author: String,
    pub at: Timestamp,
    /// The rule in force that it was compared with.
    pub base: String,
    /// The job of its latest run.
    pub job: String,
    /// What that run found, once it has ended.
    #[serde(default)]
    pub run: Option<Run>,
    #[serde(default)]
    pub end: Option<End>,
}

/// What a run found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Run {
    pub ended_at: Timestamp,
    /// Cases reported from this day on were looked at.
    pub from: Date,
    /// The last day.
    pub until: Date,
    pub counts: Counts,
}

/// How many cases there were, and what would become of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Looked at.
    pub looked: u64,
    /// The draft says of them what the rule says.
    pub same: u64,
    /// The rule never concerned them: declined before any dispatch, another type.
    pub not_concerned: u64,
    /// Something would change.
    pub changed: u64,
    /// Could not be judged.
    pub unjudged: u64,
    /// Changes by what changes; a case may have several.
    pub by_what: BTreeMap<String, u64>,
    /// Of the changes, those that make a case late, and in time.
    pub by_effect: BTreeMap<String, u64>,
    /// Why cases could not be judged, by code.
    pub by_reason: BTreeMap<String, u64>,
    /// Changes by unit.
    pub by_unit: BTreeMap<String, UnitCounts>,
    /// Rows kept.
    pub rows: i64,
    /// Rows counted but not kept, because there are too many.
    pub left_off: u64,
}

/// What would change for a unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnitCounts {
    /// Cases that would go elsewhere.
    pub away: u64,
    /// Cases that would come.
    pub toward: u64,
    /// Deadlines that move.
    pub deadline: u64,
    /// Lights that change.
    pub light: u64,
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "snake_case")]
pub(crate) enum End {
    /// Put in force.
    Published {
        at: Timestamp,
        by: String,
        /// The first day.
        from: Date,
        reason: String,
        /// Done; what waits for its day is not yet.
        done: bool,
    },
    /// Let go.
    Dropped {
        at: Timestamp,
        by: String,
        reason: String,
    },
}

impl End {
    /// Nothing of it waits for its day.
    pub(crate) fn done(&self) -> bool {
        match self {
            Self::Published { done, .. } => *done,
            Self::Dropped { .. } => true,
        }
    }
}
