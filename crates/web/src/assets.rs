//! The built stylesheet and islands, from inside the executable.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::Embed;

#[derive(Embed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Dist;

/// Seconds a file is kept without asking again; then its ETag is compared.
const KEEP_SECONDS: u32 = 3600;

/// `GET /static/{*path}`.
pub async fn get(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let Some(file) = Dist::get(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let etag = etag(&file.metadata.sha256_hash());
    if headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|v| v.as_bytes() == etag.as_bytes())
    {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let kind = mime_guess::from_path(&path).first_or_octet_stream();
    let kind = match kind.type_().as_str() {
        "text" => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    };
    let keep = format!("public, max-age={KEEP_SECONDS}");
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::ETAG, etag),
        (header::CACHE_CONTROL, keep),
    ];
    (headers, Body::from(file.data.into_owned())).into_response()
}

/// `GET /favicon.ico`: browsers ask for it beside a photograph that stands alone.
pub async fn icon(headers: HeaderMap) -> Response {
    get(Path("icon.svg".to_owned()), headers).await
}

fn etag(hash: &[u8]) -> String {
    let short = &hash[..hash.len().min(8)];
    format!("\"{}\"", app::hex::encode(short))
}

/// A built file.
pub fn bytes(path: &str) -> Option<Vec<u8>> {
    Some(Dist::get(path)?.data.into_owned())
}

/// The address of a built file with its content's hash, so that a new build is fetched at once.
pub fn address(path: &str) -> String {
    match Dist::get(path) {
        Some(file) => {
            let hash = etag(&file.metadata.sha256_hash());
            format!("/static/{path}?v={}", hash.trim_matches('"'))
        }
        None => format!("/static/{path}"),
    }
}
