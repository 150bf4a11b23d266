//! Commitments measured by cases, projects and series.

use super::{CaseRow, Day, Exact};
use serde::Serialize;
use utoipa::ToSchema;

/// What the cases of a commitment are, and what of them adds up; an empty list is no condition.
#[derive(Serialize, ToSchema)]
pub struct CaseMeasure {
    pub total: CaseTotal,
    /// The type, by id. Its cases are closed only after somebody else's verification.
    pub case_type: String,
    /// Matters, by code.
    #[serde(default)]
    pub matters: Vec<String>,
    /// Subdistricts, communities or grids, by code; one of them is enough.
    #[serde(default)]
    pub areas: Vec<String>,
    /// Values of fields, all of them.
    #[serde(default)]
    pub fields: Vec<FieldIs>,
    /// Closing states, by key; any where none is named.
    #[serde(default)]
    pub outcomes: Vec<String>,
    /// Verified on this day or later; from the commitment's first day where none is given.
    #[serde(default)]
    pub from: Option<Day>,
    /// Verified on this day or before.
    #[serde(default)]
    pub to: Option<Day>,
}

/// What adds up.
#[derive(Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CaseTotal {
    /// The number of cases.
    Count,
    /// The number of distinct places.
    Places { by: PlaceBy },
    /// The sum of a field with numbers, in its unit.
    Sum { field: String, unit: String },
}

/// What makes two places the same.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlaceBy {
    Grid,
    Community,
    Subdistrict,
    /// The address without spaces, punctuation and differences of width or case.
    Address,
}

/// A condition on a field.
#[derive(Serialize, ToSchema)]
pub struct FieldIs {
    pub field: String,
    /// Values as written; choices by key.
    pub any_of: Vec<String>,
}

/// An exact number with its unit.
#[derive(Serialize, ToSchema)]
pub struct Total {
    pub value: Exact,
    pub unit: String,
}

/// A measure in words, one condition after another.
#[derive(Serialize, ToSchema)]
pub struct MeasureWords {
    pub zh: Vec<String>,
    pub en: Vec<String>,
}

/// What cases add up to on a day.
#[derive(Serialize, ToSchema)]
pub struct CasesTotal {
    pub total: Total,
    /// How many cases stand behind it.
    pub cases: u64,
    pub on: Day,
    pub words: MeasureWords,
}

/// One case that counted.
#[derive(Serialize, ToSchema)]
pub struct CountedRow {
    /// As it is now.
    pub case: CaseRow,
    pub verified_on: Day,
    pub counted_from: Day,
    /// The day from which it no longer counted.
    pub counted_until: Option<Day>,
    /// The number it added, where a field is summed.
    pub amount: Option<Exact>,
    /// Its place, where places are counted.
    pub place: Option<String>,
}

/// A page of the cases behind a total.
#[derive(Serialize, ToSchema)]
pub struct CountedCases {
    pub commitment: String,
    pub no: u32,
    pub title: String,
    pub total: CasesTotal,
    /// `count`, `places`, `sum`.
    pub adds_up: String,
    /// The unit of amounts, where a field is summed.
    pub unit: Option<String>,
    pub rows: Vec<CountedRow>,
    /// How many of the cases the caller may see, counted up to 10,000.
    pub visible: i64,
    /// Where the next page begins.
    pub next: Option<String>,
    /// The past day or instant shown; none is now.
    pub as_of: Option<String>,
}

/// What the projects of a commitment are, and what of them adds up; absent or null is no condition.
#[derive(Serialize, ToSchema)]
pub struct ProjectMeasure {
    pub total: ProjectTotal,
    /// Unit code of the bureau.
    pub bureau: Option<String>,
    /// Unit code of the subdistrict.
    pub place: Option<String>,
    /// Trade.
    pub category: Option<String>,
}

/// What of the projects adds up.
#[derive(Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ProjectTotal {
    /// Reported investment of the months that are over.
    Reported,
    /// Enrolled investment likewise.
    Enrolled,
    /// The number of projects that came into a batch.
    Entered {
        /// The batch, by its code.
        batch: String,
    },
}

/// What projects add up to on a day.
#[derive(Serialize, ToSchema)]
pub struct ProjectsTotal {
    pub total: Total,
    /// How many projects stand behind it.
    pub projects: usize,
    pub on: Day,
    pub words: MeasureWords,
}

/// One project that counted.
#[derive(Serialize, ToSchema)]
pub struct CountedProject {
    pub id: String,
    pub name: String,
    pub bureau_name: String,
    /// What it added, in 元; 1 where projects are counted.
    pub amount: Exact,
    /// How many months or milestones are in that.
    pub entries: usize,
    /// The last of them.
    pub last: Day,
}

/// The projects behind a total.
#[derive(Serialize, ToSchema)]
pub struct CountedProjects {
    pub commitment: String,
    pub no: u32,
    pub title: String,
    pub total: ProjectsTotal,
    /// `reported`, `enrolled`, `entered`.
    pub adds_up: String,
    /// The greatest first.
    pub rows: Vec<CountedProject>,
    /// The past day or instant shown; none is now.
    pub as_of: Option<String>,
}

/// What is read of a series at each of its periods.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SeriesValue {
    Level,
    /// Percent, of the period alone.
    Growth,
    /// Percent, from January on.
    CumulativeGrowth,
    /// Percent.
    TwoYear,
    /// Percentage points over the year.
    Points,
}

/// A series and what is read of it.
#[derive(Serialize, ToSchema)]
pub struct SeriesReading {
    /// Code of the indicator.
    pub indicator: String,
    pub value: SeriesValue,
}

/// What of which series measures a commitment.
#[derive(Serialize, ToSchema)]
pub struct IndicatorMeasure {
    /// Code of the indicator.
    pub indicator: String,
    pub value: SeriesValue,
    /// What it is to move with, for 同步 alone.
    pub partner: Option<SeriesReading>,
}

/// What a series says on a day.
#[derive(Serialize, ToSchema)]
pub struct SeriesTotal {
    /// The latest value; none while nothing is known.
    pub total: Option<Total>,
    pub period_zh: Option<String>,
    /// How many periods have a value.
    pub periods: usize,
    pub on: Day,
    pub words: MeasureWords,
}

/// What a series said of one period.
#[derive(Serialize, ToSchema)]
pub struct SeriesRow {
    /// `2026-10`, `2026-Q3`.
    pub period: String,
    pub period_zh: String,
    pub value: Exact,
    /// The day from which it counted.
    pub known_on: Day,
}

/// The values of a series behind a light.
#[derive(Serialize, ToSchema)]
pub struct CountedSeries {
    pub commitment: String,
    pub no: u32,
    pub title: String,
    /// Code of the indicator, where the caller may open it.
    pub indicator: Option<String>,
    pub name: String,
    pub unit: String,
    pub total: SeriesTotal,
    /// The latest period first.
    pub rows: Vec<SeriesRow>,
    /// Those of the series it is to move with.
    pub partner: Vec<SeriesRow>,
    /// The past day or instant shown; none is now.
    pub as_of: Option<String>,
}
