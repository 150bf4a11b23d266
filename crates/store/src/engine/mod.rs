//! The two engines. All differences between them are below here.

pub(crate) mod postgres;
pub(crate) mod sqlite;

use crate::batch::Committed;
use crate::error::{CommitError, StoreError};
use crate::prepared::Prepared;
use crate::row::Row;
use crate::sql::{RowOp, Text};
use crate::value::Value;

/// The most batches in one transaction.
pub(crate) const MAX_GROUP: usize = 256;
/// The most batches waiting for the writer; further callers wait.
pub(crate) const MAX_WAITING: usize = 4_096;
/// The longest a database is waited for, in seconds.
pub(crate) const BUSY_SECONDS: u64 = 10;

/// One of the two.
#[derive(Debug)]
pub(crate) enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

impl Engine {
    pub(crate) async fn query(
        &self,
        text: Text,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        match self {
            Self::Sqlite(engine) => engine.query(text, params).await,
            Self::Postgres(engine) => engine.query(&text, &params).await,
        }
    }

    /// Runs one statement that changes rows and returns them, durable when it returns.
    pub(crate) async fn returning(
        &self,
        text: Text,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        match self {
            Self::Sqlite(engine) => engine.returning(text, params).await,
            Self::Postgres(engine) => engine.query(&text, &params).await,
        }
    }

    /// As [`Self::returning`], durable with the next commit that is: both logs are written in order.
    pub(crate) async fn returning_soon(
        &self,
        text: Text,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        match self {
            Self::Sqlite(engine) => engine.returning_soon(text, params).await,
            Self::Postgres(engine) => engine.returning_soon(&text, &params).await,
        }
    }

    /// Runs statements in one transaction of their own.
    pub(crate) async fn run(&self, ops: Vec<RowOp>) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(engine) => engine.run(ops).await,
            Self::Postgres(engine) => engine.run(&ops).await,
        }
    }

    pub(crate) async fn commit(&self, batch: Prepared) -> Result<Committed, CommitError> {
        match self {
            Self::Sqlite(engine) => engine.commit(batch).await,
            Self::Postgres(engine) => engine.commit(batch).await,
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(engine) => engine.close().await,
            Self::Postgres(engine) => engine.close().await,
        }
    }
}
