//! Answers to questions in Chinese.

use super::{Day, Exact, Instant};
use serde::Serialize;
use utoipa::ToSchema;

/// One of the two.
#[derive(Serialize, ToSchema)]
pub struct AskOutcome {
    pub answered: Option<AskAnswer>,
    pub refused: Option<AskRefused>,
}

/// An answer with all that stands behind it.
#[derive(Serialize, ToSchema)]
pub struct AskAnswer {
    /// Asked again by this, it is answered with what was known then.
    pub id: String,
    /// The query in its one writing.
    pub query: String,
    /// `indicators`, `projects`, `commitments`, `cases`.
    pub register: String,
    /// Code of the metric.
    pub metric: String,
    pub name: String,
    /// What is counted, and what is not.
    pub caliber: String,
    pub unit: String,
    /// Version of the definition, of an indicator.
    pub definition: Option<u32>,
    /// How the question was read, in Chinese.
    pub read_as: String,
    pub known_at: Instant,
    /// Asked again, with what was known then.
    pub past: bool,
    /// What has to be known with it, in Chinese.
    pub notes: Vec<String>,
    pub rows: Vec<AskRow>,
}

/// A number, or why there is none.
#[derive(Serialize, ToSchema)]
pub struct AskRow {
    /// Unit code of the place or unit; empty for the whole.
    pub key: String,
    pub name: String,
    pub rank: Option<u32>,
    /// `value`, `growth`, `level_change`, `two_year_average`, `plan`, `completion`, `ahead`, `gap`, `run_rate`,
    /// `forecast`, `streak`.
    pub measure: String,
    /// None for an estimate, which is never a figure.
    pub value: Option<Exact>,
    /// As it is to be read, with its unit.
    pub text: Option<String>,
    /// The time it is for, in Chinese.
    pub period: String,
    /// Numerator and denominator of a rate.
    pub parts: Option<Vec<i64>>,
    /// Which confirmed value it was read from, from 1.
    pub revision: Option<u32>,
    pub caveats: Vec<String>,
    pub refusal: Option<AskSaid>,
    pub behind: AskBehind,
}

/// Why something is not said.
#[derive(Serialize, ToSchema)]
pub struct AskSaid {
    pub code: String,
    pub zh: String,
    pub en: String,
}

/// The rows behind a number: conditions of the list that `of` names (`series`, `projects`, `commitments`,
/// `cases`).
#[derive(Serialize, ToSchema)]
pub struct AskBehind {
    pub of: String,
    pub code: Option<String>,
    pub bureau: Option<String>,
    pub place: Option<String>,
    pub batch: Option<String>,
    pub light: Option<String>,
    pub year: Option<i16>,
    pub unit: Option<String>,
    pub open: Option<bool>,
    pub due_before: Option<Day>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub by: Option<String>,
    pub key: Option<String>,
    pub rate: Option<String>,
    pub side: Option<String>,
    pub as_of: Option<Day>,
}

/// A question that is not answered, and what comes nearest.
#[derive(Serialize, ToSchema)]
pub struct AskRefused {
    pub said: AskSaid,
    pub nearest: Vec<AskNear>,
    /// How many metrics can be asked for.
    pub metrics: u32,
}

/// A metric that comes near.
#[derive(Serialize, ToSchema)]
pub struct AskNear {
    pub name: String,
    /// A question about it.
    pub question: String,
}
