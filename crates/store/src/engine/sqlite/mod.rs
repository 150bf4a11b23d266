//! SQLite: one writer thread that shares commits, a few reader threads.

mod at_hand;
mod backup;
mod migrate;
mod readers;
mod rows;
mod statements;
mod statistics;
mod writer;

use super::{BUSY_SECONDS, MAX_WAITING};
use crate::batch::Committed;
use crate::error::{CommitError, StoreError};
use crate::migration::MigrationReport;
use crate::prepared::Prepared;
use crate::row::Row;
use crate::sql::{RowOp, Text};
use crate::value::Value;
use at_hand::AtHand;
use readers::Readers;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use writer::{Sync, Work};

use migrate::open_and_migrate;
#[cfg(test)]
pub(crate) use writer::STATEMENTS;

/// Statements kept prepared on each connection.
const PREPARED_STATEMENTS: usize = 256;

/// Its commits are in the log and not yet on the disk; few pages (KiB).
const UNSYNCED: &str = "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -512;";

/// The SQLite engine.
#[derive(Debug)]
pub(crate) struct Sqlite {
    file: PathBuf,
    writer: Mutex<Option<mpsc::Sender<Work>>>,
    thread: Mutex<Option<std::thread::JoinHandle<()>>>,
    readers: Readers,
    at_hand: AtHand,
}

impl Sqlite {
    pub(crate) fn open(file: &Path) -> Result<(Self, MigrationReport), StoreError> {
        let (connection, report) = open_and_migrate(file)?;
        statistics::tell(&connection)?;
        let unsynced = connect(file)?;
        unsynced.execute_batch(UNSYNCED).map_err(failed)?;
        let (sender, receiver) = mpsc::channel(MAX_WAITING);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || writer::run(connection, unsynced, receiver))
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        let engine = Self {
            file: file.to_owned(),
            writer: Mutex::new(Some(sender)),
            thread: Mutex::new(Some(thread)),
            readers: Readers::start(file)?,
            at_hand: AtHand::open(file)?,
        };
        Ok((engine, report))
    }

    pub(crate) async fn query(
        &self,
        text: Text,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        if let Text::Fixed(sql) = &text
            && sql.is_short()
            && let Some(rows) = self.at_hand.ask(sql, &params)?
        {
            return Ok(rows);
        }
        self.readers.query(text, params).await
    }

    pub(crate) async fn returning(
        &self,
        text: Text,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        self.write_returning(text, params, Sync::Now).await
    }

    /// The disk need not have taken it.
    pub(crate) async fn returning_soon(
        &self,
        text: Text,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        self.write_returning(text, params, Sync::WithTheNext).await
    }

    async fn write_returning(
        &self,
        text: Text,
        params: Vec<Value>,
        sync: Sync,
    ) -> Result<Vec<Row>, StoreError> {
        let (reply, answer) = oneshot::channel();
        self.send(Work::Returning(text, params, sync, reply))
            .await?;
        answer.await.map_err(|_| closed())?
    }

    pub(crate) async fn run(&self, ops: Vec<RowOp>) -> Result<(), StoreError> {
        let (reply, answer) = oneshot::channel();
        self.send(Work::Run(ops, reply)).await?;
        answer.await.map_err(|_| closed())?
    }

    pub(crate) async fn commit(&self, batch: Prepared) -> Result<Committed, CommitError> {
        let gone = |_| CommitError::Unavailable("数据库已关闭".to_owned());
        let (reply, answer) = oneshot::channel();
        let work = Work::Commit(Box::new(batch), reply);
        self.send(work).await.map_err(gone)?;
        answer
            .await
            .map_err(|_| CommitError::Unavailable("数据库已关闭".to_owned()))?
    }

    /// Copies the store to a file while it is in use.
    pub(crate) async fn backup_to(&self, to: &Path) -> Result<(), StoreError> {
        let (from, to) = (self.file.clone(), to.to_owned());
        tokio::task::spawn_blocking(move || backup::copy(&from, &to))
            .await
            .map_err(|error| StoreError::Unavailable(error.to_string()))?
    }

    pub(crate) async fn close(&self) {
        let sender = self.writer.lock().ok().and_then(|mut slot| slot.take());
        drop(sender);
        self.readers.close();
        self.at_hand.close();
        let thread = self.thread.lock().ok().and_then(|mut slot| slot.take());
        if let Some(thread) = thread {
            let _ = tokio::task::spawn_blocking(move || thread.join()).await;
        }
    }

    async fn send(&self, work: Work) -> Result<(), StoreError> {
        let sender = self.writer.lock().ok().and_then(|slot| slot.clone());
        let sender = sender.ok_or_else(closed)?;
        sender.send(work).await.map_err(|_| closed())
    }
}

fn closed() -> StoreError {
    StoreError::Unavailable("数据库已关闭".to_owned())
}

fn failed(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => StoreError::NoSpace(error.to_string()),
        Some(rusqlite::ErrorCode::ReadOnly) => StoreError::ReadOnly(error.to_string()),
        Some(
            rusqlite::ErrorCode::DatabaseBusy
            | rusqlite::ErrorCode::CannotOpen
            | rusqlite::ErrorCode::SystemIoFailure,
        ) => StoreError::Unavailable(error.to_string()),
        _ => StoreError::Database(error.to_string()),
    }
}

/// A connection with the house settings.
fn connect(file: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(file).map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(PREPARED_STATEMENTS);
    connection
        .busy_timeout(Duration::from_secs(BUSY_SECONDS))
        .map_err(failed)?;
    let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                    PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA cache_size = -32768; \
                    PRAGMA wal_autocheckpoint = 8000;";
    connection.execute_batch(settings).map_err(failed)?;
    Ok(connection)
}
