//! The annual plan and the monthly progress as spreadsheets: read with a dry run, and written the same.
//!
//! Columns are found by their headings, amounts by the unit of the heading or of the table. Nothing is
//! entered here: what comes out are commands and problems, cell by cell.

mod columns;
mod plan;
mod progress;

pub use columns::{PLAN_COLUMNS, PROGRESS_COLUMNS};
pub use plan::{PlanRead, PlanRow, plan_sheet, read_plan};
pub use progress::{ProgressRead, ProgressRow, progress_sheet, read_progress};

use crate::Refusal;
use serde::Serialize;

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetProblem {
    /// Cell (C7); A and the row for a whole row.
    pub cell: String,
    /// Why.
    pub refusal: Refusal,
}
