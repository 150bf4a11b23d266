//! Indicators (F6-01 to F6-04, domain.md part 3): definitions in versions, observations that are never
//! overwritten, the arithmetic of statistics with exact decimals, derived indicators by formula,
//! checks of spreadsheets, and estimates that say what they are.
//!
//! Commands are pure functions of a state, a command and a [`Context`]; calculations are pure functions
//! of a [`Series`] as known on a day. What cannot be said is a [`Refusal`] with a stable code that
//! explains itself. Floating numbers occur in [`forecast`] alone.

pub mod arithmetic;
pub mod cadence;
mod coded;
mod context;
pub mod daily;
mod day_caveat;
pub mod definition;
pub mod forecast;
pub mod formula;
pub mod light;
mod messages;
pub mod observation;
pub mod percent;
mod robust;
mod series;
pub mod sheet;
// Tests of the crates above share `tests/support.rs`, which names this crate as they do.
#[cfg(test)]
extern crate self as indicator;
#[cfg(test)]
mod tests;

pub use cadence::Cadence;
pub use context::{Context, Party};
pub use day_caveat::{DayCaveat, day_caveats};
pub use definition::{
    Access, Across, Better, BreakKind, Definition, Flow, GrowthFrom, Indicator, Price, SeriesBreak,
};
pub use messages::{Messages, Refusal};
pub use observation::{Cell, Stage, Vintage};
pub use percent::{Percent, Points};
pub use series::{POINTS_MAX, Point, Series};
