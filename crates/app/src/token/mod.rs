//! API tokens of units: shown once, kept by hash.

mod list;

pub use list::{TokenRow, export, list};

use crate::change_of::{changed, made};
use crate::district::check_unit;
use crate::session::{fresh_token, hash_token};
use crate::{Actor, App, AppError, Result, ids, kinds};
use org::{Action, Resource};
use serde::{Deserialize, Serialize};
use store::{Loaded, Token, Write};

/// What the journal keeps of a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct TokenState {
    id: String,
    name: String,
    unit: String,
    revoked: bool,
}

/// A token just made.
#[derive(Debug, Clone, Serialize)]
pub struct NewToken {
    /// Id.
    pub id: String,
    /// The secret, shown only now.
    pub secret: String,
}

/// Makes a token that acts for a unit.
pub async fn create(app: &App, actor: &Actor, unit: &str, name: &str) -> Result<NewToken> {
    app.require(actor, Action::Grant, Resource::Token, &[unit])?;
    check_unit(&app.profile(), "unit", unit)?;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 60 {
        return Err(AppError::field(
            "name",
            "token.name",
            "请填写用途，不超过60字",
            "Say what it is for, in 60 characters",
        ));
    }
    let (id, secret) = (ids::new_id(), fresh_token());
    let state = TokenState {
        id: id.clone(),
        name: name.to_owned(),
        unit: unit.to_owned(),
        revoked: false,
    };
    let kept = Token {
        id: id.clone(),
        token_hash: hash_token(&secret),
        unit: unit.to_owned(),
        name: name.to_owned(),
        created_by: actor.person.clone(),
        created_ms: app.now().as_millisecond(),
        revoked_ms: None,
    };
    let change = made(kinds::TOKEN, &id, "token.create", &state);
    app.append_with(actor, vec![change], vec![], vec![Write::PutToken(kept)])
        .await?;
    Ok(NewToken { id, secret })
}

/// Ends a token at once.
pub async fn revoke(app: &App, actor: &Actor, id: &str) -> Result<()> {
    let token: Loaded<TokenState> = app.load(kinds::TOKEN, id, ("这个令牌", "token")).await?;
    app.require(actor, Action::Revoke, Resource::Token, &[&token.state.unit])?;
    let after = TokenState {
        revoked: true,
        ..token.state.clone()
    };
    if token.state.revoked {
        return Ok(());
    }
    let write = Write::RevokeToken {
        id: id.to_owned(),
        at_ms: app.now().as_millisecond(),
    };
    app.append_with(
        actor,
        vec![changed(&token, "token.revoke", None, &after)],
        vec![],
        vec![write],
    )
    .await?;
    Ok(())
}
