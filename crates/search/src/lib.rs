//! What a text is found by, and what a question asks for (docs/decisions/0023).
//!
//! [`terms`] turns a text into the terms an index stores: pairs of neighbouring characters, so that
//! whatever is written is found however words are cut; words by sound and by initials; numbers and
//! codes whole. [`Query`] turns what somebody typed into a condition over such terms, which
//! [`Query::fts5`] and [`Query::tsquery`] write for the two databases, [`Query::matches`] checks
//! on a text, and [`Query::highlights`] shows in it.
//!
//! Pure: no index is kept here.

mod alias;
mod fold;
mod query;
mod render;
mod run;
mod sound;
mod term;

pub use alias::{ALIASES_MAX, Aliases};
pub use query::{CLAUSES_MAX, QUERY_CHARS_MAX, Query};
pub use term::{TEXT_CHARS_MAX, terms};
