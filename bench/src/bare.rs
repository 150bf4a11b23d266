//! Queries by the database library alone.

use rusqlite::types::Value as Cell;
use std::time::{Duration, Instant};
use store::{Location, Value};
use tokio_postgres::types::ToSql;

/// A text with `$1` placeholders and its parameters.
pub(crate) type Statement = (String, Vec<Value>);

/// Threads reading SQLite: one for each core of the machine the bars speak of.
const THREADS: usize = 2;

/// Runs the statements one after another, again and again; rounds a second.
pub(crate) async fn sqlite(
    at: Location,
    statements: Vec<Statement>,
    time: Duration,
) -> anyhow::Result<f64> {
    let Location::Sqlite { file } = at else {
        anyhow::bail!("not SQLite");
    };
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let (file, statements) = (file.clone(), statements.clone());
            tokio::task::spawn_blocking(move || sqlite_thread(&file, &statements, time))
        })
        .collect();
    let mut rate = 0.0;
    for thread in threads {
        rate += thread.await??;
    }
    Ok(rate)
}

fn sqlite_thread(
    file: &std::path::Path,
    statements: &[Statement],
    time: Duration,
) -> anyhow::Result<f64> {
    let connection = rusqlite::Connection::open(file)?;
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -32768;")?;
    let mut prepared = Vec::new();
    for (text, params) in statements {
        let cells: Vec<Cell> = params.iter().map(cell).collect();
        prepared.push((connection.prepare(&text.replace('$', "?"))?, cells));
    }
    let begun = Instant::now();
    let mut rounds = 0usize;
    while begun.elapsed() < time {
        for (statement, params) in &mut prepared {
            let columns = statement.column_count();
            let mut rows = statement.query(rusqlite::params_from_iter(params.iter()))?;
            while let Some(row) = rows.next()? {
                for column in 0..columns {
                    std::hint::black_box(row.get::<_, Cell>(column)?);
                }
            }
        }
        rounds += 1;
    }
    Ok(rounds as f64 / begun.elapsed().as_secs_f64())
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Null,
        Value::I64(number) => Cell::Integer(*number),
        Value::Bool(flag) => Cell::Integer(i64::from(*flag)),
        Value::Text(text) => Cell::Text(text.clone()),
        Value::Blob(bytes) => Cell::Blob(bytes.clone()),
    }
}

/// The same on so many connections to PostgreSQL.
pub(crate) async fn postgres(
    at: Location,
    statements: Vec<Statement>,
    clients: usize,
    time: Duration,
) -> anyhow::Result<f64> {
    let Location::Postgres { url } = at else {
        anyhow::bail!("not PostgreSQL");
    };
    let clients: Vec<_> = (0..clients)
        .map(|_| tokio::spawn(postgres_client(url.clone(), statements.clone(), time)))
        .collect();
    let mut rate = 0.0;
    for client in clients {
        rate += client.await??;
    }
    Ok(rate)
}

async fn postgres_client(
    url: String,
    statements: Vec<Statement>,
    time: Duration,
) -> anyhow::Result<f64> {
    let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await?;
    tokio::spawn(connection);
    let mut prepared = Vec::new();
    for (text, params) in &statements {
        prepared.push((
            client.prepare(text).await?,
            params.iter().map(parameter).collect::<Vec<_>>(),
        ));
    }
    let begun = Instant::now();
    let mut rounds = 0usize;
    while begun.elapsed() < time {
        for (statement, params) in &prepared {
            let params: Vec<&(dyn ToSql + Sync)> = params
                .iter()
                .map(|p| p.as_ref() as &(dyn ToSql + Sync))
                .collect();
            std::hint::black_box(client.query(statement, &params).await?);
        }
        rounds += 1;
    }
    Ok(rounds as f64 / begun.elapsed().as_secs_f64())
}

fn parameter(value: &Value) -> Box<dyn ToSql + Sync + Send> {
    match value {
        Value::Null => Box::new(None::<String>),
        Value::I64(number) => Box::new(*number),
        Value::Bool(flag) => Box::new(*flag),
        Value::Text(text) => Box::new(text.clone()),
        Value::Blob(bytes) => Box::new(bytes.clone()),
    }
}
