//! A file as an answer.

use app::FileOut;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// To be saved under its name.
pub fn download(file: FileOut) -> Response {
    send(file, "attachment")
}

/// To be looked at in the browser where it is a picture or a PDF, otherwise saved.
pub fn look(file: FileOut) -> Response {
    let seen = file.media_type.starts_with("image/") || file.media_type == "application/pdf";
    send(file, if seen { "inline" } else { "attachment" })
}

/// A file to be saved, of whatever length.
pub fn attachment(name: &str, media_type: &str, body: Body) -> Response {
    sent(name, media_type, body, "attachment")
}

fn send(file: FileOut, disposition: &str) -> Response {
    let body = Body::from(file.bytes);
    sent(&file.name, &file.media_type, body, disposition)
}

fn sent(name: &str, media_type: &str, body: Body, disposition: &str) -> Response {
    let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let name = name.replace('+', "%20");
    let mut response = body.into_response();
    let headers = response.headers_mut();
    let octets = HeaderValue::from_static("application/octet-stream");
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_str(media_type).unwrap_or(octets),
    );
    if let Ok(value) = HeaderValue::from_str(&format!("{disposition}; filename*=UTF-8''{name}")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
