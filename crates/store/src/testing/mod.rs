//! Stores for tests: SQLite in a temporary folder, PostgreSQL on a server of the test's own.
//!
//! `sqlite()` always works. `postgres()` starts one server per test process from Debian's
//! package, installing it when it may (root), and says `SKIPPED: …` when there is none.

mod server;

pub use crate::ledger::{count_query, list_query};
pub use crate::subject::many as states_query;

use crate::sql::Text;
use crate::{Location, Store};
use journal::Algorithm;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// A store for one test.
#[derive(Debug)]
pub struct TestStore {
    /// The open store.
    pub store: Store,
    /// Where it is, to open it again.
    pub at: Location,
    _folder: Option<TempDir>,
}

/// An empty store on SQLite.
///
/// # Panics
/// When no temporary folder can be made.
pub async fn sqlite() -> TestStore {
    let folder = TempDir::new().expect("a temporary folder");
    let at = Location::parse(folder.path(), None).expect("a location");
    let store = Store::open(&at, Algorithm::Sm3).await.expect("a store");
    TestStore {
        store,
        at,
        _folder: Some(folder),
    }
}

/// Lets the SQLite store grow no further, as on a full disk, or lifts that again.
///
/// # Panics
/// When the store is closed or no SQLite store.
pub async fn fill(store: &Store, full: bool) {
    let pages = match full {
        true => pragma(store, "page_count").await,
        false => i64::from(u32::MAX - 1),
    };
    pragma(store, &format!("max_page_count = {pages}")).await;
}

/// Makes the SQLite store's writer read only, as a disk that was remounted so, or lets it write again.
///
/// # Panics
/// When the store is closed or no SQLite store.
pub async fn seal_off(store: &Store, read_only: bool) {
    pragma(store, &format!("query_only = {}", i64::from(read_only))).await;
}

async fn pragma(store: &Store, what: &str) -> i64 {
    let text = Text::Built(format!("PRAGMA {what}"));
    let rows = store.write_returning(text, vec![]).await;
    let rows = rows.expect("a pragma of SQLite");
    rows.first().map_or(0, |row| row.int(0).unwrap_or(0))
}

/// An empty store on PostgreSQL, or `None` where no server can be had.
///
/// # Panics
/// When the server that was started does not work.
pub async fn postgres() -> Option<TestStore> {
    let at = Location::Postgres {
        url: postgres_url().await?,
    };
    let store = Store::open(&at, Algorithm::Sm3).await.expect("a store");
    Some(TestStore {
        store,
        at,
        _folder: None,
    })
}

/// The URL of a new, empty PostgreSQL database, or `None` where no server can be had.
///
/// # Panics
/// When the server that was started does not work.
pub async fn postgres_url() -> Option<String> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let server = server::shared()?;
    let name = format!("t{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    // Two databases cannot be copied at once; nobody, autovacuum neither, is ever in this template.
    static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _turn = ONE_AT_A_TIME.lock().await;
    execute(
        &server.url("postgres"),
        &format!("CREATE DATABASE {name} TEMPLATE template0"),
    )
    .await;
    Some(server.url(&name))
}

/// Kills the PostgreSQL server as `kill -9` does; it starts again by itself.
///
/// # Panics
/// When there is no server to kill.
pub fn kill_postgres() {
    server::shared().expect("a server").kill();
}

