//! The version a write is based on: nobody's work is written over.

use super::refusal;
use crate::edge::fault::Fault;
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The one version in `If-Match`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub i64);

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Fault;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        read(&parts.headers).map(Self)
    }
}

fn read(headers: &HeaderMap) -> Result<i64, Fault> {
    let value = headers
        .get(header::IF_MATCH)
        .ok_or_else(refusal::version_missing)?;
    let text = value.to_str().map_err(|_| refusal::version_unreadable())?;
    let inner = text
        .trim()
        .strip_prefix('"')
        .and_then(|t| t.strip_suffix('"'));
    let version = inner.and_then(|t| t.parse().ok()).filter(|v| *v > 0);
    version.ok_or_else(refusal::version_unreadable)
}

/// A conflict becomes 412 where the version came in `If-Match`; in a body it stays 409.
pub async fn layer(request: Request, next: Next) -> Response {
    let conditional = request.headers().contains_key(header::IF_MATCH);
    let response = next.run(request).await;
    let fault = response.extensions().get::<Arc<Fault>>();
    match fault
        .filter(|f| conditional && f.status == StatusCode::CONFLICT && f.current_version.is_some())
    {
        Some(fault) => Fault {
            status: StatusCode::PRECONDITION_FAILED,
            ..fault.as_ref().clone()
        }
        .into_response(),
        None => response,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(value: Option<&'static str>) -> Result<i64, String> {
        let mut headers = HeaderMap::new();
        if let Some(value) = value {
            headers.insert(header::IF_MATCH, value.parse().unwrap());
        }
        read(&headers).map_err(|f| f.code)
    }

    #[test]
    fn one_strong_version_and_nothing_else() {
        assert_eq!(code(Some("\"3\"")), Ok(3));
        assert_eq!(code(None), Err("if_match.missing".into()));
        for bad in ["3", "*", "W/\"3\"", "\"a\"", "\"0\"", "\"1\", \"2\"", ""] {
            assert_eq!(code(Some(bad)), Err("if_match.unreadable".into()), "{bad}");
        }
    }
}
