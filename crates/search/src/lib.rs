//! What a text is found by, and what a question asks for (docs/decisions/0023).
//!
//! [`terms`] turns a text into the terms an index stores: pairs of neighbouring characters, so that
//! whatever is written is found however words are cut; words by sound and by initials; numbers and
//! codes whole; [`Facet`] adds those of codes. [`Query`] turns what somebody typed into a condition over such
//! terms, which [`Query::evaluate`] asks of a block of an index, [`Query::matches`] of a text, and
//! [`Query::highlights`] shows in it. [`block`] turns the terms of thousands of records round.
//!
//! Pure: where blocks are kept is the store's affair.

mod alias;
pub mod block;
mod facet;
mod fold;
mod hits;
mod query;
mod run;
mod shown;
mod sound;
mod term;

pub use alias::{ALIASES_MAX, Aliases};
pub use facet::Facet;
pub use hits::Hits;
pub use query::{All, CLAUSES_MAX, Clause, QUERY_CHARS_MAX, Query, Wanted};
pub use term::{TEXT_CHARS_MAX, number_terms, terms};
