//! The ledger: lists, one commitment, the overview, a unit's worklist; now or as of a past day.

mod as_of;
mod asked;
mod detail;
mod entry;
mod export;
mod list;
mod of;
mod overview;
mod row;
mod step;
mod tally;
mod worklist;

pub(crate) use asked::by_lead;
pub use detail::{Detail, SourceView, show};
pub use entry::EntryView;
pub(crate) use entry::named as named_entries;
pub use export::export;
pub(crate) use list::rows;
pub use list::{Page, Query, list};
pub(crate) use of::commitments_of;
pub use overview::{Cut, Overview, Turned, overview};
pub use row::{LightView, Named, ProgressView, Row};
pub use step::NextStep;
pub use store::{Filter, Order, Sort, UnitRole};
pub use tally::Tally;
pub use worklist::{WorkItem, Worklist, export as export_worklist, worklist};
