//! A session ends.

use super::token;
use crate::{Actor, App, Result};
use store::Write;

/// Ends the session of this secret; an unknown one is no error.
pub async fn sign_out(app: &App, actor: &Actor, secret: &str) -> Result<()> {
    let drop = Write::DropSession {
        token_hash: token::hash(secret),
    };
    app.append_with(actor, vec![], vec![], vec![drop]).await?;
    Ok(())
}
