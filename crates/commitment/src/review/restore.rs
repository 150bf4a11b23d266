//! Undo a drop.

use super::reviewed;
use crate::{Commitment, Context, Refusal, Status};

/// Makes a dropped draft proposed again; it must be seen once more. Errors: `not_dropped`,
/// `stale_version`.
pub fn restore(state: &Commitment, ctx: &Context) -> Result<Commitment, Refusal> {
    ctx.check_version(state.version)?;
    if state.status != Status::Dropped {
        return Err(Refusal::new("not_dropped"));
    }
    Ok(Commitment {
        status: Status::Proposed,
        drop_reason: None,
        ..reviewed(state, ctx)
    })
}
