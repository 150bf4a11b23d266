//! A judgement before it is put into words.

use crate::{Colour, Progress, ReasonCode};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Colour, sentence and numbers of one day. Cheap to make, so that days can be scanned.
#[derive(Debug, Clone)]
pub(crate) struct Verdict {
    pub colour: Colour,
    pub done: bool,
    pub code: ReasonCode,
    pub numbers: Numbers,
    pub progress: Option<Progress>,
    pub next_due: Option<Date>,
}

/// The numbers a sentence may use.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Numbers {
    pub total: Option<Decimal>,
    pub target: Option<Decimal>,
    pub target_hi: Option<Decimal>,
    pub reading: Option<Decimal>,
    pub other: Option<Decimal>,
    pub tolerance: Option<Decimal>,
    pub day: Option<Date>,
    pub days: Option<i64>,
    pub limit_days: Option<i64>,
    pub done_count: Option<u32>,
    pub of_count: Option<u32>,
    pub point: Option<usize>,
}

impl Verdict {
    pub fn new(colour: Colour, code: ReasonCode) -> Self {
        Self {
            colour,
            done: false,
            code,
            numbers: Numbers::default(),
            progress: None,
            next_due: None,
        }
    }

    pub fn done(self) -> Self {
        Self { done: true, ..self }
    }

    pub fn numbers(self, numbers: Numbers) -> Self {
        Self { numbers, ..self }
    }

    pub fn progress(self, progress: Progress) -> Self {
        Self {
            progress: Some(progress),
            ..self
        }
    }

    pub fn due(self, next_due: Option<Date>) -> Self {
        Self { next_due, ..self }
    }
}
