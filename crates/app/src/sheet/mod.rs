//! The 任务分解表 as a spreadsheet: out, edited elsewhere, and in again with a dry run.

mod columns;
mod compare;
mod diff;
mod export;
pub(crate) mod grid;
mod import;
mod plain;
mod progress;
mod read;
mod target;
pub(crate) mod xlsx;

pub use columns::{CELL_CHARS_MAX, LINES_MAX};
pub use diff::{FieldChange, LineChange, LineDiff, SheetDiff};
pub use export::export;
pub use import::import;
pub(crate) use read::table;
pub use target::read as read_target;
