//! The catalogue of matters and the duty list.

use super::Day;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What the list says about a unit: it owns, it helps, or it was relieved.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    Core,
    Assisting,
    Reclaimed,
}

/// Part of the catalogue.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    Event,
    Component,
    Appeal,
}

/// Whether an entry holds on the day asked for.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    InForce,
    Coming,
    Past,
}

/// A code with its name.
#[derive(Serialize, ToSchema)]
pub struct CodeName {
    pub code: String,
    pub name: String,
}

/// One line of the duty list.
#[derive(Serialize, ToSchema)]
pub struct DutyEntry {
    /// By which a return or a refusal cites it.
    pub id: String,
    pub unit: CodeName,
    pub kind: EntryKind,
    /// Where; empty for the whole district.
    pub places: Vec<CodeName>,
    /// Whom it helps, or who took it over.
    pub counterpart: Option<CodeName>,
    pub valid_from: Day,
    pub valid_to: Option<Day>,
    pub basis: String,
    pub standing: Standing,
}

/// A matter with its entries in force.
#[derive(Serialize, ToSchema)]
pub struct MatterRow {
    pub code: String,
    pub name: String,
    pub class: String,
    pub family: Family,
    pub standard: String,
    pub case_type: String,
    pub entries: Vec<DutyEntry>,
}

/// A page of matters.
#[derive(Serialize, ToSchema)]
pub struct MatterPage {
    pub day: Day,
    pub rows: Vec<MatterRow>,
    /// For `after`.
    pub next: Option<String>,
    pub total: usize,
}

/// One version of a matter.
#[derive(Serialize, ToSchema)]
pub struct Matter {
    pub code: String,
    pub name: String,
    pub class: String,
    pub family: Family,
    /// Where the code comes from, with the edition.
    pub standard: String,
    pub valid_from: Day,
    pub valid_to: Option<Day>,
    pub case_type: String,
    /// The grade a case begins with.
    pub grade: Option<String>,
    /// How long handling may take, by grade; `*` for those not named: `4wh`, `5wd`.
    pub limits: Option<BTreeMap<String, String>>,
    /// Words by which people say it.
    pub phrases: Option<Vec<String>>,
}

/// A field of an entry with both values.
#[derive(Serialize, ToSchema)]
pub struct DutyFieldChange {
    pub column: String,
    pub before: String,
    pub after: String,
}

/// What a change did to an entry.
#[derive(Serialize, ToSchema)]
pub struct EntryChange {
    pub id: String,
    pub added: bool,
    pub fields: Vec<DutyFieldChange>,
}

/// One change of a matter.
#[derive(Serialize, ToSchema)]
pub struct HistoryLine {
    /// Milliseconds since 1970, UTC.
    pub at_ms: i64,
    pub actor_name: String,
    pub action: String,
    pub reason: Option<String>,
    pub entries: Vec<EntryChange>,
}

/// One matter.
#[derive(Serialize, ToSchema)]
pub struct MatterDetail {
    /// For `If-Match`.
    pub version: i64,
    pub day: Day,
    pub matter: Matter,
    pub case_type_name: String,
    pub versions: Vec<Matter>,
    pub entries: Vec<DutyEntry>,
    pub history: Vec<HistoryLine>,
    /// `edit`.
    pub may: Vec<String>,
}

/// Words of a text that spoke for a matter.
#[derive(Serialize, ToSchema)]
pub struct Hit {
    pub text: String,
    /// In code points.
    pub start: usize,
    pub end: usize,
}

/// A suggested matter.
#[derive(Serialize, ToSchema)]
pub struct SuggestedMatter {
    pub code: String,
    pub name: String,
    pub case_type: String,
    pub words: Vec<Hit>,
}

/// A unit that a matter could go to.
#[derive(Serialize, ToSchema)]
pub struct DutyProposal {
    pub unit: CodeName,
    /// 1 for the best.
    pub rank: usize,
    pub reasons_zh: Vec<String>,
    pub reasons_en: Vec<String>,
}

/// Whether a dispatch is allowed.
#[derive(Serialize, ToSchema)]
pub struct DispatchCheck {
    /// False where the list forbids it.
    pub allowed: bool,
    /// `core`, `unlisted`, or why not: `duty.assisting_only`, `duty.reclaimed`, `duty.other_place`.
    pub code: String,
    pub zh: String,
    pub en: String,
    /// The entry that says so.
    pub entry: Option<DutyEntry>,
    pub proposals: Vec<DutyProposal>,
}

/// What a row of a sheet does.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum DutyLineChange {
    Added { fields: Vec<DutyFieldChange> },
    Changed { fields: Vec<DutyFieldChange> },
    Error { code: String, zh: String },
}

/// One row of a sheet.
#[derive(Serialize, ToSchema)]
pub struct DutyLineDiff {
    pub line: usize,
    /// Matter code as written.
    pub matter: String,
    pub entry: Option<String>,
    #[serde(flatten)]
    pub change: DutyLineChange,
}

/// A sheet against the list.
#[derive(Serialize, ToSchema)]
pub struct DutySheetDiff {
    /// Rows that do something or cannot be taken.
    pub lines: Vec<DutyLineDiff>,
    pub same: usize,
    pub changed: usize,
    pub errors: usize,
    /// False after a dry run or with any error.
    pub applied: bool,
}
