//! API tokens of units: shown once, kept by hash.

use crate::change_of::{changed, made};
use crate::district::{check_unit, unit_name};
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

/// A token in a list.
#[derive(Debug, Clone, Serialize)]
pub struct TokenRow {
    /// Id.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// Unit code.
    pub unit: String,
    /// Unit name.
    pub unit_name: String,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_ms: i64,
    /// True when it no longer works.
    pub revoked: bool,
}

/// A token just made.
#[derive(Debug, Clone, Serialize)]
pub struct NewToken {
    /// Id.
    pub id: String,
    /// The secret, shown only now.
    pub secret: String,
}

/// All tokens the actor may see.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<TokenRow>> {
    app.require(actor, Action::List, Resource::Token, &[actor.unit.as_str()])?;
    let profile = app.profile();
    let tokens = app.store().tokens(app.district()).await?.into_iter();
    let seen = tokens.filter(|t| app.may(actor, Action::List, Resource::Token, &[&t.unit]));
    Ok(seen
        .map(|t| TokenRow {
            unit_name: unit_name(&profile, &t.unit),
            revoked: t.revoked_ms.is_some(),
            id: t.id,
            name: t.name,
            unit: t.unit,
            created_by: t.created_by,
            created_ms: t.created_ms,
        })
        .collect())
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
