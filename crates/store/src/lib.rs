//! Persistence on SQLite and PostgreSQL behind one set of calls.
//!
//! Facts are written by [`Store::commit`] alone: a journal entry, the subject's new state and
//! the rows that show it in lists, in one transaction, acknowledged when durable. Everything
//! else reads. See `docs/decisions/0001` and `0002`.

mod batch;
pub mod blob;
mod counting;
pub mod credential;
mod engine;
mod error;
mod group;
mod head;
pub mod idempotency;
pub mod job;
pub mod kind;
mod location;
mod migration;
mod prepared;
mod projection;
mod row;
pub mod saved_view;
pub mod session;
mod sql;
mod store;
mod subject;
pub mod token;
mod value;
mod write;

pub use batch::{Batch, Change, Committed, Idempotency, MAX_CHANGES, MAX_STATE_BYTES};
pub use counting::counting;
pub use error::{CommitError, StoreError};
pub use journal::{Algorithm, DistrictId, Entry, Fields, Seal, Subject};
pub use location::{Location, SQLITE_FILE};
pub use migration::{MigrationReport, SCHEMA_VERSION};
pub use row::Row;
pub use sql::{RowOp, Sql};
pub use store::Store;
pub use subject::{Loaded, MAX_LOAD};
pub use value::Value;
pub use write::Write;
