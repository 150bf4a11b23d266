//! Sheets of indicators.

use super::{Exact, IndicatorDoubt, SettledDoubt};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What one column is.
#[derive(Serialize, ToSchema)]
pub struct SheetColumn {
    /// From 0.
    pub column: usize,
    /// `value`, `growth`, `growth_share`, `comparable_base`, `unit`.
    pub field: String,
    /// Code, where rows are periods.
    pub indicator: Option<String>,
    pub place: Option<String>,
    /// `cumulative`, `current`, `growth`, `cumulative_growth`, `unsaid`.
    pub scope: String,
    /// Where the sheet gives none.
    pub unit: Option<String>,
}

/// What the rows and columns of a sheet are.
#[derive(Serialize, ToSchema)]
pub struct SheetMapping {
    pub name: String,
    /// From 0.
    pub label_column: usize,
    /// `indicators`, `places`, `periods`.
    pub rows_are: String,
    /// Label to code of indicator or period.
    pub rows: BTreeMap<String, String>,
    pub passed_over: Vec<String>,
    /// Label of a part to that of its whole.
    pub parts: BTreeMap<String, String>,
    pub columns: Vec<SheetColumn>,
    pub place: Option<String>,
    pub heading_lines: Vec<String>,
}

/// What is answered about one cell.
#[derive(Serialize, ToSchema)]
pub struct SheetAnswer {
    /// C7.
    pub cell: String,
    /// `stands`, `unit`, `out`.
    pub choice: String,
    /// For `unit`.
    pub unit: Option<String>,
    pub why: String,
}

/// A heading of a column.
#[derive(Serialize, ToSchema)]
pub struct SheetHeading {
    pub column: usize,
    pub words: Vec<String>,
    pub unit: Option<String>,
    pub scope: String,
}

/// The headings and where the data stand; rows from 0.
#[derive(Serialize, ToSchema)]
pub struct SheetHeadings {
    pub first_row: usize,
    pub data_row: usize,
    pub end_row: usize,
    pub unit: Option<String>,
    pub columns: Vec<SheetHeading>,
    pub footnotes: Vec<String>,
}

/// The name of a row.
#[derive(Serialize, ToSchema)]
pub struct SheetLabel {
    /// A5.
    pub cell: String,
    pub label: String,
}

/// An indicator that may be entered.
#[derive(Serialize, ToSchema)]
pub struct EnterableIndicator {
    pub code: String,
    pub name: String,
    pub unit: String,
    pub flow: String,
}

/// A sheet to be mapped, with a proposal.
#[derive(Serialize, ToSchema)]
pub struct SheetLook {
    pub headings: SheetHeadings,
    pub labels: Vec<SheetLabel>,
    pub mapping: SheetMapping,
    /// The period that the sheet speaks of.
    pub period: Option<String>,
    /// The first 40 rows.
    pub rows: Vec<Vec<String>>,
    pub indicators: Vec<EnterableIndicator>,
}

/// A value that a sheet would enter.
#[derive(Serialize, ToSchema)]
pub struct IndicatorSheetLine {
    /// C7.
    pub cell: String,
    pub indicator: String,
    pub name: String,
    pub period: String,
    pub period_zh: String,
    pub before: Option<Exact>,
    pub value: Exact,
    pub unit: String,
    pub written: String,
    /// Percent.
    pub growth: Option<Exact>,
    pub settled: Vec<SettledDoubt>,
}

/// All that is asked about one cell.
#[derive(Serialize, ToSchema)]
pub struct IndicatorSheetQuestion {
    /// C7.
    pub cell: String,
    pub name: String,
    pub written: String,
    pub doubts: Vec<IndicatorDoubt>,
    /// It can only be left out.
    pub unreadable: bool,
}

/// A cell left out.
#[derive(Serialize, ToSchema)]
pub struct LeftOutCell {
    pub cell: String,
    pub codes: Vec<String>,
    pub why: String,
}

/// What a sheet does, and whether it was done.
#[derive(Serialize, ToSchema)]
pub struct IndicatorSheetImport {
    /// To be mapped first.
    pub look: Option<SheetLook>,
    pub mapping: Option<SheetMapping>,
    /// True where the mapping was remembered.
    pub remembered: bool,
    pub lines: Vec<IndicatorSheetLine>,
    /// To be answered first.
    pub asked: Vec<IndicatorSheetQuestion>,
    pub left_out: Vec<LeftOutCell>,
    /// Known already.
    pub same: u32,
    /// Cells that say there is no value.
    pub empty: u32,
    /// Id of the sheet; none where nothing was written.
    pub batch: Option<String>,
}
