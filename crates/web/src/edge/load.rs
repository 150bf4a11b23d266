//! How much is taken on at once, and for how long: so that slow or many clients cannot keep the
//! server's memory, connections or hands to themselves.

use super::csrf::UPLOAD_BYTES_MAX;
use super::fault::Fault;
use crate::state::Web;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Limits of one server.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Open connections; more wait to be accepted.
    pub connections_max: usize,
    /// Requests under way; more are answered 503.
    pub requests_max: usize,
    /// Uploads held in memory at once, each at most 64 MiB; more wait, then are answered 503. A larger one
    /// (tickets to import) waits for all of these places.
    pub uploads_max: usize,
    /// How long an upload waits for its turn.
    pub upload_wait: Duration,
    /// How long a client may take to send the head of a request, and keep a connection idle.
    pub head_time: Duration,
    /// How long a body may pause.
    pub body_pause: Duration,
    /// How long a client may take nothing of an answer.
    pub write_pause: Duration,
    /// How long a request may take altogether.
    pub request_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections_max: 2_000,
            requests_max: 512,
            uploads_max: 4,
            upload_wait: Duration::from_secs(20),
            head_time: Duration::from_secs(30),
            body_pause: Duration::from_secs(30),
            write_pause: Duration::from_secs(60),
            request_time: Duration::from_secs(300),
        }
    }
}

/// Seconds after which a client that was turned away may come again.
const RETRY_AFTER_SECONDS: &str = "5";

/// Turns.
#[derive(Debug, Clone)]
pub struct Turns {
    requests: Arc<Semaphore>,
    uploads: Arc<Semaphore>,
}

impl Turns {
    /// All free.
    pub fn new(limits: &Limits) -> Self {
        Self {
            requests: Arc::new(Semaphore::new(limits.requests_max)),
            uploads: Arc::new(Semaphore::new(limits.uploads_max)),
        }
    }
}

/// Takes a request on where there is room, and gives it up after its time. What it had sent to be
/// written by then is written or not as a whole, as with a lost connection.
pub async fn layer(State(web): State<Web>, request: Request, next: Next) -> Response {
    let Ok(_turn) = web.turns().requests.try_acquire() else {
        return busy();
    };
    let time = web.options().limits.request_time;
    match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Fault::of(StatusCode::SERVICE_UNAVAILABLE, "timeout").into_response(),
    }
}

/// A turn to hold an upload of so many bytes in memory; held until the answer is there.
pub async fn upload_turn(web: &Web, bytes: usize) -> Result<OwnedSemaphorePermit, Response> {
    let places = match bytes > UPLOAD_BYTES_MAX {
        true => u32::try_from(web.options().limits.uploads_max).unwrap_or(u32::MAX),
        false => 1,
    };
    let turn = web.turns().uploads.clone().acquire_many_owned(places);
    match tokio::time::timeout(web.options().limits.upload_wait, turn).await {
        Ok(Ok(turn)) => Ok(turn),
        _ => Err(busy()),
    }
}

/// A whole body of at most `bytes_max`. Errors: `too_large`, `slow_body` after a pause,
/// `unreadable` where the connection broke.
pub async fn whole(body: Body, bytes_max: usize, pause: Duration) -> Result<Bytes, Fault> {
    let too_large = || Fault::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large");
    let mut stream = body.into_data_stream();
    let mut parts: Vec<u8> = Vec::new();
    let mut first: Option<Bytes> = None;
    loop {
        let next = tokio::time::timeout(pause, stream.next()).await;
        let slow = |_| Fault::of(StatusCode::REQUEST_TIMEOUT, "slow_body");
        let Some(part) = next.map_err(slow)? else {
            break;
        };
        let part = part.map_err(|_| Fault::of(StatusCode::BAD_REQUEST, "unreadable"))?;
        let length = first.as_ref().map_or(0, Bytes::len) + parts.len() + part.len();
        if length > bytes_max {
            return Err(too_large());
        }
        match (&first, parts.is_empty()) {
            (None, true) => first = Some(part),
            _ => {
                parts.extend(first.take().unwrap_or_default());
                parts.extend(part);
            }
        }
    }
    Ok(first.unwrap_or_else(|| parts.into()))
}

/// Turned away for now: 503 with `Retry-After`.
pub fn busy() -> Response {
    let mut response = Fault::of(StatusCode::SERVICE_UNAVAILABLE, "busy").into_response();
    let after = HeaderValue::from_static(RETRY_AFTER_SECONDS);
    response.headers_mut().insert(header::RETRY_AFTER, after);
    response
}
