//! Targets measured by projects: the investment of a ledger, or how many entered a batch (F5-01, F5-02).
//!
//! A [`ProjectMeasure`] is plain data, chosen at review and frozen at issue. What the projects of the
//! district give to it comes in as [`ProjectFact`]s, each with the days on which it stood.

mod facts;
mod measure;

pub use facts::{ProjectFact, ProjectFacts};
pub(crate) use measure::check;
pub use measure::{ProjectMeasure, ProjectTotal};
