//! Values in and rows out of tokio-postgres.

use super::bulk;
use super::ready::{self, Param, Ready};
use crate::error::StoreError;
use crate::row::Row;
use crate::sql::{RowOp, Sql};
use crate::value::Value;
use deadpool_postgres::{GenericClient, Transaction};
use std::collections::HashMap;
use std::error::Error;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

/// Most bytes of values sent in one statement of many rows.
const RUN_BYTES: usize = 4 * 1024 * 1024;

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::I64(number) => match *kind {
                Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
                _ => number.to_sql(kind, out),
            },
            Self::Bool(flag) => flag.to_sql(kind, out),
            Self::Text(text) => text.to_sql(kind, out),
            Self::Blob(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Runs a statement and reads all its rows.
pub(super) async fn query(
    client: &impl GenericClient,
    text: &str,
    params: &[Value],
) -> Result<Result<Vec<Row>, StoreError>, tokio_postgres::Error> {
    let statement = client.prepare_cached(text).await?;
    let rows = client.query(&statement, &borrowed(params)).await?;
    Ok(rows.iter().map(read).collect())
}

/// Runs statements in order, sent without waiting for each other's answers.
pub(super) async fn run(
    transaction: &Transaction<'_>,
    ops: &[RowOp],
) -> Result<(), tokio_postgres::Error> {
    let ops = one_by_one(transaction, ops.iter().collect()).await?;
    ready::run(transaction, ops).await
}

/// Statements in order, to be sent.
pub(super) async fn one_by_one<'a>(
    transaction: &Transaction<'_>,
    ops: Vec<&'a RowOp>,
) -> Result<Vec<Ready<'a>>, tokio_postgres::Error> {
    let mut all = Vec::new();
    for op in ops {
        let mut params: Vec<Param<'a>> = Vec::with_capacity(op.params.len());
        for value in &op.params {
            params.push(Box::new(value));
        }
        all.push(Ready::new(transaction, op.sql.text, params).await?);
    }
    Ok(all)
}

/// Ops by their text, in the order of first appearance, what puts rows behind what does not.
fn by_text(ops: Vec<&RowOp>) -> Vec<(&'static Sql, Vec<&RowOp>)> {
    let mut texts: Vec<(&'static Sql, Vec<&RowOp>)> = Vec::new();
    for op in ops {
        match texts.iter_mut().find(|(sql, _)| std::ptr::eq(*sql, op.sql)) {
            Some((_, same)) => same.push(op),
            None => texts.push((op.sql, vec![op])),
        }
    }
    texts.sort_by_key(|(sql, _)| sql.text.starts_with("INSERT"));
    texts
}

/// Statements in order, those that only add rows to one table sent as one: a chunk of an import puts a
/// key and a caller for each of its cases. What concerns different tables may change places.
pub(super) async fn in_order<'a>(
    transaction: &Transaction<'_>,
    ops: Vec<&'a RowOp>,
) -> Result<Vec<Ready<'a>>, tokio_postgres::Error> {
    let mut all = Vec::new();
    for run in runs(ops) {
        match bulk::text(run.sql.text).filter(|_| run.ops.len() > 1) {
            Some(text) => all.push(bulk::ready(transaction, &text, run.sql, &run.ops).await?),
            None => all.extend(one_by_one(transaction, run.ops).await?),
        }
    }
    Ok(all)
}

/// Ops of one text that may be sent as one statement.
struct Run<'a> {
    sql: &'static Sql,
    ops: Vec<&'a RowOp>,
    bytes: usize,
}

