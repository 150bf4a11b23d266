//! A reviewer leaves a draft out, and says why.

use super::{Versioned, one};
use crate::{Actor, App, Result};
use commitment::Commitment;
use commitment::review::Drop;
use org::Action;

/// Drops a draft; it stays readable and can be restored.
pub async fn drop(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    reason: &str,
) -> Result<Versioned<Commitment>> {
    let cmd = Drop {
        reason: reason.to_owned(),
    };
    one(
        app,
        actor,
        (Action::Drop, id, expected),
        Some(reason),
        |draft, ctx| commitment::review::drop(draft, &cmd, ctx),
    )
    .await
}
