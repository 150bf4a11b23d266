//! A case's rows written by the database library alone, as read from one that was filed.

use crate::engine::Place;
use rusqlite::types::Value as Cell;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use store::{DistrictId, Location};
use tokio_postgres::types::{ToSql, Type};

/// Tables of a case with the column that names it, in the order of writing.
const TABLES: [(&str, &str); 4] = [
    ("journal", "subject_id"),
    ("subject", "id"),
    ("case_row", "id"),
    ("case_unit", "case_id"),
];

/// A row to be written again: its insertion, and its values.
#[derive(Clone)]
struct Row {
    insert: String,
    columns: Vec<String>,
    cells: Vec<Cell>,
}

/// The rows of one case.
pub(crate) struct Pattern(Vec<Row>);

impl Pattern {
    /// Those of the case that was filed last.
    pub(crate) async fn newest(place: &Place, district: &DistrictId) -> anyhow::Result<Self> {
        let newest = format!(
            "(SELECT id FROM case_row WHERE district_id = '{0}' AND version = 1 ORDER BY reported_ms DESC LIMIT 1)",
            district.0
        );
        let mut rows = Vec::new();
        for (table, id) in TABLES {
            let kind = match table {
                "journal" => " AND subject_kind = 'case'",
                "subject" => " AND kind = 'case'",
                _ => "",
            };
            let text = format!(
                "SELECT * FROM {table} WHERE district_id = '{}'{kind} AND {id} = {newest}",
                district.0
            );
            rows.extend(read(place, table, &text).await?);
        }
        anyhow::ensure!(rows.len() >= TABLES.len(), "no case was filed");
        Ok(Self(rows))
    }
}

impl Row {
    fn new(table: &str, columns: Vec<String>, cells: Vec<Cell>) -> Self {
        let places: Vec<String> = (1..=columns.len()).map(|at| format!("${at}")).collect();
        let insert = format!(
            "INSERT INTO {table} ({}) VALUES ({})",
            columns.join(", "),
            places.join(", ")
        );
        Self {
            insert,
            columns,
            cells,
        }
    }

    /// The values of the `n`th copy, in a district of its own.
    fn of(&self, district: &str, n: u64) -> impl Iterator<Item = Cell> {
        let both = self.columns.iter().zip(&self.cells);
        both.map(move |(column, cell)| match (column.as_str(), cell) {
            ("district_id", _) => Cell::Text(district.to_owned()),
            ("id" | "subject_id" | "case_id", _) => Cell::Text(format!("{n:032x}")),
            ("pos", _) => Cell::Integer(n as i64),
            ("number", _) => Cell::Text(format!("B{n}")),
            ("tracking", Cell::Text(_)) => Cell::Text(format!("B{n}")),
            (_, cell) => cell.clone(),
        })
    }
}

async fn read(place: &Place, table: &str, text: &str) -> anyhow::Result<Vec<Row>> {
    match place.location()? {
        Location::Sqlite { file } => {
            let connection = rusqlite::Connection::open(file)?;
            let mut asked = connection.prepare(text)?;
            let columns: Vec<String> = asked
                .column_names()
                .iter()
                .map(ToString::to_string)
                .collect();
            let width = columns.len();
            let cells = asked.query_map([], |row| (0..width).map(|at| row.get(at)).collect())?;
            let cells: Vec<Vec<Cell>> = cells.collect::<Result<_, _>>()?;
            Ok(cells
                .into_iter()
                .map(|cells| Row::new(table, columns.clone(), cells))
                .collect())
        }
        Location::Postgres { url } => {
            let (client, talking) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await?;
            tokio::spawn(talking);
            let rows = client.query(text, &[]).await?;
            rows.iter()
                .map(|row| {
                    let columns = row.columns().iter().map(|it| it.name().to_owned());
                    let cells = (0..row.len()).map(|at| cell(row, at));
                    Ok(Row::new(
                        table,
                        columns.collect(),
                        cells.collect::<Result<_, _>>()?,
                    ))
                })
                .collect()
        }
    }
}

