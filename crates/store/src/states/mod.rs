//! Whole states found through the lists: what an action decides on.

pub(crate) mod commitment;
pub(crate) mod record;
pub(crate) mod session;
pub(crate) mod standing;
pub(crate) mod waiting;

pub use commitment::{Brief, StatusCount};
pub use session::SignedSession;
pub use standing::Standing;
pub use waiting::OpenCounts;
