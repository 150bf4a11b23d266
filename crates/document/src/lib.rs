//! Any office file turned into the plain text of a report, or a clear refusal.

pub mod limits;
mod normalise;
mod note;
mod refusal;

pub use normalise::normalise;
pub use note::{Note, NoteKind};
pub use refusal::Refusal;
