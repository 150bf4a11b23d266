//! A government work report read into sections, figures, commitments, glossary and links.

pub mod clauses;
mod enumeration;
pub mod figures;
pub mod front;
mod glossary;
pub mod gold;
mod links;
mod model;
pub mod outline;
pub mod owners;
mod plan_tasks;
mod problems;
mod read;
mod text;

pub use model::*;
pub use read::{DEFAULT_LIMIT, ReadError, ReadOptions, read};
pub use text::Text;
