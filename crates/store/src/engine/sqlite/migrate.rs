//! Bringing a SQLite file to the newest schema.

use super::{backup, connect, failed};
use crate::error::StoreError;
use crate::migration::{Migration, MigrationReport, SCHEMA_VERSION, pending};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// Opens the file, making it when absent. Each step is a transaction of its own and notes its
/// number, so an interrupted upgrade goes on where it stopped. A copy of a store that has
/// data is kept beside it until the last step is done and the store opens.
pub(crate) fn open_and_migrate(file: &Path) -> Result<(Connection, MigrationReport), StoreError> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|error| StoreError::Location(error.to_string()))?;
    }
    let mut connection = connect(file)?;
    let from = version(&connection)?;
    if from > SCHEMA_VERSION {
        return Err(StoreError::NewerSchema {
            found: from,
            known: SCHEMA_VERSION,
        });
    }
    let bytes = std::fs::metadata(file).ok().map(|meta| meta.len());
    let mut report = MigrationReport::plan(from, bytes);
    tracing::info!(file = %file.display(), "{}", report.preflight);
    if report.steps.is_empty() {
        return Ok((connection, report));
    }
    let copy = kept(file, from);
    if from > 0 && !copy.exists() {
        backup::copy(file, &copy)?;
    }
    for step in pending(from) {
        apply(&mut connection, step)?;
    }
    drop(connection);
    let connection = connect(file)?;
    if version(&connection)? != SCHEMA_VERSION {
        return Err(StoreError::Corrupt("schema version".to_owned()));
    }
    if copy.exists() {
        std::fs::remove_file(&copy).map_err(|error| StoreError::Location(error.to_string()))?;
        report.kept = Some(copy);
    }
    Ok((connection, report))
}

/// Where the old file waits: `xiuhua.schema-1.sqlite3`.
fn kept(file: &Path, from: i64) -> PathBuf {
    file.with_extension(format!("schema-{from}.sqlite3"))
}

fn version(connection: &Connection) -> Result<i64, StoreError> {
    connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .map_err(failed)
}

fn apply(connection: &mut Connection, step: &Migration) -> Result<(), StoreError> {
    let wrong = |error: rusqlite::Error| StoreError::Migration {
        step: step.label(),
        why: error.to_string(),
    };
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(wrong)?;
    if version(&transaction)? >= step.number {
        return Ok(());
    }
    transaction.execute_batch(step.sqlite).map_err(wrong)?;
    transaction
        .pragma_update(None, "user_version", step.number)
        .map_err(wrong)?;
    transaction.commit().map_err(wrong)?;
    tracing::info!(step = step.label(), "migrated");
    Ok(())
}
