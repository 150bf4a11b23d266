//! What a light is judged by.

use commitment::{Counts, Record};

/// The records of a commitment, and what else counts for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Basis<'a> {
    pub records: &'a [Record],
    pub counts: &'a Counts,
}

impl<'a> Basis<'a> {
    pub(crate) fn new(records: &'a [Record], counts: &'a Counts) -> Self {
        Self { records, counts }
    }
}
