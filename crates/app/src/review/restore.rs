//! A reviewer takes a dropped draft back into review.

use super::{Versioned, context, load};
use crate::change_of::changed;
use crate::{Actor, App, Result};
use commitment::Commitment;
use org::{Action, Resource};

/// Makes a dropped draft proposed again.
pub async fn restore(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
) -> Result<Versioned<Commitment>> {
    app.require(actor, Action::Drop, Resource::DraftItem, &[])?;
    let draft = load(app, id, expected).await?;
    let next = commitment::review::restore(&draft.state, &context(app, actor))?;
    app.append(actor, vec![changed(&draft, "draft.restore", None, &next)])
        .await?;
    Ok(Versioned {
        version: draft.seq + 1,
        value: next,
    })
}
