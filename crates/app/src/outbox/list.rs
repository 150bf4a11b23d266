//! Messages as an administrator sees them.

use super::template::unknown;
use crate::{Actor, App, Result};
use serde::Serialize;
use store::Write;

/// The most messages shown at once.
const SHOWN_MAX: i64 = 100;
/// The statuses, in the order of a page's tabs.
pub const STATUSES: [&str; 4] = ["failed", "waiting", "sending", "sent"];

/// One message.
#[derive(Debug, Clone, Serialize)]
pub struct MessageRow {
    /// Its id.
    pub id: String,
    /// The case it is about.
    pub case: String,
    /// What happened.
    pub event: String,
    /// How it is sent.
    pub channel: String,
    /// To whom.
    pub recipient: String,
    /// `waiting`, `sending`, `sent` or `failed`.
    pub status: String,
    /// How often it was tried.
    pub attempts: i64,
    /// The last error.
    pub error: Option<String>,
    /// The message as it goes out: of a mail the subject line and the text, of a webhook its JSON.
    pub content: String,
    /// When it was written, ms UTC.
    pub at_ms: i64,
    /// When it was sent, ms UTC.
    pub sent_ms: Option<i64>,
}

/// A page of messages of a status, the newest first, at most 100, before one (its `at_ms` and id).
pub async fn list(
    app: &App,
    actor: &Actor,
    status: &str,
    before: Option<(i64, &str)>,
) -> Result<Vec<MessageRow>> {
    super::require_operator(app, actor)?;
    if !STATUSES.contains(&status) {
        return Err(unknown());
    }
    let store = app.store();
    let messages = store
        .messages(app.district(), status, before, SHOWN_MAX)
        .await?;
    let row = |it: store::Sending| MessageRow {
        content: content(&it.message),
        id: it.message.id,
        case: it.message.subject,
        event: it.message.event,
        channel: it.message.channel,
        recipient: it.message.recipient,
        status: it.status,
        attempts: it.attempts,
        error: it.error,
        at_ms: it.at_ms,
        sent_ms: it.sent_ms,
    };
    Ok(messages.into_iter().map(row).collect())
}

/// As it goes out, without what the transport adds.
fn content(message: &store::Message) -> String {
    let json: serde_json::Value = serde_json::from_str(&message.payload).unwrap_or_default();
    let text = |name: &str| json.get(name).and_then(|it| it.as_str());
    match (message.channel.as_str(), text("title"), text("body")) {
        ("mail", Some(title), Some(body)) => format!("{title}\n\n{body}"),
        _ => serde_json::to_string_pretty(&json).unwrap_or_default(),
    }
}

/// Lets a message that was given up be tried anew.
pub async fn again(app: &App, actor: &Actor, id: &str) -> Result<()> {
    super::require_operator(app, actor)?;
    let at = app.now();
    let write = Write::SendAgain {
        id: id.to_owned(),
        at_ms: at.as_millisecond(),
    };
    let done = app.store().write(app.district(), at, vec![write]).await;
    done.map_err(crate::idempotency::refused)
}
