//! The address a request came from.

use super::fault::Fault;
use crate::state::Web;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use std::net::SocketAddr;

/// The client's address as text; `local` where the transport has none (tests).
pub struct Remote(pub String);

impl FromRequestParts<Web> for Remote {
    type Rejection = Fault;
    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Fault> {
        if web.options().trust_forwarded
            && let Some(address) = forwarded(parts)
        {
            return Ok(Self(address));
        }
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(peer.map_or_else(
            || "local".to_owned(),
            |p| p.0.ip().to_string(),
        )))
    }
}

/// The last entry: the one our own proxy added.
fn forwarded(parts: &Parts) -> Option<String> {
    let value = parts.headers.get("x-forwarded-for")?.to_str().ok()?;
    let last = value.rsplit(',').next()?.trim();
    (!last.is_empty() && last.len() <= 64).then(|| last.to_owned())
}
