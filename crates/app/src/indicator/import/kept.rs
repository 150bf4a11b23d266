//! What is remembered of a sender's sheets, and of each sheet that was taken over.

use super::super::decide::CellEntry;
use crate::{App, AppError, Result, evidence, kinds};
use figure::Period;
use indicator::sheet::{Answer, Headings, LeftOut, Mapping, shape};
use indicator::{Party, Stage};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::Loaded;

/// How a unit's sheets of one heading are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// The unit that sends them.
    pub unit: String,
    /// What rows and columns are.
    pub mapping: Mapping,
    /// Who said so last.
    pub set_by: Party,
    /// The day.
    pub set_on: Date,
}

/// A sheet that was taken over: its values wait for a second person like typed ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Identifier.
    pub id: String,
    /// The unit that sent it.
    pub unit: String,
    /// Name of the file.
    pub file: String,
    /// Its hash.
    pub hash: String,
    /// Name of the layout it was read by.
    pub layout: String,
    /// The sheet's period, where rows are none.
    pub period: Option<Period>,
    /// How final its values are.
    pub stage: Stage,
    /// Document, as the sender calls it.
    pub source: String,
    /// Remark.
    pub note: String,
    /// The values with the entry that this sheet made, and their cells.
    pub values: Vec<BatchValue>,
    /// What was asked and answered.
    pub answers: Vec<Answer>,
    /// Cells left out.
    pub left_out: Vec<LeftOut>,
    /// Values that were known already.
    pub same: u32,
    /// Cells that say there is no value.
    pub empty: u32,
    /// Who took it over.
    pub by: Party,
    /// The day.
    pub on: Date,
}

/// A value of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchValue {
    /// The entry.
    #[serde(flatten)]
    pub entry: CellEntry,
    /// Cell of the sheet (C7).
    pub at: String,
}

/// The id of a layout: the unit and the shape of the heading.
pub(super) fn layout_id(unit: &str, headings: &Headings) -> String {
    let hash = evidence::hash(shape(headings).as_bytes());
    format!("{unit}:{}", &hash[..hash.len().min(32)])
}

/// The layout remembered for a unit's sheets of this heading.
pub(super) async fn remembered(
    app: &App,
    unit: &str,
    headings: &Headings,
) -> Result<Option<Loaded<Layout>>> {
    let id = layout_id(unit, headings);
    let found = app.store().load(app.district(), kinds::SHEET_LAYOUT, &id);
    let found: Option<Loaded<Layout>> = found.await?;
    Ok(found.filter(|layout| layout.state.mapping.fits(headings)))
}

/// A sheet that was taken over. Errors: `not_found`.
pub(super) async fn batch(app: &App, id: &str) -> Result<Batch> {
    let found = app.store().load(app.district(), kinds::SHEET_IMPORT, id);
    let found: Option<Loaded<Batch>> = found.await?;
    let found = found.ok_or_else(|| AppError::not_found("这份表", "sheet"))?;
    Ok(found.state)
}
