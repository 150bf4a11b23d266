//! Whose matter it is: the catalogue of matters and the duty list, by date and place.
//!
//! A **matter** is a kind of thing that goes wrong (暴露垃圾, a missing manhole cover, an appeal about
//! wages); the **duty list** says which unit owns it, which only assists and what was taken back by a
//! unit above (F2-03). Pure: files become rows outside; days come in as arguments.
//!
//! * [`Catalogue::suggest`] finds matters in free text and says by which words.
//! * [`DutyList::entries`] is what is in force for a matter at a place on a day.
//! * [`DutyList::check_dispatch`] refuses a unit whose entry is assisting-only or reclaimed.
//! * [`DutyList::propose`] ranks units with their reasons; a person decides.
//! * [`check`] finds what is unsound, by file line.
//! * [`sheet`] turns entries into rows and rows into a difference.

mod catalogue;
pub mod check;
mod code;
mod dispatch;
mod entry;
mod list;
mod matter;
mod period;
mod propose;
pub mod rehearse;
pub mod sheet;
mod suggest;
#[cfg(test)]
mod tests;

pub use catalogue::{Catalogue, MATTERS_MAX};
pub use code::{EntryId, MatterCode, ShapeError};
pub use dispatch::{BlockReason, Blocked, Dispatch};
pub use entry::{Entry, EntryKind, PLACES_MAX};
pub use list::{DutyList, ENTRIES_MAX, InForce};
pub use matter::{Family, Matter, PHRASES_MAX};
pub use period::Period;
pub use propose::{PastCount, Proposal, Reason};
pub use suggest::{Hit, SUGGEST_CHARS_MAX, SUGGESTIONS_MAX, Suggestion};
