//! Bringing a PostgreSQL database to the newest schema.

use super::failed;
use crate::error::StoreError;
use crate::migration::{Migration, MigrationReport, SCHEMA_VERSION, pending};
use deadpool_postgres::{Object, Transaction};

/// The advisory lock that lets one server migrate while the others wait.
const LOCK: i64 = 0x7869_7568_7561;

/// Each step is a transaction of its own and notes its number, so an interrupted upgrade goes
/// on where it stopped; PostgreSQL undoes a step that fails.
pub(super) async fn migrate(client: &mut Object) -> Result<MigrationReport, StoreError> {
    let from = version(client).await?;
    if from > SCHEMA_VERSION {
        return Err(StoreError::NewerSchema {
            found: from,
            known: SCHEMA_VERSION,
        });
    }
    let report = MigrationReport::plan(from, None);
    tracing::info!("{}", report.preflight);
    for step in pending(from) {
        let wrong = |error: tokio_postgres::Error| StoreError::Migration {
            step: step.label(),
            why: failed(error).to_string(),
        };
        let transaction = client.transaction().await.map_err(wrong)?;
        apply(&transaction, step).await.map_err(wrong)?;
        transaction.commit().await.map_err(wrong)?;
    }
    Ok(report)
}

async fn version(client: &Object) -> Result<i64, StoreError> {
    let table = "SELECT to_regclass('schema_version') IS NOT NULL";
    if !client
        .query_one(table, &[])
        .await
        .map_err(failed)?
        .get::<_, bool>(0)
    {
        return Ok(0);
    }
    let number = "SELECT COALESCE(MAX(number), 0) FROM schema_version";
    Ok(client.query_one(number, &[]).await.map_err(failed)?.get(0))
}

async fn apply(
    transaction: &Transaction<'_>,
    step: &Migration,
) -> Result<(), tokio_postgres::Error> {
    transaction
        .execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])
        .await?;
    let table =
        "CREATE TABLE IF NOT EXISTS schema_version (number BIGINT PRIMARY KEY, name TEXT NOT NULL)";
    transaction.batch_execute(table).await?;
    let done = transaction
        .query(
            "SELECT 1 FROM schema_version WHERE number = $1",
            &[&step.number],
        )
        .await?;
    if !done.is_empty() {
        return Ok(());
    }
    transaction.batch_execute(&dialect(step.postgres)).await?;
    let note = "INSERT INTO schema_version (number, name) VALUES ($1, $2)";
    transaction
        .execute(note, &[&step.number, &step.name])
        .await?;
    tracing::info!(step = step.label(), "migrated");
    Ok(())
}

/// Text sorts by code point, as in SQLite; blobs have another name.
fn dialect(ddl: &str) -> String {
    ddl.replace(" TEXT", " TEXT COLLATE \"C\"")
        .replace(" BLOB", " BYTEA")
}
