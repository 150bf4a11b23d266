//! Connections for short questions, asked by the caller's own thread: a look-up by key takes some ten
//! microseconds, less than waking a reader thread and being woken by it.

use super::{closed, connect, failed, rows};
use crate::error::StoreError;
use crate::row::Row;
use crate::sql::Sql;
use crate::value::Value;
use rusqlite::Connection;
use std::path::Path;
use std::sync::Mutex;

/// Connections of one store; whoever finds none waiting turns to the reader threads.
const CONNECTIONS: usize = 4;
/// They read only, and few pages each (KiB).
const SETTINGS: &str = "PRAGMA query_only = ON; PRAGMA cache_size = -4096;";

#[derive(Debug)]
pub(super) struct AtHand {
    /// `None` once the store is closed.
    waiting: Mutex<Option<Vec<Connection>>>,
}

impl AtHand {
    pub(super) fn open(file: &Path) -> Result<Self, StoreError> {
        let connections = (0..CONNECTIONS).map(|_| {
            let connection = connect(file)?;
            connection.execute_batch(SETTINGS).map_err(failed)?;
            Ok(connection)
        });
        let connections = connections.collect::<Result<Vec<_>, StoreError>>()?;
        Ok(Self {
            waiting: Mutex::new(Some(connections)),
        })
    }

    /// The answer; `None` when all connections are in use.
    pub(super) fn ask(&self, sql: &Sql, params: &[Value]) -> Result<Option<Vec<Row>>, StoreError> {
        let Some(connection) = self.take()? else {
            return Ok(None);
        };
        let answer = rows::query(&connection, sql.numbered(), params);
        self.give_back(connection);
        answer.map(Some)
    }

    pub(super) fn close(&self) {
        if let Ok(mut waiting) = self.waiting.lock() {
            waiting.take();
        }
    }

    fn take(&self) -> Result<Option<Connection>, StoreError> {
        let mut waiting = self.waiting.lock().map_err(|_| closed())?;
        Ok(waiting.as_mut().ok_or_else(closed)?.pop())
    }

    fn give_back(&self, connection: Connection) {
        if let Ok(mut waiting) = self.waiting.lock()
            && let Some(waiting) = waiting.as_mut()
        {
            waiting.push(connection);
        }
    }
}
