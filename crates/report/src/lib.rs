//! A government work report read into sections, figures, commitments, glossary and links.

pub mod clauses;
mod front;
mod model;
pub mod outline;
mod text;

pub use model::*;
pub use text::Text;
