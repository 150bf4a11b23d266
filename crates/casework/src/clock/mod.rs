//! Clocks: how long, in whose hours, due when, and why.

mod ledger;
mod moved;
mod reckon;
mod replay;

pub use ledger::{DayLine, DeadlineAccount, deadline_ledger};
pub use moved::{MovedClock, Moving, moved_by};
pub use reckon::limit_of;
pub(crate) use reckon::{after, reckon, start, sub_clock};
pub use replay::{Measure, Ran, replay, replay_asked, replay_new, would_run};
