//! One action per user intention: authorise → load → decide → append → project.
//!
//! Pages, API and command line call the functions of these modules and nothing below them.
//! Projection happens in the store, in the transaction that appends.

mod actor;
mod app;
mod as_of;
pub mod ask;
pub mod audit;
pub mod bulletin;
pub mod case;
pub mod change;
mod change_of;
mod clock;
pub mod cluster;
pub mod counting;
pub mod demo;
pub mod deputy;
mod district;
pub mod duty;
mod error;
pub mod evaluation;
pub mod evidence;
mod file;
mod gate;
pub mod hex;
pub mod idempotency;
mod ids;
pub mod indicator;
mod job;
mod journalled;
mod kinds;
pub mod learning;
pub mod ledger;
pub mod lights;
pub mod list;
pub mod meeting;
pub mod open311;
mod org_units;
pub mod outbox;
pub mod person;
pub mod place;
pub mod portal;
mod progress;
pub mod project;
pub mod record;
pub mod rehearsal;
pub mod report;
mod retry;
pub mod review;
#[cfg(test)]
mod room;
pub mod sealing;
pub mod search;
pub mod session;
pub mod sheet;
mod standing;
pub mod supervision;
mod table;
pub mod theme;
pub mod token;
pub mod view;
mod words;
pub mod working_time;

pub use actor::{Actor, Via};
pub(crate) use app::same_version;
pub use app::{App, OpenOptions};
pub use as_of::AsOf;
pub use clock::{Clock, FixedClock, SystemClock};
pub use error::{AppError, FieldProblem, Kind, Result};
pub use file::{FileIn, FileOut, Format};
pub use progress::{OnProgress, Progress, silent};
pub use store::counting;
