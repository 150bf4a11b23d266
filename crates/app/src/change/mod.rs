//! Requests to change what is frozen: owner, target, deadline, plan.

mod decide;
mod list;
mod request;

pub use commitment::Changes;
pub use decide::{approve, refuse, withdraw};
pub(crate) use list::view;
pub use list::{RequestView, export, list, show};
pub use request::request;