fn cell(row: &tokio_postgres::Row, at: usize) -> anyhow::Result<Cell> {
    let kind = row.columns()[at].type_();
    Ok(match *kind {
        Type::INT8 => row
            .try_get::<_, Option<i64>>(at)?
            .map_or(Cell::Null, Cell::Integer),
        // Told from numbers when they are sent.
        Type::BOOL => row
            .try_get::<_, Option<bool>>(at)?
            .map_or(Cell::Null, |flag| Cell::Blob(vec![u8::from(flag)])),
        _ => row
            .try_get::<_, Option<String>>(at)?
            .map_or(Cell::Null, Cell::Text),
    })
}

/// Cases a second.
pub(crate) async fn write(
    place: &Place,
    pattern: &Pattern,
    clients: usize,
    round: usize,
    time: Duration,
) -> anyhow::Result<f64> {
    // A kept store has the rows of earlier runs.
    let district = format!("bare-{round}-{}", std::process::id());
    let rows = pattern.0.clone();
    match place.location()? {
        Location::Sqlite { file } => {
            tokio::task::spawn_blocking(move || sqlite(&file, &rows, &district, clients, time))
                .await?
        }
        Location::Postgres { url } => postgres(&url, &rows, &district, clients, time).await,
    }
}

fn sqlite(
    file: &Path,
    rows: &[Row],
    district: &str,
    batch: usize,
    time: Duration,
) -> anyhow::Result<f64> {
    let connection = rusqlite::Connection::open(file)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;",
    )?;
    let mut inserts = Vec::new();
    for row in rows {
        inserts.push(connection.prepare(&row.insert.replace('$', "?"))?);
    }
    let begun = Instant::now();
    let mut count = 0u64;
    while begun.elapsed() < time {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for _ in 0..batch {
            count += 1;
            for (insert, row) in inserts.iter_mut().zip(rows) {
                insert.execute(rusqlite::params_from_iter(row.of(district, count)))?;
            }
        }
        connection.execute_batch("COMMIT")?;
    }
    Ok(count as f64 / begun.elapsed().as_secs_f64())
}

async fn postgres(
    url: &str,
    rows: &[Row],
    district: &str,
    clients: usize,
    time: Duration,
) -> anyhow::Result<f64> {
    let count = Arc::new(AtomicU64::new(0));
    let begun = Instant::now();
    let mut running = Vec::new();
    for _ in 0..clients {
        let (url, rows, district) = (url.to_owned(), rows.to_vec(), district.to_owned());
        let count = Arc::clone(&count);
        running.push(tokio::spawn(async move {
            let (mut client, talking) =
                tokio_postgres::connect(&url, tokio_postgres::NoTls).await?;
            tokio::spawn(talking);
            let mut inserts = Vec::new();
            for row in &rows {
                inserts.push(client.prepare(&row.insert).await?);
            }
            while begun.elapsed() < time {
                let n = count.fetch_add(1, Ordering::Relaxed) + 1;
                let transaction = client.transaction().await?;
                for (insert, row) in inserts.iter().zip(&rows) {
                    let cells: Vec<Sent> = row.of(&district, n).map(Sent).collect();
                    let params: Vec<&(dyn ToSql + Sync)> =
                        cells.iter().map(|it| it as &(dyn ToSql + Sync)).collect();
                    transaction.execute(insert, &params).await?;
                }
                transaction.commit().await?;
            }
            anyhow::Ok(())
        }));
    }
    for one in running {
        one.await??;
    }
    Ok(count.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64())
}

/// A cell on its way to PostgreSQL.
#[derive(Debug)]
struct Sent(Cell);

impl ToSql for Sent {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut tokio_postgres::types::private::BytesMut,
    ) -> Result<tokio_postgres::types::IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match &self.0 {
            Cell::Integer(number) => number.to_sql(kind, out),
            Cell::Text(text) => text.to_sql(kind, out),
            Cell::Blob(flag) => (flag == &[1]).to_sql(kind, out),
            Cell::Null | Cell::Real(_) => Ok(tokio_postgres::types::IsNull::Yes),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}
