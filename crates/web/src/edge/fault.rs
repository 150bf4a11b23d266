//! An answer that is not what was asked for: a page or `application/problem+json`, always with a
//! stable code, words in the reader's language and what to do.
//!
//! Handlers return [`Fault`]; [`layer`] gives it its form, and does the same for bare errors of the
//! router (404, 405, 413) and for panics.

use crate::edge::prefs::Prefs;
use crate::edge::session::Visitor;
use crate::frame::Frame;
use crate::words::{self, Lang};
use app::{AppError, FieldProblem, Kind};
use askama::Template;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use std::sync::Arc;

/// An error on its way to the person or program that asked.
#[derive(Debug, Clone)]
pub struct Fault {
    /// HTTP status.
    pub status: StatusCode,
    /// Stable code.
    pub code: String,
    /// Words in Chinese.
    pub zh: String,
    /// Words in English.
    pub en: String,
    /// Fields to mend.
    pub fields: Vec<FieldProblem>,
    /// The version now stored, after a conflict.
    pub current_version: Option<i64>,
}

impl Fault {
    /// A fault whose words stand in the catalogue under `fault.<code>`.
    pub fn of(status: StatusCode, code: &str) -> Self {
        let key = format!("fault.{code}");
        Self {
            status,
            code: code.to_owned(),
            zh: words::word(Lang::Zh, &key),
            en: words::word(Lang::En, &key),
            fields: vec![],
            current_version: None,
        }
    }
    /// Something only an operator can mend; `detail` goes to the log alone.
    pub fn internal(detail: impl std::fmt::Display) -> Self {
        tracing::error!(%detail, "internal fault");
        Self::of(StatusCode::INTERNAL_SERVER_ERROR, "internal")
    }
    /// The words in one language.
    pub fn words(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// The HTTP status of a class of error.
pub fn status_of(kind: Kind) -> StatusCode {
    match kind {
        Kind::BadRequest => StatusCode::BAD_REQUEST,
        Kind::Unauthorised => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Kind::Unprocessable => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

impl From<AppError> for Fault {
    fn from(e: AppError) -> Self {
        if let Some(detail) = e.detail() {
            tracing::warn!(code = e.code(), %detail, "action failed");
        }
        Self {
            status: status_of(e.kind()),
            code: e.code().to_owned(),
            zh: e.zh().to_owned(),
            en: e.en().to_owned(),
            fields: e.fields().to_vec(),
            current_version: e.current_version(),
        }
    }
}

impl From<askama::Error> for Fault {
    fn from(e: askama::Error) -> Self {
        Self::internal(e)
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// Gives every error answer its form.
pub async fn layer(request: Request, next: Next) -> Response {
    let json = wants_json(&request);
    let prefs = request
        .extensions()
        .get::<Prefs>()
        .copied()
        .unwrap_or_default();
    let instance = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let request_id = request_id(&response);
    let Some(fault) = fault_in(&response) else {
        return response;
    };
    let visitor = response.extensions_mut().remove::<Arc<Visitor>>();
    let mut shaped = if json {
        problem(&fault, prefs.lang, &instance, &request_id)
    } else {
        page(&fault, visitor.as_deref(), prefs, &request_id)
    };
    for (name, value) in response.headers() {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            shaped.headers_mut().append(name, value.clone());
        }
    }
    shaped
}

fn wants_json(request: &Request) -> bool {
    let accept = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    let api = request.uri().path().starts_with("/api/");
    api || (accept.contains("json") && !accept.contains("text/html"))
}

fn request_id(response: &Response) -> String {
    let id = response
        .headers()
        .get("x-request-id")
        .and_then(|v| v.to_str().ok());
    id.unwrap_or("-").to_owned()
}

/// The fault carried by the answer, or one made for a bare error status.
fn fault_in(response: &Response) -> Option<Arc<Fault>> {
    if let Some(fault) = response.extensions().get::<Arc<Fault>>() {
        return Some(fault.clone());
    }
    let status = response.status();
    let kind = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    let formed = kind.starts_with("text/html") || kind == "text/xml" || kind.contains("json");
    if formed || !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    let code = match status {
        StatusCode::NOT_FOUND => "no_page",
        StatusCode::METHOD_NOT_ALLOWED => "method",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        StatusCode::INTERNAL_SERVER_ERROR => "internal",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "media_type",
        s if s.is_client_error() => "unreadable",
        _ => "unavailable",
    };
    Some(Arc::new(Fault::of(status, code)))
}

fn problem(fault: &Fault, lang: Lang, instance: &str, request_id: &str) -> Response {
    let fields: Vec<_> = fault
        .fields
        .iter()
        .map(|f| serde_json::json!({"field": f.field, "code": f.code, "detail": lang.pick(&f.zh, &f.en)}))
        .collect();
    let mut body = serde_json::json!({
        "type": format!("urn:xiuhua:problem:{}", fault.code),
        "title": fault.status.canonical_reason().unwrap_or_default(),
        "status": fault.status.as_u16(),
        "detail": fault.words(lang),
        "code": fault.code,
        "instance": instance,
        "request_id": request_id,
    });
    if !fields.is_empty() {
        body["fields"] = fields.into();
    }
    if let Some(version) = fault.current_version {
        body["current_version"] = version.into();
    }
    let mut response = (fault.status, Body::from(body.to_string())).into_response();
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    if fault.status == StatusCode::UNAUTHORIZED {
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

#[derive(Template)]
#[template(path = "fault.html")]
struct FaultPage<'a> {
    f: Frame,
    code: &'a str,
    words: &'a str,
    advice: String,
    fields: Vec<&'a str>,
    request_id: &'a str,
}

fn page(fault: &Fault, visitor: Option<&Visitor>, prefs: Prefs, request_id: &str) -> Response {
    let lang = prefs.lang;
    let advice_key = match fault.status.as_u16() {
        401 | 403 => "advice.forbidden",
        404 => "advice.not_found",
        409 => "advice.conflict",
        413 => "advice.too_large",
        429 => "advice.rate_limited",
        500..=599 => "advice.server",
        _ => "advice.mend",
    };
    let f = match visitor {
        Some(visitor) => Frame::new(visitor),
        None => Frame::bare(prefs),
    };
    let page = FaultPage {
        f: f.titled(&fault.status.as_u16().to_string()),
        code: &fault.code,
        words: fault.words(lang),
        advice: words::word(lang, advice_key),
        fields: fault
            .fields
            .iter()
            .map(|p| lang.pick(&p.zh, &p.en))
            .collect(),
        request_id,
    };
    match page.render() {
        Ok(text) => (fault.status, Html(text)).into_response(),
        Err(_) => (fault.status, fault.words(lang).to_owned()).into_response(),
    }
}

/// The answer when a handler panicked; the panic's words go to the log alone.
pub fn after_panic(panic: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let words = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no words");
    Fault::internal(format!("panic: {words}")).into_response()
}
