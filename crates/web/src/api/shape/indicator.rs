//! Indicators, their values and sheets.

use super::{Day, Exact, Instant, Party};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Why something cannot be said.
#[derive(Serialize, ToSchema)]
pub struct IndicatorRefusal {
    /// Stable code.
    pub code: String,
    pub zh: String,
    pub en: String,
}

/// What a growth is set against.
#[derive(Serialize, ToSchema)]
pub struct GrowthBase {
    pub period_zh: String,
    pub value: Exact,
}

/// A number of the arithmetic, or why there is none.
#[derive(Serialize, ToSchema)]
pub struct ReckonedNumber {
    pub value: Option<Exact>,
    /// `%`, `个百分点`, or the indicator's unit.
    pub unit: String,
    /// `levels`, `comparable_base`, `per_day`, `published`.
    pub basis: Option<String>,
    pub against: Option<GrowthBase>,
    /// `spring_festival`, `festival_unknown`, `revised`, `not_final`.
    pub caveats: Vec<String>,
    pub refusal: Option<IndicatorRefusal>,
}

/// A value of a period.
#[derive(Serialize, ToSchema)]
pub struct IndicatorValue {
    /// `2026-10`, `2026-01/02`, `2026-Q3`, `2026-10-15`.
    pub period: String,
    pub period_zh: String,
    /// None where too few firms stand behind it.
    pub value: Option<Exact>,
    /// `estimate`, `provisional`, `official`.
    pub stage: String,
    pub known_on: Day,
    pub revised_from: Option<Exact>,
}

/// A value that is overdue.
#[derive(Serialize, ToSchema)]
pub struct LateIndicator {
    pub period_zh: String,
    pub due: Day,
    pub days: i64,
}

/// An indicator with its latest value as known on a day.
#[derive(Serialize, ToSchema)]
pub struct IndicatorRow {
    pub code: String,
    pub name: String,
    pub unit: String,
    /// `day`, `week`, `xun`, `month`, `quarter`, `half`, `year`.
    pub cadence: String,
    /// `current`, `cumulative`, `stock`.
    pub flow: String,
    /// Unit code.
    pub source: String,
    pub source_name: String,
    /// Reckoned by a formula.
    pub derived: bool,
    /// Document of the latest value.
    pub document: String,
    pub last: Option<IndicatorValue>,
    pub growth: ReckonedNumber,
    pub late: Option<LateIndicator>,
    /// What is beyond the usual range.
    pub moved: Option<String>,
    /// Periods whose value came in on the day.
    pub arrived: Vec<String>,
    /// Values that wait for a second person today.
    pub waiting: usize,
}

/// A page of indicators.
#[derive(Serialize, ToSchema)]
pub struct IndicatorPage {
    pub rows: Vec<IndicatorRow>,
    pub next: Option<String>,
    pub total: Option<i64>,
}

/// One version of a definition.
#[derive(Serialize, ToSchema)]
pub struct IndicatorDefinition {
    pub version: u32,
    pub valid_from: Day,
    pub valid_to: Option<Day>,
    pub name: String,
    pub aliases: Vec<String>,
    pub caliber: String,
    pub unit: String,
    pub cadence: String,
    pub jan_feb_merged: bool,
    pub flow: String,
    /// `nominal`, `real`.
    pub price: String,
    /// `published`, `computed`.
    pub growth_from: String,
    pub source_unit: String,
    pub release_lag_days: u16,
    /// `open`, `until_release`, `restricted`.
    pub access: String,
    /// `sum`, `none`.
    pub across: String,
    /// `higher`, `lower`, `neither`.
    pub better: String,
    pub tiny_base: Option<Exact>,
    pub contributors_min: u32,
    pub formula: Option<String>,
    pub reason: String,
    pub set_by: Party,
    pub set_at: Instant,
    pub set_on: Day,
}

/// A place where values before and after are not the same thing.
#[derive(Serialize, ToSchema)]
pub struct IndicatorBreak {
    pub id: String,
    pub from: Day,
    pub place: Option<String>,
    /// `entry`, `boundary`, `census`, `method`, `meter`.
    pub kind: String,
    pub note: String,
    pub marked_by: Party,
    pub marked_on: Day,
}

/// A doubt with its answer.
#[derive(Serialize, ToSchema)]
pub struct SettledDoubt {
    pub code: String,
    pub answer: String,
}

/// What a derived value was reckoned from.
#[derive(Serialize, ToSchema)]
pub struct FormulaInput {
    pub operand: String,
    pub period: String,
    pub revision: u32,
    pub value: Exact,
}

/// An entry of a value; revisions are later ones.
#[derive(Serialize, ToSchema)]
pub struct IndicatorEntry {
    pub no: u32,
    pub value: Exact,
    pub written: String,
    /// Percent.
    pub growth: Option<Exact>,
    pub comparable_base: Option<Exact>,
    pub stage: String,
    pub source: String,
    pub source_hash: Option<String>,
    pub note: String,
    pub settled: Vec<SettledDoubt>,
    pub inputs: Vec<FormulaInput>,
    /// `entered`, `confirmed`, `rejected`, `withdrawn`.
    pub step: String,
    pub entered_by: String,
    pub entered_on: Day,
    pub decided_by: Option<String>,
    pub decided_on: Option<Day>,
    pub reason: Option<String>,
}

