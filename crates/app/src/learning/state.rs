//! What the journal keeps.

use super::Score;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The only subject of the kind `learning`.
pub(crate) const HEAD: &str = "head";

/// What is in force.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct HeadState {
    /// The model that proposes; none: the phrases of the duty list.
    pub current: Option<u32>,
    /// The last version made.
    pub last: u32,
    /// Chosen by a person, in thousandths; none: the model's own.
    pub threshold: Option<u32>,
    /// Whether the platform dispatches by itself where it may.
    pub automatic: bool,
    /// The latest training.
    pub job: Option<String>,
}

/// A point of the curve of coverage and accuracy, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// Part of the messages answered.
    pub coverage: u32,
    /// Least probability of those.
    pub threshold: u32,
    /// Right ones among those.
    pub accuracy: u32,
    /// How many those are.
    pub kept: u32,
}

/// How a model does on one matter, on messages held back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterScore {
    /// The matter's code.
    pub matter: String,
    /// Messages of it.
    pub truths: u32,
    /// Messages called so.
    pub called: u32,
    /// Both.
    pub right: u32,
}

/// By which rule a model was put in force, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Whether it was.
    pub promoted: bool,
    /// `better`, `not_better`, `less_sure`, `too_few_held`.
    pub code: String,
    /// In Chinese, with the figures.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A version of the model; its bytes are files under their digests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ModelState {
    pub version: u32,
    pub made_at: Timestamp,
    /// `cases`, or `file` with cases beside.
    pub source: String,
    /// Who asked for it; `system` for the weekly one.
    pub by: String,
    /// SM3 of the file that tells matters.
    pub matter_digest: String,
    /// SM3 of the file that tells units, where there was enough to learn them.
    pub unit_digest: Option<String>,
    pub bytes: u64,
    /// The earliest and latest report among the messages.
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
    /// Messages learnt from.
    pub learnt: u32,
    /// Messages held back.
    pub held: u32,
    /// Its own threshold; above a thousand where nothing was sure enough.
    pub threshold: u32,
    /// The accuracy that threshold was chosen for.
    pub target: u32,
    pub curve: Vec<CurvePoint>,
    /// How often each matter stood among the messages.
    pub mix: BTreeMap<String, u32>,
    /// On the messages held back: this model, the one in force then, the phrases of the duty list.
    pub score: Score,
    pub before: Option<(u32, Score)>,
    pub phrases: Score,
    pub matters: Vec<MatterScore>,
    pub rule: Rule,
}

/// The id of a version.
pub(crate) fn model_id(version: u32) -> String {
    format!("{version:06}")
}

/// A code and how probable it is, in thousandths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    /// Code of a matter or unit.
    pub code: String,
    /// 0 to 1000.
    pub per_mille: u32,
}

/// What was proposed for a case and what became of it; its id is the case's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProposalState {
    pub at_ms: i64,
    /// `2026-11`, civil.
    pub month: String,
    pub model: u32,
    pub matter: Guess,
    /// The next likely matter.
    pub instead: Option<Guess>,
    pub unit: Option<Guess>,
    /// Words of the message that decided, none of them personal data.
    pub words: Vec<String>,
    /// The threshold then.
    pub threshold: u32,
    /// The matter's probability reached it.
    pub sure: bool,
    /// What the platform decided once the case could be dispatched: `sent`, or why not.
    #[serde(default)]
    pub considered: Option<String>,
    /// The dispatch by the platform.
    #[serde(default)]
    pub sent: Option<Sent>,
    /// The unit gave that dispatch back.
    #[serde(default)]
    pub returned: Option<GivenBack>,
    /// Returns of the case looked at so far.
    #[serde(default)]
    pub returns_seen: u32,
    /// How the case ended.
    #[serde(default)]
    pub outcome: Option<Outcome>,
}

/// A dispatch by the platform itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sent {
    pub at: Timestamp,
    pub unit: String,
    pub entry: Option<String>,
}

/// How that dispatch was given back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct GivenBack {
    pub at: Timestamp,
    pub entry: String,
    pub reason: String,
    /// Whether the arbiter agreed; none while undecided.
    pub upheld: Option<bool>,
}

/// How a case ended: matter and unit as people confirmed them, none where it tells nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Outcome {
    pub at: Timestamp,
    pub matter: Option<String>,
    pub unit: Option<String>,
}
