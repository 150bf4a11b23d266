//! Messages and notices.

use super::Instant;
use serde::Serialize;
use utoipa::ToSchema;

/// A message on its way out.
#[derive(Serialize, ToSchema)]
pub struct MessageRow {
    pub id: String,
    /// The case it is about.
    pub case: String,
    pub event: String,
    /// `mail` or `webhook`.
    pub channel: String,
    pub recipient: String,
    /// `waiting`, `sending`, `sent` or `failed`.
    pub status: String,
    pub attempts: i64,
    /// The last error.
    pub error: Option<String>,
    /// The message as it goes out.
    pub content: String,
    /// Milliseconds since 1970.
    pub at_ms: i64,
    pub sent_ms: Option<i64>,
}

/// How a message reads.
#[derive(Serialize, ToSchema)]
pub struct MessagePreview {
    pub event: String,
    pub title: String,
    pub body: String,
    /// Whether the district has words of its own for it.
    pub own: bool,
}

/// What somebody was told.
#[derive(Serialize, ToSchema)]
pub struct NoticeRow {
    pub id: String,
    /// The case it is about; null where it is about something else.
    pub case: Option<String>,
    /// The item of the weekly coordination it is about.
    pub item: Option<String>,
    pub title: String,
    pub body: String,
    pub at: Instant,
    /// Milliseconds since 1970.
    pub at_ms: i64,
    pub read: bool,
}

/// What the caller was told.
#[derive(Serialize, ToSchema)]
pub struct Notices {
    /// Counted up to 100.
    pub unread: i64,
    pub rows: Vec<NoticeRow>,
}