/// A period with every entry and what follows.
#[derive(Serialize, ToSchema)]
pub struct IndicatorPeriod {
    /// Id of the value.
    pub cell: String,
    /// For `If-Match`.
    pub version: i64,
    pub period: String,
    pub period_zh: String,
    pub last: Option<IndicatorValue>,
    pub growth: ReckonedNumber,
    /// The period alone, of cumulative values.
    pub current: Option<ReckonedNumber>,
    /// From January on, of values of the period.
    pub cumulative: Option<ReckonedNumber>,
    pub two_year: ReckonedNumber,
    /// Known by the day, the latest first.
    pub entries: Vec<IndicatorEntry>,
}

/// The target of a year and what the rest has to bring.
#[derive(Serialize, ToSchema)]
pub struct IndicatorTarget {
    pub year: i16,
    pub words: String,
    pub source: String,
    pub plan: ReckonedNumber,
    pub done: Option<Exact>,
    pub left: Option<u32>,
    pub run_rate: ReckonedNumber,
    pub growth: ReckonedNumber,
}

/// An estimate with its interval; never a figure.
#[derive(Serialize, ToSchema)]
pub struct IndicatorEstimate {
    pub low: Exact,
    pub middle: Exact,
    pub high: Exact,
    pub unit: String,
}

/// An estimate of a period ahead.
#[derive(Serialize, ToSchema)]
pub struct PeriodEstimate {
    pub period: String,
    pub low: Exact,
    pub middle: Exact,
    pub high: Exact,
    pub unit: String,
}

/// How the method would have done.
#[derive(Serialize, ToSchema)]
pub struct ForecastBackTest {
    pub tried: u32,
    pub ahead: u32,
    /// Percent.
    pub error_percent: Exact,
    /// Percent.
    pub naive_error_percent: Exact,
    pub covered: u32,
}

/// The rest of a year as estimated.
#[derive(Serialize, ToSchema)]
pub struct IndicatorForecast {
    pub ahead: Vec<PeriodEstimate>,
    pub year: IndicatorEstimate,
    pub from: String,
    pub values: u32,
    pub seasonal: bool,
    pub back_test: Option<ForecastBackTest>,
}

/// A forecast, or why none is made.
#[derive(Serialize, ToSchema)]
pub struct ForecastOrNot {
    pub estimate: Option<IndicatorForecast>,
    pub zh: Option<String>,
    pub back_test_zh: Option<String>,
    pub refusal: Option<IndicatorRefusal>,
}

/// An indicator on a day, as it was known then.
#[derive(Serialize, ToSchema)]
pub struct IndicatorDetail {
    /// Version of the definition.
    pub version: i64,
    pub on: Day,
    #[serde(flatten)]
    pub row: IndicatorRow,
    /// The latest first.
    pub definitions: Vec<IndicatorDefinition>,
    pub breaks: Vec<IndicatorBreak>,
    /// The latest first, at most 60.
    pub periods: Vec<IndicatorPeriod>,
    pub total: usize,
    pub target: Option<IndicatorTarget>,
    pub forecast: ForecastOrNot,
    /// Names of people by id.
    pub names: BTreeMap<String, String>,
    /// `edit`, `claim`, `verify`.
    pub may: Vec<String>,
}

/// An entry that waits for a second person.
#[derive(Serialize, ToSchema)]
pub struct WaitingIndicatorEntry {
    /// Id of the value.
    pub cell: String,
    pub no: u32,
    /// For `If-Match`.
    pub version: i64,
    pub code: String,
    pub name: String,
    pub source: String,
    pub period_zh: String,
    pub before: Option<Exact>,
    pub value: Exact,
    pub unit: String,
    /// Percent.
    pub growth: Option<Exact>,
    pub stage: String,
    pub document: String,
    pub hash: Option<String>,
    /// The sheet it came with.
    pub batch: Option<String>,
    pub note: String,
    pub answers: Vec<SettledDoubt>,
    pub by: String,
    pub on: Day,
}

/// Entries that wait, the longest first.
#[derive(Serialize, ToSchema)]
pub struct WaitingIndicatorEntries {
    pub entries: Vec<WaitingIndicatorEntry>,
    pub total: usize,
}

/// A doubt about a value.
#[derive(Serialize, ToSchema)]
pub struct IndicatorDoubt {
    /// Cell of a sheet (C7); empty elsewhere.
    pub cell: String,
    pub code: String,
    pub zh: String,
    pub en: String,
}

/// What came of entering a value; with `doubts` nothing was written.
#[derive(Serialize, ToSchema)]
pub struct EnteredIndicatorValue {
    pub version: Option<i64>,
    pub no: Option<u32>,
    pub doubts: Vec<IndicatorDoubt>,
}
