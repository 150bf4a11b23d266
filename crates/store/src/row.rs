//! One row of an answer, read by the place of the column.

use crate::error::StoreError;
use crate::value::Value;

/// The cells of a row in the order of the `SELECT`.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    cells: Vec<Value>,
}

impl Row {
    /// A row of these cells.
    pub fn new(cells: Vec<Value>) -> Self {
        Self { cells }
    }

    /// All cells.
    pub fn cells(&self) -> &[Value] {
        &self.cells
    }

    /// A `TEXT` that is never null.
    pub fn text(&self, at: usize) -> Result<String, StoreError> {
        self.maybe_text(at)?.ok_or_else(|| wrong(at, "a text"))
    }

    /// As [`Self::text`], lent.
    pub(crate) fn word(&self, at: usize) -> Result<&str, StoreError> {
        match self.cells.get(at) {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(wrong(at, "a text")),
        }
    }

    /// A `TEXT` or null.
    pub fn maybe_text(&self, at: usize) -> Result<Option<String>, StoreError> {
        match self.cells.get(at) {
            Some(Value::Text(text)) => Ok(Some(text.clone())),
            Some(Value::Null) => Ok(None),
            _ => Err(wrong(at, "a text")),
        }
    }

    /// Whether a `TEXT` says this.
    pub(crate) fn is_text(&self, at: usize, text: &str) -> bool {
        matches!(self.cells.get(at), Some(Value::Text(own)) if own == text)
    }

    /// A `BIGINT` that is never null.
    pub fn int(&self, at: usize) -> Result<i64, StoreError> {
        self.maybe_int(at)?.ok_or_else(|| wrong(at, "an integer"))
    }

    /// A `BIGINT` or null.
    pub fn maybe_int(&self, at: usize) -> Result<Option<i64>, StoreError> {
        match self.cells.get(at) {
            Some(Value::I64(number)) => Ok(Some(*number)),
            Some(Value::Null) => Ok(None),
            _ => Err(wrong(at, "an integer")),
        }
    }

    /// A `BOOLEAN`.
    pub fn flag(&self, at: usize) -> Result<bool, StoreError> {
        match self.cells.get(at) {
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(Value::I64(number)) => Ok(*number != 0),
            _ => Err(wrong(at, "a boolean")),
        }
    }

    /// A blob.
    pub fn blob(&self, at: usize) -> Result<Vec<u8>, StoreError> {
        match self.cells.get(at) {
            Some(Value::Blob(bytes)) => Ok(bytes.clone()),
            _ => Err(wrong(at, "bytes")),
        }
    }
}

fn wrong(at: usize, wanted: &str) -> StoreError {
    StoreError::Corrupt(format!("column {at} is not {wanted}"))
}
