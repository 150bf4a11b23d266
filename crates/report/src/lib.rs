//! A government work report read into sections, figures, commitments, glossary and links.

mod model;

pub use model::*;
