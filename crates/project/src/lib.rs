//! Investment projects (F5-01 to F5-03, F5-08): plans, two ledgers of investment side by side, milestones
//! with evidence, approvals, blockers; and what follows from them at any date: the five batches, maturity,
//! schedule progress, lights, totals.
//!
//! Commands are pure functions of a state, a command and a [`Context`]. Nobody sets a batch, a score or a
//! light: they are derived from facts that somebody claimed and somebody else verified, as known on a day.

mod batch;
mod command;
mod curve;
mod funding;
mod lamp;
mod maturity;
mod messages;
mod portfolio;
mod progress;
pub mod sheet;
mod spell;
mod state;
#[cfg(test)]
mod tests;

pub use batch::{Batch, batch, reached};
pub use command::*;
pub use curve::{CurvePoint, curve};
pub use funding::{Offer, Why, Window, offer};
pub use indicator::{Context, Party};
pub use lamp::{Finding, FindingCode, Lamp, ProjectRule, lamp};
pub use maturity::{Checklist, Item, Lack, Maturity, maturity};
pub use messages::{Messages, Refusal};
pub use portfolio::{Cut, Row, totals};
pub use progress::{Progress, progress};
pub use spell::{Spell, entered_spells, invested_spells};
pub use state::*;
