//! A table of text cells with merged ranges.

use crate::Refusal;
use serde::{Deserialize, Serialize};

/// Most rows of a sheet.
pub const ROWS_MAX: usize = 20_000;
/// Most columns.
pub const COLUMNS_MAX: usize = 300;
/// Longest cell, in code points.
pub const CELL_CHARS_MAX: usize = 1_000;

/// A merged range; rows and columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// First row.
    pub top: usize,
    /// First column.
    pub left: usize,
    /// Last row.
    pub bottom: usize,
    /// Last column.
    pub right: usize,
}

/// A sheet as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    rows: Vec<Vec<String>>,
    merges: Vec<Merge>,
}

impl Table {
    /// A table of cells and merged ranges. Errors: `sheet_too_large`, `cell_too_long`.
    pub fn new(rows: Vec<Vec<String>>, merges: Vec<Merge>) -> Result<Self, Refusal> {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if rows.len() > ROWS_MAX || columns > COLUMNS_MAX {
            return Err(Refusal::new("sheet_too_large")
                .with("rows", ROWS_MAX)
                .with("columns", COLUMNS_MAX));
        }
        for (row, cells) in rows.iter().enumerate() {
            let long = |c: &String| c.chars().count() > CELL_CHARS_MAX;
            if let Some(column) = cells.iter().position(long) {
                let refusal = Refusal::new("cell_too_long").with("cell", address(row, column));
                return Err(refusal.with("max", CELL_CHARS_MAX));
            }
        }
        Ok(Self { rows, merges })
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Number of columns of the widest row.
    pub fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The text of a cell without space around; a merged cell reads as its first one.
    pub fn text(&self, row: usize, column: usize) -> &str {
        let inside =
            |m: &&Merge| (m.top..=m.bottom).contains(&row) && (m.left..=m.right).contains(&column);
        let (row, column) = self
            .merges
            .iter()
            .find(inside)
            .map_or((row, column), |m| (m.top, m.left));
        let cell = self.rows.get(row).and_then(|cells| cells.get(column));
        cell.map_or("", |text| text.trim())
    }

    /// The merged range whose first cell this is.
    pub fn merge_at(&self, row: usize, column: usize) -> Option<Merge> {
        let found = self
            .merges
            .iter()
            .find(|m| (m.top, m.left) == (row, column));
        found.copied()
    }
}

/// As spreadsheets name a cell: row 0, column 27 is AB1.
pub fn address(row: usize, column: usize) -> String {
    let mut letters = vec![];
    let mut left = column + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.reverse();
    format!("{}{}", letters.into_iter().collect::<String>(), row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_their_usual_names() {
        assert_eq!(address(0, 0), "A1");
        assert_eq!(address(9, 25), "Z10");
        assert_eq!(address(0, 27), "AB1");
        assert_eq!(address(0, 702), "AAA1");
    }
}
