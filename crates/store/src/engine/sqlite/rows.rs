//! Values in and rows out of rusqlite.

use super::failed;
use crate::error::StoreError;
use crate::row::Row;
use crate::value::Value;
use rusqlite::types::{ToSqlOutput, Value as Cell, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Cell::Null),
            Self::I64(number) => ToSqlOutput::Owned(Cell::Integer(*number)),
            Self::Bool(flag) => ToSqlOutput::Owned(Cell::Integer(i64::from(*flag))),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Blob(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}

/// Runs a statement and reads all its rows.
pub(super) fn query(
    connection: &Connection,
    text: &str,
    params: &[Value],
) -> Result<Vec<Row>, StoreError> {
    let mut statement = connection.prepare_cached(text).map_err(failed)?;
    let width = statement.column_count();
    let mut rows = statement.query(params_from_iter(params)).map_err(failed)?;
    let mut out = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        let mut cells = Vec::with_capacity(width);
        for at in 0..width {
            cells.push(cell(row.get_ref(at).map_err(failed)?)?);
        }
        out.push(Row::new(cells));
    }
    Ok(out)
}

/// Runs a statement that returns nothing.
pub(super) fn execute(
    connection: &Connection,
    text: &str,
    params: &[Value],
) -> rusqlite::Result<usize> {
    connection
        .prepare_cached(text)?
        .execute(params_from_iter(params))
}

fn cell(value: ValueRef<'_>) -> Result<Value, StoreError> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::I64(number),
        ValueRef::Text(bytes) => Value::Text(
            String::from_utf8(bytes.to_vec())
                .map_err(|error| StoreError::Corrupt(error.to_string()))?,
        ),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
        ValueRef::Real(_) => {
            return Err(StoreError::Corrupt("a floating point number".to_owned()));
        }
    })
}
