//! Review of the draft: one file per intention. Nothing enters the ledger unseen.

mod accept;
mod assign;
mod drop;
mod edit;
mod merge;
mod restore;
mod split;

pub use accept::{accept, accept_principles};
pub use assign::{Assign, assign};
pub use drop::{Drop, drop};
pub use edit::{Edit, edit};
pub use merge::{Merge, merge};
pub use restore::restore;
pub use split::{Side, Split, split};

use crate::{Commitment, Context, Refusal, Status};

/// The review commands work on drafts alone.
fn check_draft(state: &Commitment, ctx: &Context) -> Result<(), Refusal> {
    ctx.check_version(state.version)?;
    match state.status {
        Status::Proposed | Status::Accepted => Ok(()),
        Status::Dropped => Err(Refusal::new("draft_dropped")),
        Status::Replaced => Err(Refusal::new("draft_replaced")),
        Status::Issued => Err(Refusal::new("frozen_after_issue")),
    }
}

/// The same draft, one version on, stamped with the reviewer.
fn reviewed(state: &Commitment, ctx: &Context) -> Commitment {
    Commitment {
        version: state.version.saturating_add(1),
        reviewed_by: Some(ctx.actor.person.clone()),
        reviewed_at: Some(ctx.now),
        ..state.clone()
    }
}
