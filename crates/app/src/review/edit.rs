//! A reviewer mends a draft.

use super::{Versioned, one};
use crate::{Actor, App, Result};
use commitment::Commitment;
use commitment::review::Edit;
use org::Action;

/// Changes text, kind, target, dates or plan of a draft.
pub async fn edit(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    cmd: &Edit,
) -> Result<Versioned<Commitment>> {
    one(
        app,
        actor,
        (Action::Edit, id, expected),
        None,
        |draft, ctx| commitment::review::edit(draft, cmd, ctx),
    )
    .await
}
