//! What a light is judged by.

use commitment::{CaseFacts, Record};

/// The records of a commitment, and the cases that count for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Basis<'a> {
    pub records: &'a [Record],
    pub cases: &'a CaseFacts,
}

impl<'a> Basis<'a> {
    pub(crate) fn new(records: &'a [Record], cases: &'a CaseFacts) -> Self {
        Self { records, cases }
    }
}
