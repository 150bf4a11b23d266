//! A program acts for a unit by its token.

use super::token;
use crate::actor::Via;
use crate::{Actor, App, Result};
use org::{Role, RoleSet, UnitCode};

/// The actor of a bearer token, or none for an unknown or revoked one.
pub async fn by_api_token(app: &App, secret: &str) -> Result<Option<Actor>> {
    let found = app
        .store()
        .token(app.district(), &token::hash(secret))
        .await?;
    let Some(kept) = found.filter(|t| t.revoked_ms.is_none()) else {
        return Ok(None);
    };
    let Ok(unit) = UnitCode::parse(&kept.unit) else {
        return Ok(None);
    };
    Ok(Some(Actor {
        person: format!("token-{}", kept.id),
        name: kept.name,
        unit,
        roles: RoleSet::new([Role::ApiClient]).unwrap_or_default(),
        oversees: vec![],
        via: Via::Token(kept.id),
    }))
}
