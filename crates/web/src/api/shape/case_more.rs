//! Versions of case types, imports, the dispatcher's queue, evaluation.

use super::{CaseRow, Day};
use serde::Serialize;
use utoipa::ToSchema;

/// A case type with the open cases on each version.
#[derive(Serialize, ToSchema)]
pub struct TypeVersions {
    pub id: String,
    pub name: String,
    /// The version that new cases get today.
    pub current: u32,
    /// Version, and how many open cases run on it (counted up to 10,000); the newest first.
    pub versions: Vec<Vec<i64>>,
}

/// What moving a case to another version would change.
#[derive(Serialize, ToSchema)]
pub struct MigrationPreview {
    pub case: String,
    pub number: String,
    pub from_version: u32,
    pub to_version: u32,
    pub from_state: String,
    pub to_state: String,
    pub clocks_stopped: Vec<String>,
    pub clocks_started: Vec<String>,
    /// The action whose approval would lapse.
    pub approval_lapses: Option<String>,
    /// Fields with values that the version does not know; they are kept.
    pub fields_unknown: Vec<String>,
}

/// A case that stays on its version, and why.
#[derive(Serialize, ToSchema)]
pub struct KeptCase {
    pub case: String,
    pub number: String,
    pub zh: String,
    pub en: String,
}

/// What moving the running cases of a type would change.
#[derive(Serialize, ToSchema)]
pub struct Migration {
    pub case_type: String,
    pub to_version: u32,
    pub moves: Vec<MigrationPreview>,
    pub kept: Vec<KeptCase>,
    /// There are more than 2,000: the rest is for another move.
    pub more: bool,
}

/// What was moved and what was not.
#[derive(Serialize, ToSchema)]
pub struct CasesMoved {
    pub moved: i64,
    pub kept: Vec<KeptCase>,
    pub more: bool,
}

/// A ticket that would become a case.
#[derive(Serialize, ToSchema)]
pub struct NewTicket {
    /// Line of the file, from 1.
    pub line: i64,
    /// The source's number.
    pub number: String,
    pub type_name: String,
    pub matter: Option<String>,
    pub day: Day,
    pub subdistrict: Option<String>,
    /// Whose it will be, by name.
    pub owner: String,
}

/// A known ticket that says something else than its case; the case is left alone.
#[derive(Serialize, ToSchema)]
pub struct TicketDiffers {
    pub line: i64,
    pub number: String,
    /// Case id.
    pub case: String,
    pub case_number: String,
    /// The columns that differ.
    pub columns: Vec<String>,
}

/// What is wrong with a line.
#[derive(Serialize, ToSchema)]
pub struct TicketProblem {
    pub line: i64,
    /// The column or field.
    pub field: String,
    /// Stable code.
    pub code: String,
    pub zh: String,
    pub en: String,
}

/// What an import of tickets did, or would do.
#[derive(Serialize, ToSchema)]
pub struct TicketsImported {
    pub lines: i64,
    /// Cases opened, or to be opened.
    pub opened: i64,
    /// Tickets that had been imported before and were left alone.
    pub known: i64,
    /// How many of each type, by its name.
    #[schema(value_type = Object)]
    pub types: serde_json::Value,
    /// The first of the new, at most 20.
    pub new: Vec<NewTicket>,
    /// The known ones that say something else now, at most 200; in a dry run alone.
    pub differs: Vec<TicketDiffers>,
    /// How many say something else in all.
    pub differing: usize,
    /// At most 200; nothing was written where there is any.
    pub problems: Vec<TicketProblem>,
    /// How many lines are wrong in all.
    pub wrong: i64,
    pub dry_run: bool,
}

/// A unit that the duty list proposes.
#[derive(Serialize, ToSchema)]
pub struct UnitProposed {
    pub code: String,
    pub name: String,
    /// Why, in Chinese and English.
    pub reasons: Vec<Vec<String>>,
}

/// A case that waits to be dispatched.
#[derive(Serialize, ToSchema)]
pub struct ToDispatch {
    pub row: CaseRow,
    /// The action that dispatches it, where it is the caller's.
    pub action: Option<String>,
    pub proposed: Vec<UnitProposed>,
    /// What the learnt model says; none while nothing was proposed.
    pub learned: Option<super::LearnedProposal>,
    /// The cluster it leads: id, and how many cases it has.
    #[schema(value_type = Option<Vec<Object>>)]
    pub cluster: Option<Vec<serde_json::Value>>,
}

/// A page of the dispatcher's queue.
#[derive(Serialize, ToSchema)]
pub struct DispatchQueue {
    /// The first due first.
    pub items: Vec<ToDispatch>,
    pub next: Option<String>,
    /// Counted up to 10,000.
    pub total: i64,
}

/// A line of an evaluation: each rate with `numerator`, `denominator`, `percent` and `interval`.
#[derive(Serialize, ToSchema)]
pub struct EvaluationLine {
    /// Code; empty for the whole and for cases without one.
    pub key: String,
    pub name: String,
    #[schema(value_type = Vec<Object>)]
    pub rates: Vec<serde_json::Value>,
    /// Cases reported for each ten thousand residents (`cases`, `residents`, `per_10k` as a decimal); null where
    /// the residents are not known or cases are not asked for by the day of their report.
    #[schema(value_type = Option<Object>)]
    pub per_residents: Option<serde_json::Value>,
    /// The composite with its parts; null where there is none.
    #[schema(value_type = Option<Object>)]
    pub score: Option<serde_json::Value>,
}

/// An evaluation.
#[derive(Serialize, ToSchema)]
pub struct Evaluation {
    #[schema(value_type = Object)]
    pub ask: serde_json::Value,
    pub whole: EvaluationLine,
    /// By what the caller may have it told: `all`, `unit`, `subdistrict`, `community`, `matter`.
    pub ways: Vec<String>,
    /// The whole is of the caller's own units or areas alone.
    pub narrowed: bool,
    /// The posts of the centre.
    #[schema(value_type = Vec<Object>)]
    pub posts: Vec<serde_json::Value>,
    pub lines: Vec<EvaluationLine>,
}
