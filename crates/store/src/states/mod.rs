//! Whole states found through the lists: what an action decides on.

mod commitment;
mod record;
mod session;
mod waiting;

pub use commitment::{Brief, StatusCount};
pub use session::SignedSession;
pub use waiting::OpenCounts;

