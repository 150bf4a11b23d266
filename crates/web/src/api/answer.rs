//! The forms of an answer.

use crate::edge::fault::Fault;
use app::review::Versioned;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// What a handler gives.
pub type Answer = Result<Response, Fault>;

/// 200 with JSON.
pub fn json(value: &impl Serialize) -> Answer {
    Ok(Json(value).into_response())
}

/// 200 with JSON and the version that the next write must name.
pub fn versioned(version: i64, value: &impl Serialize) -> Answer {
    Ok(tagged(version, Json(value).into_response()))
}

/// 201 with the address of what was made and its version.
pub fn created(location: &str, version: i64, value: &impl Serialize) -> Answer {
    let mut response = (StatusCode::CREATED, Json(value)).into_response();
    if let Ok(value) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    Ok(tagged(version, response))
}

/// 204.
pub fn nothing() -> Answer {
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn tagged(version: i64, mut response: Response) -> Response {
    if let Ok(value) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, value);
    }
    response
}

/// What was done to one thing, with its new version.
pub fn done<T: Serialize>(it: Versioned<T>) -> Answer {
    versioned(it.version, &it)
}
