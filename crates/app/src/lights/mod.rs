//! Lights: judged when facts change and when a day comes on which they change by themselves.

mod basis;
mod check;
mod lit;
mod past;
mod recompute;
mod state;
mod tick;
mod told;

pub(crate) use basis::Basis;
pub use check::{LightCheck, LightMismatch, check};
pub(crate) use lit::Lit;
pub use past::as_of;
pub(crate) use past::then;
pub(crate) use recompute::{follow, judge, recompute, recompute_by, stored};
pub use state::LightState;
pub(crate) use tick::issued;
pub use tick::judge_all;
pub use tick::{TickOutcome, tick};
pub(crate) use told::told;
