//! From a reading to draft commitments.

use crate::{Commitment, Id, OwnerProposal};
use report::Reading;

/// Drafts the commitments of a reading: one per clause, or one per target figure where a
/// clause has several. `text` is the text the reading's offsets are into; `proposals` holds
/// the owners proposed for each clause of `reading.clauses`, in order (shorter is allowed);
/// `ids` gives fresh identifiers and must not run out (drafting stops when it does).
pub fn draft(
    report: &str,
    reading: &Reading,
    text: &str,
    proposals: &[Vec<OwnerProposal>],
    ids: &mut dyn Iterator<Item = Id>,
) -> Vec<Commitment> {
    let _ = (report, reading, text, proposals, ids);
    Vec::new()
}
