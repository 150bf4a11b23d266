//! The matter loop (F2-01 to F2-08, F3-01, F1-06): declarative case types and one engine for all
//! of them.
//!
//! [`decide`] is a pure function of a case, a command and a [`Context`]; it answers with
//! [`Event`]s or a [`Refusal`] with a stable code. [`evolve`] folds events into the state.
//! Nothing here reads a clock or makes an id, and nothing names a type: what differs between a
//! city-management case, an appeal and a deputy's snapshot stands in the files of a profile.

mod available;
pub mod case;
pub mod case_type;
pub mod clock;
pub mod command;
mod context;
mod event;
mod evolve;
mod invariant;
mod messages;
mod migrate;
mod refusal;

pub use available::{Need, Offer, available, may_approve};
pub use case::{
    Alarm, Approval, Arbitration, Area, Callback, Called, Carried, Case, CaseEvidence, ClockRun,
    Closed, CoHandling, Decided, Dispatch, Done, EvidenceRef, Extension, FieldValue, Missed, Note,
    Owner, Pause, Place, Rating, Reply, ReporterRef, Response, Return, Source, StageRun, Step,
    Whistle, WhistleVerdict, Who,
};
pub use case_type::{
    ActionSpec, ApprovalSpec, ArbitrationResult, By, CaseType, CaseTypes, Channel, ClockSpec,
    Closing, ClosingRule, CountedStep, Effect, Field, FieldType, OwnerRule, Phase, Problem,
    StateSpec, Trigger, Viewer,
};
pub use clock::{DayLine, DeadlineAccount, MovedClock, Moving, deadline_ledger, moved_by};
pub use command::{Act, Command, Follow, Following, Open, decide, follows_from, next_to_follow};
pub use context::{ActorRef, Context, REPORTER, SYSTEM, Units};
pub use event::{ClockDue, Event};
pub use evolve::{evolve, replay};
pub use invariant::{Violation, invariants};
pub use migrate::{MigrationPreview, migration_preview};
pub use refusal::Refusal;

#[cfg(test)]
mod tests;
