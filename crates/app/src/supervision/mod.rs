//! Supervision items: every red light has one, with an owner and a date.

mod act;
mod list;
mod moved;

pub use act::{answer, close, open};
pub(crate) use list::view;
pub use list::{SupervisionView, export, list, show};
pub(crate) use moved::apply_published;
pub use moved::{MovedDue, apply_moved, moved};
