//! PostgreSQL: a pool for reading, one writer task that shares commits per district.

mod bulk;
mod migrate;
mod ready;
mod rows;
mod writer;

use super::{BUSY_SECONDS, MAX_WAITING};
use crate::batch::Committed;
use crate::error::{CommitError, StoreError};
use crate::migration::MigrationReport;
use crate::prepared::Prepared;
use crate::row::Row;
use crate::sql::{RowOp, Text};
use crate::value::Value;
use deadpool_postgres::{
    Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime,
};
use std::sync::Mutex;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::NoTls;
use tokio_postgres::error::SqlState;
use writer::Work;

#[cfg(test)]
pub(crate) use writer::STATEMENTS;

/// Connections of one store.
const CONNECTIONS: usize = 12;
/// Every connection begins with this. Each answer is short and many are asked for at once: starting workers
/// for one, or compiling its plan, takes longer than carrying it out and takes the cores from the others.
const SHORT: &str = "SET jit = off; SET max_parallel_workers_per_gather = 0";
/// Behind what a statement returns: its transaction alone is not waited for.
const SOON: &str = ", SET_CONFIG('synchronous_commit', 'off', TRUE)";

/// The PostgreSQL engine.
#[derive(Debug)]
pub(crate) struct Postgres {
    pool: Pool,
    writer: Mutex<Option<mpsc::Sender<Work>>>,
    task: Mutex<Option<tokio::task::JoinHandle<()>>>,
}

impl Postgres {
    pub(crate) async fn open(url: &str) -> Result<(Self, MigrationReport), StoreError> {
        let config: tokio_postgres::Config = url
            .parse()
            .map_err(|error: tokio_postgres::Error| StoreError::Location(error.to_string()))?;
        let recycling = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let wait = Some(Duration::from_secs(BUSY_SECONDS));
        let pool = Pool::builder(Manager::from_config(config, NoTls, recycling))
            .max_size(CONNECTIONS)
            .post_create(Hook::async_fn(|client, _| {
                Box::pin(async move {
                    let set = client.batch_execute(SHORT).await;
                    set.map_err(HookError::Backend)
                })
            }))
            .wait_timeout(wait)
            .create_timeout(wait)
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|error| StoreError::Location(error.to_string()))?;
        let report = migrate::migrate(&mut connection(&pool).await?).await?;
        let (sender, receiver) = mpsc::channel(MAX_WAITING);
        let task = tokio::spawn(writer::run(pool.clone(), receiver));
        let engine = Self {
            pool,
            writer: Mutex::new(Some(sender)),
            task: Mutex::new(Some(task)),
        };
        Ok((engine, report))
    }

    pub(crate) async fn query(
        &self,
        text: &Text,
        params: &[Value],
    ) -> Result<Vec<Row>, StoreError> {
        let client = connection(&self.pool).await?;
        rows::query(&client, text.for_postgres(), params)
            .await
            .map_err(failed)?
    }

    /// One statement that ends with what it returns; the server need not have synced its commit.
    pub(crate) async fn returning_soon(
        &self,
        text: &Text,
        params: &[Value],
    ) -> Result<Vec<Row>, StoreError> {
        let client = connection(&self.pool).await?;
        let text = format!("{}{SOON}", text.for_postgres());
        rows::query(&client, &text, params).await.map_err(failed)?
    }

    pub(crate) async fn run(&self, ops: &[RowOp]) -> Result<(), StoreError> {
        let mut client = connection(&self.pool).await?;
        let transaction = client.transaction().await.map_err(failed)?;
        rows::run(&transaction, ops).await.map_err(failed)?;
        transaction.commit().await.map_err(failed)
    }

    pub(crate) async fn commit(&self, batch: Prepared) -> Result<Committed, CommitError> {
        let gone = || CommitError::Unavailable("数据库已关闭".to_owned());
        let sender = self.writer.lock().ok().and_then(|slot| slot.clone());
        let (reply, answer) = oneshot::channel();
        let work = Work {
            batch,
            answer: reply,
        };
        let sender = sender.ok_or_else(gone)?;
        sender.send(work).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }

    pub(crate) async fn close(&self) {
        let sender = self.writer.lock().ok().and_then(|mut slot| slot.take());
        drop(sender);
        let task = self.task.lock().ok().and_then(|mut slot| slot.take());
        if let Some(task) = task {
            let _ = task.await;
        }
        self.pool.close();
    }
}

async fn connection(pool: &Pool) -> Result<Object, StoreError> {
    pool.get()
        .await
        .map_err(|error| StoreError::Unavailable(error.to_string()))
}

fn failed(error: tokio_postgres::Error) -> StoreError {
    match error.as_db_error() {
        Some(db) if *db.code() == SqlState::DISK_FULL => {
            StoreError::NoSpace(db.message().to_owned())
        }
        Some(db) if *db.code() == SqlState::READ_ONLY_SQL_TRANSACTION => {
            StoreError::ReadOnly(db.message().to_owned())
        }
        Some(db) => StoreError::Database(format!("{} ({})", db.message(), db.code().code())),
        None if error.is_closed() => StoreError::Unavailable(error.to_string()),
        None => match std::error::Error::source(&error) {
            Some(source) => StoreError::Unavailable(format!("{error}: {source}")),
            None => StoreError::Unavailable(error.to_string()),
        },
    }
}
