//! Persistence on SQLite and PostgreSQL behind one set of calls.
//!
//! Facts are written by [`Store::commit`] alone: a journal entry, the subject's new state and
//! the rows that show it in lists, in one transaction, acknowledged when durable. Everything
//! else reads. See `docs/decisions/0001` and `0002`.

mod as_of;
mod batch;
mod beside;
pub mod blob;
pub mod case;
#[cfg(test)]
mod catalogue;
mod counting;
pub mod credential;
mod engine;
mod error;
mod feed;
mod group;
mod head;
mod history;
pub mod idempotency;
pub mod job;
pub mod kind;
pub mod ledger;
mod list;
mod location;
mod migration;
mod notice;
mod outbox;
pub mod personal;
mod prepared;
mod projection;
pub mod proposal;
mod rebuild;
mod recount;
pub mod rehearsal;
mod replay;
mod row;
pub mod saved_view;
mod seal;
pub mod search;
mod select;
pub mod session;
mod sql;
pub mod staged;
mod states;
mod store;
mod subject;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod token;
mod value;
mod verify;
mod write;

pub use batch::{Batch, Change, Committed, Idempotency, MAX_CHANGES, MAX_STATE_BYTES};
pub use beside::Beside;
pub use blob::{Blob, MAX_MISFILED, Misfiled};
pub use counting::counting;
pub use credential::Credential;
pub use error::{CommitError, StoreError};
pub use feed::{Happened, MAX_FEED};
pub use history::MAX_HISTORY;
pub use idempotency::Answer;
pub use job::{Job, JobState};
pub use journal::{Algorithm, Checked, DistrictId, Entry, Fault, FaultKind, Fields, Seal, Subject};
pub use ledger::{Count, Dimension, Filter, LedgerRow, LightRow, Order, Sort, UnitRole};
pub use list::{
    Ask, BulletinFilter, BulletinRow, Duty, DutyCount, DutyFilter, JournalFilter, Listed, Listing,
    PersonFilter, RecordFilter, RehearsedFilter, ReportFilter, ReportRow, RequestFilter,
    SupervisionFilter, TokenFilter,
};
pub use location::{Location, SQLITE_FILE};
pub use migration::{MigrationReport, SCHEMA_VERSION};
pub use notice::Notice;
pub use outbox::{Message, Sending};
pub use rebuild::Mismatch;
pub use row::Row;
pub use saved_view::SavedView;
pub use select::{MAX_PAGE, Page};
pub use session::Session;
pub use sql::{RowOp, Sql};
pub use states::{Brief, OpenCounts, SignedSession, Standing, StatusCount};
pub use store::Store;
pub use subject::{Loaded, MAX_LOAD};
pub use token::Token;
pub use value::Value;
pub use verify::{Progress, VerifyOutcome};
pub use write::Write;
