//! The catalogue of matters and the duty list: taken in from the profile, then kept in the journal,
//! one subject a matter with all its entries.

mod check;
mod in_force;
mod list;
mod put;
mod sheet;
mod show;
mod state;
mod suggest;
mod take_in;
mod view;

pub use check::{DispatchCheck, ProposalView, check};
pub(crate) use in_force::{Cache, current, held};
pub use in_force::{InForce, in_force};
pub use list::{ListQuery, MatterPage, MatterRow, ROWS_MAX, list};
pub use put::{EntryForm, put};
pub use sheet::{Imported, export, import};
pub(crate) use sheet::{compared, taken};
pub use show::{EntryChange, HistoryLine, MatterDetail, show};
pub use suggest::{SuggestedMatter, suggest};
pub(crate) use take_in::take_in;
pub use view::{EntryView, Named, Standing};
