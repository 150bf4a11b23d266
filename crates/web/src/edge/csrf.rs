//! No form is taken from another site: every unsafe request carries the session's own value, in the
//! form field `csrf` (the first field of a multipart form) or in the header `X-CSRF-Token`.

use super::fault::Fault;
use super::load;
use super::session::Visitor;
use crate::state::Web;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use ctutils::CtEq;
use std::sync::Arc;
use std::time::Duration;

/// Largest plain form or JSON body, in bytes.
pub const FORM_BYTES_MAX: usize = 1024 * 1024;
/// Largest upload, in bytes: ten evidence files, or one report of 50 MB so that it can be refused in words.
pub const UPLOAD_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Where tickets are imported, as pages and programs name it: there as much is taken as from the command line.
const IMPORTS: &str = "/cases/import";
/// The largest body of all, in bytes.
pub const BODY_BYTES_MAX: usize = app::case::IMPORT_BYTES_MAX + FORM_BYTES_MAX;
/// Where somebody without an account may send photographs.
const PUBLIC: &str = "/p/";
/// The form field.
pub const FIELD: &str = "csrf";
/// Where in a multipart body the field must be, in bytes from its start.
const FIRST_PART_BYTES_MAX: usize = 1024;

/// Checks unsafe requests; safe ones and programs with tokens pass.
///
/// Bodies are read whole here, plain ones at most 1 MiB; uploads wait for one of a few turns, so
/// that what is held in memory is bounded whatever is sent.
pub async fn layer(State(web): State<Web>, request: Request, next: Next) -> Response {
    if matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) {
        return next.run(request).await;
    }
    let multipart = content_type(request.headers()).starts_with("multipart/form-data");
    let known = request
        .extensions()
        .get::<Arc<Visitor>>()
        .is_some_and(|v| v.actor.is_some());
    let public = request.uri().path().starts_with(PUBLIC);
    if multipart && !known && !public {
        return Fault::of(StatusCode::UNAUTHORIZED, "sign_in").into_response();
    }
    let limit = if multipart {
        upload_max(request.uri().path())
    } else {
        FORM_BYTES_MAX
    };
    let announced = announced(request.headers());
    if announced.is_some_and(|bytes| bytes > limit) {
        return Fault::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large").into_response();
    }
    let large = multipart && announced.is_none_or(|bytes| bytes > FORM_BYTES_MAX);
    let _turn = match large {
        true => match load::upload_turn(&web, announced.unwrap_or(limit)).await {
            Ok(turn) => Some(turn),
            Err(busy) => return busy,
        },
        false => None,
    };
    match check(request, limit, web.options().limits.body_pause).await {
        Ok(request) => next.run(request).await,
        Err(fault) => fault.into_response(),
    }
}

/// Largest upload to an address, in bytes.
pub fn upload_max(path: &str) -> usize {
    match path.ends_with(IMPORTS) {
        true => BODY_BYTES_MAX,
        false => UPLOAD_BYTES_MAX,
    }
}

/// The length of the body, where the client says it.
pub fn announced(headers: &HeaderMap) -> Option<usize> {
    let length = headers.get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

async fn check(request: Request, limit: usize, pause: Duration) -> Result<Request, Fault> {
    let (parts, body) = request.into_parts();
    let bytes = load::whole(body, limit, pause).await?;
    let visitor = parts.extensions.get::<Arc<Visitor>>();
    let expected = visitor.and_then(|v| v.csrf.as_deref());
    let by_token = visitor.is_some_and(|v| v.actor.is_some() && v.csrf.is_none());
    if parts.uri.path().starts_with("/api/") && visitor.is_some_and(|v| v.actor.is_none()) {
        return Err(Fault::of(StatusCode::UNAUTHORIZED, "sign_in"));
    }
    if !by_token {
        let sent = sent(&parts.headers, &bytes);
        let same = matches!((expected, sent), (Some(e), Some(s)) if e.as_bytes().ct_eq(s.as_bytes()).to_bool());
        if !same || cross_site(&parts.headers) {
            return Err(Fault::of(StatusCode::FORBIDDEN, "csrf"));
        }
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

fn content_type(headers: &HeaderMap) -> &str {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default()
}

fn cross_site(headers: &HeaderMap) -> bool {
    headers
        .get("sec-fetch-site")
        .is_some_and(|v| v == "cross-site")
}

fn sent(headers: &HeaderMap, body: &Bytes) -> Option<String> {
    if let Some(value) = headers.get("x-csrf-token") {
        return value.to_str().ok().map(str::to_owned);
    }
    let kind = content_type(headers);
    if kind.starts_with("application/x-www-form-urlencoded") {
        return form_urlencoded::parse(body)
            .find(|(k, _)| k == FIELD)
            .map(|(_, v)| v.into_owned());
    }
    if kind.starts_with("multipart/form-data") {
        return first_part(body);
    }
    None
}

/// The value of the first part of a multipart body, if its name is [`FIELD`].
fn first_part(body: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&body[..body.len().min(FIRST_PART_BYTES_MAX)]);
    let (part_headers, rest) = head.split_once("\r\n\r\n")?;
    let named = part_headers.contains(&format!("name=\"{FIELD}\""));
    let (value, _) = rest.split_once("\r\n")?;
    named.then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_part_counts() {
        let body = b"--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n--x--\r\n";
        assert_eq!(first_part(body).as_deref(), Some("abc"));
        let other = b"--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nabc\r\n--x--\r\n";
        assert_eq!(first_part(other), None);
        assert_eq!(first_part(b""), None);
    }
}
