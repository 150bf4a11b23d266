//! The commitment loop (F1-01, F1-02, F1-09): draft, review, issue, records, verification,
//! changes, supervision.
//!
//! Every command is a pure function of a state, a command and a [`Context`]; it returns the
//! new state or a [`Refusal`] with a stable code. Nothing here reads a clock or makes an id.

mod cases;
pub mod change;
mod check;
mod context;
mod counts;
mod draft;
mod indicators;
mod issue;
mod messages;
mod owners;
mod projects;
mod quantity;
pub mod record;
mod refusal;
pub mod review;
mod state;
pub mod supervision;
mod task;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use cases::{
    CaseFact, CaseFacts, CaseMeasure, CaseTotal, Counted, FieldIs, PlaceBy, Share, Span,
    VerifiedCase, share,
};
pub use context::Context;
pub use counts::Counts;
pub use draft::draft;
pub use indicators::{IndicatorFact, IndicatorFacts, IndicatorMeasure, SeriesReading, SeriesValue};
pub use issue::{Issue, Obstacle, issue, obstacles};
pub use light::{Kind, MeasuredBy, MilestonePoint, MonthPoint, Plan};
pub use projects::{ProjectFact, ProjectFacts, ProjectMeasure, ProjectTotal};
pub use quantity::{Total, in_base_unit};
pub use refusal::Refusal;
pub use state::*;
pub use task::{facts_of, task_of, total};
