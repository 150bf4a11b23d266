//! The store: one handle, two engines.

use crate::batch::{Batch, Committed};
use crate::case::{Numbers, OpenCases, Sums};
use crate::engine::Engine;
use crate::engine::{postgres::Postgres, sqlite::Sqlite};
use crate::error::{CommitError, StoreError};
use crate::location::Location;
use crate::migration::MigrationReport;
use crate::prepared::Prepared;
use crate::row::Row;
use crate::sql::{RowOp, Sql, Text};
use crate::value::Value;
use crate::write::Write;
use crate::{DistrictId, counting};
use jiff::Timestamp;
use journal::Algorithm;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A store of many districts on SQLite or PostgreSQL. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    engine: Engine,
    algorithm: Algorithm,
    queries: AtomicU64,
    migration: MigrationReport,
    numbers: Numbers,
    sums: Sums,
    open_cases: OpenCases,
}

impl Store {
    /// Opens a store, making or upgrading its tables; the line saying what will be done goes to
    /// the log first and stays in [`Store::migration`]. New entries use `algorithm`; older ones
    /// keep theirs.
    pub async fn open(at: &Location, algorithm: Algorithm) -> Result<Self, StoreError> {
        let (engine, migration) = match at {
            Location::Sqlite { file } => {
                let file = file.clone();
                let opened = tokio::task::spawn_blocking(move || Sqlite::open(&file))
                    .await
                    .map_err(|error| StoreError::Unavailable(error.to_string()))??;
                (Engine::Sqlite(opened.0), opened.1)
            }
            Location::Postgres { url } => {
                let opened = Postgres::open(url).await?;
                (Engine::Postgres(opened.0), opened.1)
            }
        };
        let inner = Inner {
            engine,
            algorithm,
            queries: AtomicU64::new(0),
            migration,
            numbers: Numbers::default(),
            sums: Sums::default(),
            open_cases: OpenCases::default(),
        };
        let store = Self {
            inner: Arc::new(inner),
        };
        store.catch_up().await?;
        Ok(store)
    }

    /// What opening found and did.
    pub fn migration(&self) -> &MigrationReport {
        &self.inner.migration
    }

    /// The digest new entries and seals are made with.
    pub fn algorithm(&self) -> Algorithm {
        self.inner.algorithm
    }

    /// Writes a batch: all of it or nothing. Returns when it is durable; concurrent batches
    /// share one commit of the disk.
    pub async fn commit(&self, batch: Batch) -> Result<Committed, CommitError> {
        let prepared = Prepared::new(batch, self.inner.algorithm)?;
        self.inner.engine.commit(prepared).await
    }

    /// Writes rows that are no journalled facts.
    pub async fn write(
        &self,
        district: &DistrictId,
        at: Timestamp,
        writes: Vec<Write>,
    ) -> Result<(), CommitError> {
        let mut batch = Batch::new(district.clone(), at, "system");
        batch.writes = writes;
        self.commit(batch).await.map(|_| ())
    }

    /// Queries run since the store was opened.
    pub fn queries_run(&self) -> u64 {
        self.inner.queries.load(Ordering::Relaxed)
    }

    /// Copies a SQLite store to a file while it is in use. On PostgreSQL use `pg_dump`.
    pub async fn backup_to(&self, to: &Path) -> Result<(), StoreError> {
        match &self.inner.engine {
            Engine::Sqlite(engine) => engine.backup_to(to).await,
            Engine::Postgres(_) => Err(StoreError::Location(
                "PostgreSQL 请用 pg_dump 备份".to_owned(),
            )),
        }
    }

    /// Finishes what waits and lets go of the database.
    pub async fn close(&self) {
        self.inner.engine.close().await;
    }

    pub(crate) async fn query(
        &self,
        sql: &'static Sql,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        self.ask(Text::Fixed(sql), params).await
    }

    pub(crate) fn numbers(&self) -> &Numbers {
        &self.inner.numbers
    }

    pub(crate) fn sums(&self) -> &Sums {
        &self.inner.sums
    }

    pub(crate) fn open_cases(&self) -> &OpenCases {
        &self.inner.open_cases
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.inner.engine
    }

    pub(crate) async fn query_built(
        &self,
        text: String,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        self.ask(Text::Built(text), params).await
    }

    pub(crate) async fn write_returning(
        &self,
        text: Text,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        self.count_query();
        self.inner.engine.returning(text, params).await
    }

    pub(crate) async fn run(&self, ops: Vec<RowOp>) -> Result<(), StoreError> {
        self.inner.engine.run(ops).await
    }

    async fn ask(&self, text: Text, params: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        self.count_query();
        self.inner.engine.query(text, params).await
    }

    pub(crate) fn count_query(&self) {
        self.inner.queries.fetch_add(1, Ordering::Relaxed);
        counting::one();
    }
}
