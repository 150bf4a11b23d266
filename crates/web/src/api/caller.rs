//! Who calls: a person by session, or a unit's program by token.

use super::refusal;
use crate::edge::fault::Fault;
use crate::edge::session::Visitor;
use app::Actor;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

/// A caller who is known and may go on; otherwise 401, or 403 before a first password is changed.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Who acts.
    pub actor: Actor,
    /// What a session sends back with every write; none with a token.
    pub csrf: Option<String>,
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Fault;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        let Some(actor) = visitor.actor else {
            return Err(Fault::of(StatusCode::UNAUTHORIZED, "sign_in"));
        };
        if visitor.must_change {
            return Err(refusal::password_first());
        }
        Ok(Self {
            actor,
            csrf: visitor.csrf,
        })
    }
}
