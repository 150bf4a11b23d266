//! What a sheet would change, line by line.

use serde::Serialize;

/// A field with both values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Heading of the column.
    pub column: &'static str,
    /// In the ledger.
    pub before: String,
    /// In the sheet.
    pub after: String,
}

/// What a line does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum LineChange {
    /// Nothing.
    Same,
    /// Changes fields.
    Changed {
        /// Which.
        fields: Vec<FieldChange>,
    },
    /// Cannot be taken.
    Error {
        /// Stable code.
        code: String,
        /// Words in Chinese.
        zh: String,
    },
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineDiff {
    /// Line in the file.
    pub line: usize,
    /// Number of the commitment.
    pub no: String,
    /// Id of the commitment, where found.
    pub id: Option<String>,
    /// What it does.
    #[serde(flatten)]
    pub change: LineChange,
}

/// A whole sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetDiff {
    /// Lines that change something or cannot be taken.
    pub lines: Vec<LineDiff>,
    /// Lines that say what the ledger says.
    pub same: usize,
    /// Lines that change something.
    pub changed: usize,
    /// Lines that cannot be taken.
    pub errors: usize,
    /// True when the changes were written; false after a dry run or with any error.
    pub applied: bool,
}
