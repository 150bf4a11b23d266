//! Where a training is.

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Cutting texts into words.
    Segment,
    /// Fitting planes.
    Fit,
    /// Judging a part that was held back.
    Validate,
}

/// How far a stage is, in units of that stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The stage.
    pub stage: Stage,
    /// Done so far.
    pub done: u64,
    /// In all.
    pub total: u64,
}
