//! A government work report read into sections, figures, commitments, glossary and links.

pub mod clauses;
pub mod figures;
pub mod front;
pub mod gold;
mod model;
pub mod outline;
pub mod owners;
mod read;
mod text;

pub use model::*;
pub use read::{DEFAULT_LIMIT, ReadError, ReadOptions, read};
pub use text::Text;
