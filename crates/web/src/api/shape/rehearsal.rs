//! Rehearsals of rules.

use super::{Day, Instant};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A rehearsal in the list.
#[derive(Serialize, ToSchema)]
pub struct RehearsalListed {
    pub id: String,
    pub title: String,
    /// `duty_list`, `clocks`, `light_rules`, `notice` or `dispatch`.
    pub kind: String,
    /// `open`, `published` or `dropped`.
    pub standing: String,
    pub months: i64,
    /// Name of who drafted it.
    pub author: String,
    pub at: Instant,
    /// Cases that would change; null until it has run.
    pub changed: Option<i64>,
    pub unjudged: Option<i64>,
    pub looked: Option<i64>,
}

/// A present rule as text.
#[derive(Serialize, ToSchema)]
pub struct RehearsalBeginning {
    pub kind: String,
    /// Name of the case type; empty for other rules.
    pub name: String,
    pub text: String,
}

/// A rehearsal with its version.
#[derive(Serialize, ToSchema)]
pub struct RehearsalOpened {
    pub id: String,
    pub version: i64,
}

/// The time looked at.
#[derive(Serialize, ToSchema)]
pub struct RehearsalLooked {
    pub from: Day,
    pub until: Day,
    pub ended_at: Option<Instant>,
    pub done: i64,
    /// 0 where unknown.
    pub total: i64,
}

/// What would change for a unit.
#[derive(Serialize, ToSchema)]
pub struct RehearsalUnitCounts {
    pub away: i64,
    pub toward: i64,
    pub deadline: i64,
    pub light: i64,
}

/// How many there were; the four parts add up to `looked`.
#[derive(Serialize, ToSchema)]
pub struct RehearsalCounts {
    pub looked: i64,
    pub same: i64,
    pub not_concerned: i64,
    pub changed: i64,
    pub unjudged: i64,
    /// By `unit`, `deadline`, `light`.
    pub by_what: BTreeMap<String, i64>,
    /// By `late`, `in_time`, `as_confirmed`, `not_as_confirmed`.
    pub by_effect: BTreeMap<String, i64>,
    /// Why something could not be judged.
    pub by_reason: BTreeMap<String, i64>,
    pub by_unit: BTreeMap<String, RehearsalUnitCounts>,
    /// Rows kept, at most 200,000.
    pub rows: i64,
    /// Rows counted but not kept.
    pub left_off: i64,
}

/// What would change for a unit, with its name.
#[derive(Serialize, ToSchema)]
pub struct RehearsalUnitLine {
    pub unit: String,
    pub name: String,
    pub away: i64,
    pub toward: i64,
    pub deadline: i64,
    pub light: i64,
}

/// A line of the draft.
#[derive(Serialize, ToSchema)]
pub struct RehearsalDraftLine {
    pub about: String,
    pub field: String,
    pub old: String,
    pub new: String,
}

/// How it ended.
#[derive(Serialize, ToSchema)]
pub struct RehearsalEnded {
    pub at: Instant,
    pub by: String,
    pub reason: String,
    /// The first day, where it was published.
    pub from: Option<Day>,
    /// False while it waits for its day.
    pub done: bool,
}

/// One rehearsal.
#[derive(Serialize, ToSchema)]
pub struct Rehearsal {
    pub id: String,
    pub version: i64,
    pub title: String,
    pub kind: String,
    /// `waiting`, `running`, `failed`, `ready`, `published` or `dropped`.
    pub standing: String,
    pub months: i64,
    pub author: String,
    pub at: Instant,
    pub looked: Option<RehearsalLooked>,
    pub counts: RehearsalCounts,
    pub units: Vec<RehearsalUnitLine>,
    /// At most 200 lines.
    pub lines: Vec<RehearsalDraftLine>,
    pub text: Option<String>,
    pub error: Option<String>,
    /// The rule in force changed since it was rehearsed.
    pub moved: bool,
    /// The first day for which it may be published.
    pub earliest: Day,
    pub ended: Option<RehearsalEnded>,
    /// `again`, `publish`, `drop`, `export`.
    pub may: Vec<String>,
}

/// One thing that would change, or could not be judged.
#[derive(Serialize, ToSchema)]
pub struct RehearsedRow {
    pub no: i64,
    /// `case`, `commitment` or `supervision`.
    pub kind: String,
    pub subject: String,
    pub number: String,
    pub reported_at: Option<Instant>,
    /// Not ended.
    pub open: bool,
    /// `unit`, `deadline`, `light` or `unjudged`.
    pub what: String,
    /// The clock, the day of the light, or the code of how or why.
    pub about: String,
    pub unit: String,
    pub unit_name: String,
    /// By the rule in force: a unit's code, an instant, a day, a colour.
    pub old: String,
    /// By the draft.
    pub new: String,
    pub old_words: String,
    pub new_words: String,
    /// The unit it was really sent to.
    pub actual: String,
    pub actual_name: String,
    pub effect: String,
    pub reason_zh: String,
    pub reason_en: String,
}
