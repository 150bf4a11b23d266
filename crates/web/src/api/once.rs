//! `Idempotency-Key`: a POST sent twice is carried out once.

use crate::edge::csrf::upload_max;
use crate::edge::fault::Fault;
use crate::edge::session::Visitor;
use crate::state::Web;
use app::idempotency::{Once, Replay, once};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The header by which a client names its request.
pub const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Set on an answer to a repetition.
pub const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Runs a POST with a key once; everything else passes.
pub async fn layer(State(web): State<Web>, request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<Arc<Visitor>>().cloned();
    let Some(actor) = visitor.as_ref().and_then(|v| v.actor.as_ref()) else {
        return next.run(request).await;
    };
    if request.method() != Method::POST || !request.headers().contains_key(KEY) {
        return next.run(request).await;
    }
    let (it, request) = match named(request).await {
        Ok(named) => named,
        Err(fault) => return fault.into_response(),
    };
    match once(web.app(), actor, it, next.run(request)).await {
        Ok(Ok(response)) => response,
        Ok(Err(replay)) => replayed(replay),
        Err(error) => Fault::from(error).into_response(),
    }
}

/// The request with its name; the body is kept for the handler.
async fn named(request: Request) -> Result<(Once, Request), Fault> {
    let (parts, body) = request.into_parts();
    let key = parts
        .headers
        .get(KEY)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let too_large = |_| Fault::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large");
    let bytes = to_bytes(body, upload_max(parts.uri.path()))
        .await
        .map_err(too_large)?;
    let address = parts.uri.to_string();
    let version = parts
        .headers
        .get(header::IF_MATCH)
        .map_or(&b""[..], HeaderValue::as_bytes);
    let it = Once::new(
        &key,
        &[
            parts.method.as_str().as_bytes(),
            address.as_bytes(),
            version,
            &bytes,
        ],
    )?;
    Ok((it, Request::from_parts(parts, Body::from(bytes))))
}

fn replayed(replay: Replay) -> Response {
    let status = u16::try_from(replay.status)
        .ok()
        .and_then(|s| StatusCode::from_u16(s).ok());
    let kind = (
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    let mark = (REPLAYED, HeaderValue::from_static("true"));
    (status.unwrap_or(StatusCode::OK), [kind, mark], replay.body).into_response()
}
