//! Errors as the protocol wants them: a list of code and description, in the format asked for.

use super::answer::{Format, Node, write};
use crate::edge::fault::Fault;
use crate::edge::prefs::Prefs;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// Seconds after which a client that asked too often may come again.
const RETRY_AFTER_SECONDS: &str = "60";

/// Gives every error its form; good answers pass.
pub async fn layer(request: Request, next: Next) -> Response {
    let format = Format::of(request.uri().path()).unwrap_or(Format::Xml);
    let prefs = request.extensions().get::<Prefs>().copied();
    let mut response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let fault = response.extensions_mut().remove::<Arc<Fault>>();
    let fault = fault.map_or_else(|| bare(status), |f| f.as_ref().clone());
    // The protocol knows one code for whatever is wrong with the arguments.
    let status = match fault.status {
        StatusCode::UNPROCESSABLE_ENTITY => StatusCode::BAD_REQUEST,
        other => other,
    };
    let words = fault.words(prefs.unwrap_or_default().lang).to_owned();
    let one = Node::Map(vec![
        ("code", Node::Number(status.as_u16().into())),
        (
            "description",
            Node::text(format!("{}: {words}", fault.code)),
        ),
    ]);
    let mut shaped = write(status, format, "errors", &Node::List("error", vec![one]));
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = response.headers_mut().remove(&name) {
            shaped.headers_mut().insert(name, value);
        }
    }
    if status == StatusCode::TOO_MANY_REQUESTS {
        let after = HeaderValue::from_static(RETRY_AFTER_SECONDS);
        shaped.headers_mut().insert(header::RETRY_AFTER, after);
    }
    shaped
}

/// An error of the router itself.
fn bare(status: StatusCode) -> Fault {
    let code = match status {
        StatusCode::NOT_FOUND => "no_page",
        StatusCode::METHOD_NOT_ALLOWED => "method",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        s if s.is_client_error() => "unreadable",
        _ => "internal",
    };
    Fault::of(status, code)
}
