//! A session ends.

use super::{noted, token};
use crate::{Actor, App, Result};
use store::Write;

/// Ends the session of this secret; an unknown one is no error.
pub async fn sign_out(app: &App, actor: &Actor, secret: &str) -> Result<()> {
    let token_hash = token::hash(secret);
    let found = app.store().session(app.district(), &token_hash).await?;
    let Some(session) = found else {
        return Ok(());
    };
    let event = noted::Event {
        person: &session.person,
        action: "session.sign_out",
        origin: &session.origin,
    };
    noted::note(app, actor, event, vec![Write::DropSession { token_hash }]).await
}
