//! Many rows of one statement at once: `VALUES ($1, …)` read from arrays.

use super::ready::{Param, Ready};
use crate::sql::{RowOp, Sql};
use crate::value::Value;
use deadpool_postgres::Transaction;
use tokio_postgres::types::Type;

/// The statement with its `VALUES ($1, …, $n)` taken from a row source to be filled in; `None`
/// when it has none.
pub(super) fn text(sql: &str) -> Option<(String, String)> {
    let (head, rest) = sql.split_once("VALUES ($1, ")?;
    let (values, tail) = rest.split_once(')')?;
    let plain = values.split(", ").all(|value| value.starts_with('$'));
    plain.then(|| (head.to_owned(), tail.to_owned()))
}

/// The statement for all rows, each column sent as one array.
pub(super) async fn ready<'a>(
    transaction: &Transaction<'_>,
    (head, tail): &(String, String),
    sql: &Sql,
    ops: &[&'a RowOp],
) -> Result<Ready<'a>, tokio_postgres::Error> {
    let single = transaction.prepare_cached(sql.text).await?;
    let arrays = single.params().iter().enumerate();
    let arrays = arrays.map(|(at, kind)| format!("${}::{}[]", at + 1, kind.name()));
    let arrays = arrays.collect::<Vec<_>>().join(", ");
    let many = format!("{head}SELECT * FROM UNNEST({arrays}){tail}");
    let kinds = single.params().iter().enumerate();
    let params = kinds.map(|(at, kind)| column(kind, ops, at)).collect();
    Ready::new(transaction, &many, params).await
}

/// One parameter of all rows; a value of another type is left out and the database says so.
fn column<'a>(kind: &Type, ops: &[&'a RowOp], at: usize) -> Param<'a> {
    let cells = ops.iter().map(|op| &op.params[at]);
    match *kind {
        Type::INT8 => Box::new(
            cells
                .map(|cell| match cell {
                    Value::I64(number) => Some(*number),
                    _ => None,
                })
                .collect::<Vec<_>>(),
        ),
        Type::BOOL => Box::new(
            cells
                .map(|cell| match cell {
                    Value::Bool(flag) => Some(*flag),
                    _ => None,
                })
                .collect::<Vec<_>>(),
        ),
        Type::BYTEA => Box::new(
            cells
                .map(|cell| match cell {
                    Value::Blob(bytes) => Some(bytes.as_slice()),
                    _ => None,
                })
                .collect::<Vec<_>>(),
        ),
        _ => Box::new(
            cells
                .map(|cell| match cell {
                    Value::Text(text) => Some(text.as_str()),
                    _ => None,
                })
                .collect::<Vec<_>>(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn only_plain_values_are_taken_from_arrays() {
        let (head, tail) =
            text("INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT DO NOTHING").unwrap();
        assert_eq!(
            (head.as_str(), tail.as_str()),
            ("INSERT INTO t (a, b) ", " ON CONFLICT DO NOTHING")
        );
        assert!(text("INSERT INTO t (a, b) VALUES ($1, 0)").is_none());
        assert!(text("DELETE FROM t WHERE a = $1").is_none());
    }
}