impl TestStore {
    /// Another open store at the same place, as a second server would have it.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub async fn clone_of(other: &Self) -> Self {
        Self {
            store: Store::open(&other.at, Algorithm::Sm3)
                .await
                .expect("a second store"),
            at: other.at.clone(),
            _folder: None,
        }
    }

    /// Runs SQL behind the store's back.
    ///
    /// # Panics
    /// When the database refuses it.
    pub async fn raw(&self, sql: &str) {
        self.try_raw(sql).await.expect("raw SQL");
    }

    /// Runs SQL behind the store's back; the database's words when it refuses.
    pub async fn try_raw(&self, sql: &str) -> Result<(), String> {
        match &self.at {
            Location::Sqlite { file } => rusqlite::Connection::open(file)
                .and_then(|connection| connection.execute_batch(sql))
                .map_err(|error| error.to_string()),
            Location::Postgres { url } => try_execute(url, sql).await,
        }
    }

    /// Takes away what keeps the journal from being changed, as somebody with full access could.
    ///
    /// # Panics
    /// When the database refuses it.
    pub async fn disarm(&self) {
        let sql = match &self.at {
            Location::Sqlite { .. } => {
                "DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; \
                 DROP TRIGGER seal_no_update; DROP TRIGGER seal_no_delete; DROP INDEX journal_pos;"
            }
            Location::Postgres { .. } => {
                "ALTER TABLE journal DISABLE TRIGGER ALL; ALTER TABLE seal DISABLE TRIGGER ALL; \
                 DROP INDEX journal_pos;"
            }
        };
        self.raw(sql).await;
    }
}

async fn execute(url: &str, sql: &str) {
    try_execute(url, sql).await.expect("SQL on the test server");
}

async fn try_execute(url: &str, sql: &str) -> Result<(), String> {
    let connected = tokio_postgres::connect(url, tokio_postgres::NoTls).await;
    let (client, connection) = connected.map_err(|error| error.to_string())?;
    let talking = tokio::spawn(connection);
    let done = client.batch_execute(sql).await;
    drop(client);
    let _ = talking.await;
    done.map_err(|error| {
        let words = error.as_db_error().map(|error| error.message().to_owned());
        words.unwrap_or_else(|| error.to_string())
    })
}

/// A value of the right type for each parameter of a statement.
#[cfg(test)]
pub(crate) async fn dummies(url: &str, sql: &str) -> Vec<crate::Value> {
    use tokio_postgres::types::Type;
    let connected = tokio_postgres::connect(url, tokio_postgres::NoTls).await;
    let (client, connection) = connected.expect("a connection");
    tokio::spawn(connection);
    let statement = client
        .prepare(sql)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    let dummy = |kind: &Type| match *kind {
        Type::INT8 => crate::Value::I64(1),
        Type::BOOL => crate::Value::Bool(true),
        Type::BYTEA => crate::Value::Blob(vec![1]),
        _ => crate::Value::from("x"),
    };
    statement.params().iter().map(dummy).collect()
}

/// Sets whether a PostgreSQL database may only be read (`on`, `off`), for sessions that begin later.
///
/// # Panics
/// When the database does not answer.
pub async fn postgres_read_only(at: &Location, setting: &str) {
    let Location::Postgres { url } = at else {
        panic!("no PostgreSQL");
    };
    let connected = tokio_postgres::connect(url, tokio_postgres::NoTls).await;
    let (client, connection) = connected.expect("a connection");
    tokio::spawn(connection);
    let name = client.query_one("SELECT current_database()", &[]).await;
    let name: String = name.expect("a database").get(0);
    // A session that may only read can still lift its own default, for the statements after it.
    let own = "SET default_transaction_read_only = off";
    let alter = format!("ALTER DATABASE \"{name}\" SET default_transaction_read_only = {setting}");
    for text in [own, &alter] {
        client.batch_execute(text).await.expect("is set");
    }
}

/// Waits until nobody is connected to a PostgreSQL database: a server goes on for a moment with what a
/// killed client sent it.
pub async fn alone(url: &str) {
    let Ok((client, talking)) = tokio_postgres::connect(url, tokio_postgres::NoTls).await else {
        return;
    };
    tokio::spawn(talking);
    let others = "SELECT COUNT(*) FROM pg_stat_activity \
                  WHERE datname = CURRENT_DATABASE() AND pid <> PG_BACKEND_PID() AND backend_type = 'client backend'";
    for _ in 0..500 {
        let found = client.query_one(others, &[]).await;
        if found.is_ok_and(|row| row.get::<_, i64>(0) == 0) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}
