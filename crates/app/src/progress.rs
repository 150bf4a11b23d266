//! How far a long action is.

use serde::Serialize;

/// A step of a long action. `total` is 0 while it is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// Stable code of the stage (`read`, `propose`, `store`, `verify`…).
    pub stage: &'static str,
    /// Units done.
    pub done: u64,
    /// Units in all, or 0.
    pub total: u64,
}

/// Receives the steps of a long action; called from within it, so it must return at once.
pub type OnProgress<'a> = &'a (dyn Fn(Progress) + Send + Sync);

/// For callers that don't look.
pub fn silent(_: Progress) {}
