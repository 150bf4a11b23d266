//! Targets measured by cases: which verified cases count, and for how much (docs/decisions/0021).
//!
//! A [`CaseMeasure`] is plain data, chosen at review and frozen at issue. A case that satisfies it
//! has a [`Share`]; what counted from when until when is kept as [`Counted`], so that every total of
//! a past day opens to the cases it was made of.

mod counted;
mod facts;
mod measure;
mod share;

pub use counted::{Counted, Span};
pub use facts::{CaseFact, CaseFacts};
pub(crate) use measure::check;
pub use measure::{CaseMeasure, CaseTotal, FieldIs, PlaceBy};
pub use share::{Share, VerifiedCase, share};
