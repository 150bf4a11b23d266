//! The duty list as a spreadsheet: rows out, and rows in again as a difference.

mod compare;
mod line;

pub use compare::{Comparison, FieldChange, LineChange, LineDiff, compare, differences, next_id};
pub use line::{COLUMNS, Line, line_of};