fn runs(ops: Vec<&RowOp>) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut last_of_table: HashMap<&str, usize> = HashMap::new();
    for op in ops {
        let bytes: usize = op.params.iter().map(Value::bytes).sum();
        let table = op.sql.table();
        let last = last_of_table.get(table).map(|at| &mut runs[*at]);
        let fits = |run: &&mut Run<'_>| {
            std::ptr::eq(run.sql, op.sql) && only_adds(op.sql) && run.bytes + bytes <= RUN_BYTES
        };
        match last.filter(fits) {
            Some(run) => {
                run.ops.push(op);
                run.bytes += bytes;
            }
            None => {
                last_of_table.insert(table, runs.len());
                runs.push(Run {
                    sql: op.sql,
                    ops: vec![op],
                    bytes,
                });
            }
        }
    }
    runs
}

/// Whether rows of it are independent of each other; one that changes a row it finds may meet no row
/// twice in one statement.
fn only_adds(sql: &Sql) -> bool {
    !sql.text.contains("DO UPDATE") && bulk::text(sql.text).is_some()
}

/// Statements that fill rows, all of one text at once; no two may fill the same row unless the text
/// allows it. What takes rows away goes first: of two subjects one may have rows to replace where the
/// other has none, and what the one takes away must not be what the other has just put.
pub(super) async fn all_at_once<'a>(
    transaction: &Transaction<'_>,
    ops: Vec<&'a RowOp>,
) -> Result<Vec<Ready<'a>>, tokio_postgres::Error> {
    let texts = by_text(ops);
    let mut all = Vec::new();
    for (sql, same) in texts {
        match bulk::text(sql.text).filter(|_| same.len() > 1) {
            Some(text) => all.push(bulk::ready(transaction, &text, sql, &same).await?),
            None => all.extend(one_by_one(transaction, same).await?),
        }
    }
    Ok(all)
}

pub(super) fn borrowed(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params
        .iter()
        .map(|value| value as &(dyn ToSql + Sync))
        .collect()
}

fn read(row: &tokio_postgres::Row) -> Result<Row, StoreError> {
    let cells = (0..row.len()).map(|at| cell(row, at));
    cells.collect::<Result<_, _>>().map(Row::new)
}

fn cell(row: &tokio_postgres::Row, at: usize) -> Result<Value, StoreError> {
    let kind = row.columns()[at].type_();
    let value = match *kind {
        Type::INT8 => row.try_get::<_, Option<i64>>(at).map(Value::from),
        Type::INT4 => row
            .try_get::<_, Option<i32>>(at)
            .map(|number| Value::from(number.map(i64::from))),
        Type::TEXT | Type::VARCHAR | Type::NAME => {
            row.try_get::<_, Option<String>>(at).map(Value::from)
        }
        Type::BOOL => row.try_get::<_, Option<bool>>(at).map(Value::from),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(at).map(Value::from),
        _ => return Err(StoreError::Corrupt(format!("a column of type {kind}"))),
    };
    value.map_err(|error| StoreError::Corrupt(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DistrictId;
    use crate::personal;

    #[test]
    fn rows_are_gathered_by_table_and_never_across_what_takes_them_away() {
        let here = DistrictId::from("here");
        let key = |id: &str| personal::put(&here, id.into(), vec![1], 0);
        let caller = |id: &str| personal::put_caller(&here, "c".into(), id.into(), 0);
        let ops = [
            key("1"),
            caller("1"),
            key("2"),
            caller("2"),
            personal::drop(&here, "1".into()),
            caller("3"),
            key("3"),
        ];
        let runs = runs(ops.iter().collect());
        let told: Vec<_> = runs
            .iter()
            .map(|run| (run.sql.name, run.ops.len()))
            .collect();
        assert_eq!(
            told,
            [
                ("personal_key.put", 2),
                ("caller.put", 3),
                ("personal_key.drop", 1),
                ("personal_key.put", 1)
            ]
        );
    }

    #[test]
    fn a_statement_of_many_rows_stays_small() {
        let here = DistrictId::from("here");
        let large = |id: &str| personal::put(&here, id.into(), vec![1; RUN_BYTES / 2], 0);
        let ops = [large("1"), large("2")];
        assert_eq!(runs(ops.iter().collect()).len(), 2);
    }
}
