//! Three-colour rules over dated facts (F1-02).
//!
//! A light is a pure function of a [`Rule`], a [`Task`], its [`Fact`]s and a day. Only facts
//! known on that day count, so the light of any past day can be computed again and is what
//! was shown then. Nobody paints a light; without verified evidence none is green.

mod assess;
mod book;
mod colour;
mod fact;
mod judge;
mod plan;
mod plan_path;
mod reason;
mod reason_words;
mod rule;
mod say;
mod snapshot;
mod task;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod verdict;

pub use assess::{Light, Progress, assess};
pub use book::RuleBook;
pub use colour::Colour;
pub use fact::{Fact, FactKind};
pub use plan::{MilestonePoint, MonthPoint, Plan};
pub use reason::{Arg, Reason, ReasonCode};
pub use rule::Rule;
pub use task::{Kind, MeasuredBy, PartnerReading, Task};
