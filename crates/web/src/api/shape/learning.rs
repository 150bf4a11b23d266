//! Learning: models, proposals and what became of them.

use super::Instant;
use serde::Serialize;
use utoipa::ToSchema;

/// What the model says of a case, in thousandths.
#[derive(Serialize, ToSchema)]
pub struct LearnedProposal {
    /// The version that says so.
    pub model: u32,
    /// Matter code.
    pub matter: String,
    pub matter_name: String,
    pub per_mille: u32,
    /// Name and thousandths of the next likely matter.
    pub instead: Option<Vec<serde_json::Value>>,
    /// Code, name and thousandths of the likeliest unit.
    pub unit: Option<Vec<serde_json::Value>>,
    /// Words that decided.
    pub words: Vec<String>,
    /// The probability reaches the threshold; else the model is not sure.
    pub sure: bool,
    pub threshold: u32,
    /// `sent`, `off`, `type_forbids`, `not_sure`, `other_matter`, `not_one_unit`, `other_unit`; none while undecided.
    pub considered: Option<String>,
}

/// Counts on messages held back.
#[derive(Serialize, ToSchema)]
pub struct LearningScore {
    pub cases: u32,
    pub matter_right: u32,
    pub sure: u32,
    pub sure_right: u32,
    pub units: u32,
    pub unit_right: u32,
}

/// A point of the curve, in thousandths.
#[derive(Serialize, ToSchema)]
pub struct LearningPoint {
    pub coverage: u32,
    pub threshold: u32,
    pub accuracy: u32,
    pub kept: u32,
}

/// Why a version was put in force, or not.
#[derive(Serialize, ToSchema)]
pub struct PromotionRule {
    pub promoted: bool,
    /// `better`, `not_better`, `less_sure`, `too_few_held`.
    pub code: String,
    pub zh: String,
    pub en: String,
}

/// A version of the model.
#[derive(Serialize, ToSchema)]
pub struct LearntModel {
    pub version: u32,
    pub made_at: Instant,
    /// `cases`, or `file` with cases beside.
    pub source: String,
    pub current: bool,
    /// SM3 of its files.
    pub digests: Vec<String>,
    pub bytes: u64,
    /// Earliest and latest report among the messages.
    pub window: Option<Vec<Instant>>,
    pub learnt: u32,
    pub held: u32,
    /// Its own threshold; above a thousand where nothing was sure enough.
    pub threshold: u32,
    pub target: u32,
    pub curve: Vec<LearningPoint>,
    pub score: LearningScore,
    /// The version in force then and its counts on the same messages.
    pub before: Option<Vec<serde_json::Value>>,
    /// The phrases of the duty list on the same messages.
    pub phrases: LearningScore,
    /// Name, and `matter`, `truths`, `called`, `right`.
    pub matters: Vec<Vec<serde_json::Value>>,
    pub rule: PromotionRule,
}

/// Proposals of a month, matter or unit, and what became of them.
#[derive(Serialize, ToSchema)]
pub struct LearningLine {
    pub key: String,
    pub name: String,
    pub proposed: u32,
    pub sure: u32,
    /// Ended as people confirmed them.
    pub known: u32,
    pub matter_right: u32,
    pub unit_right: u32,
    pub sure_known: u32,
    pub sure_right: u32,
    /// Dispatched by the platform.
    pub automatic: u32,
    pub returned: u32,
}

/// The same counts three ways.
#[derive(Serialize, ToSchema)]
pub struct LearningSums {
    pub all: LearningLine,
    pub months: Vec<LearningLine>,
    pub matters: Vec<LearningLine>,
    pub units: Vec<LearningLine>,
}

/// A matter's share then and now, in thousandths.
#[derive(Serialize, ToSchema)]
pub struct LearningMix {
    pub matter: String,
    pub name: String,
    pub then: u32,
    pub now: u32,
}

/// The latest training.
#[derive(Serialize, ToSchema)]
pub struct LearningTraining {
    /// `queued`, `running`, `done`, `failed`.
    pub status: String,
    pub stage: Option<String>,
    /// Done and total.
    pub progress: Option<Vec<u64>>,
    pub error: Option<String>,
}

/// What proposes now and how it does.
#[derive(Serialize, ToSchema)]
pub struct LearningBoard {
    /// To hand back when changing something.
    pub version: i64,
    /// None: the phrases of the duty list.
    pub current: Option<LearntModel>,
    pub threshold: u32,
    /// Chosen by a person.
    pub chosen: bool,
    pub automatic: bool,
    pub versions: Vec<LearntModel>,
    pub sums: LearningSums,
    /// How far the mix of matters moved, in thousandths.
    pub moved: Option<u32>,
    pub mix: Vec<LearningMix>,
    pub training: Option<LearningTraining>,
    pub train_min: u64,
    pub may_edit: bool,
    pub may_import: bool,
}

/// An automatic dispatch that was given back.
#[derive(Serialize, ToSchema)]
pub struct LearningLesson {
    pub case: String,
    pub number: String,
    pub proposed: LearnedProposal,
    pub sent_to: String,
    pub sent_at: Instant,
    pub entry: Option<String>,
    pub returned_at: Instant,
    pub cited: String,
    pub reason: String,
    /// None while undecided.
    pub upheld: Option<bool>,
    pub matter: String,
    pub unit: String,
    pub ended: bool,
}

/// A page of lessons.
#[derive(Serialize, ToSchema)]
pub struct LearningLessons {
    pub rows: Vec<LearningLesson>,
    pub next: Option<String>,
}
