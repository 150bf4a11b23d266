//! What the signed-in person was told.

use crate::{Actor, App, Result};
use jiff::Timestamp;
use serde::Serialize;
use store::Write;

/// The most notices shown at once.
const SHOWN_MAX: i64 = 50;

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeRow {
    /// Its id.
    pub id: String,
    /// The case it is about; none where it is about something else.
    pub case: Option<String>,
    /// The item of the weekly coordination it is about.
    pub item: Option<String>,
    /// A line.
    pub title: String,
    /// The rest.
    pub body: String,
    /// When.
    pub at: Timestamp,
    /// When, ms UTC.
    pub at_ms: i64,
    /// Read before.
    pub read: bool,
}

/// The actor's newest notices, at most 50; `before`: older than this one (its `at_ms` and id).
pub async fn notices(
    app: &App,
    actor: &Actor,
    before: Option<(i64, &str)>,
) -> Result<Vec<NoticeRow>> {
    let store = app.store();
    let found = store
        .notices(app.district(), &actor.person, before, SHOWN_MAX)
        .await?;
    let row = |it: store::Notice| NoticeRow {
        case: it.subject.strip_prefix("case/").map(str::to_owned),
        item: it.subject.strip_prefix("meeting_item/").map(str::to_owned),
        id: it.id,
        title: it.title,
        body: it.body,
        at: Timestamp::from_millisecond(it.at_ms).unwrap_or_default(),
        at_ms: it.at_ms,
        read: it.read_ms.is_some(),
    };
    Ok(found.into_iter().map(row).collect())
}

/// How many the actor has not read, counted up to 100.
pub async fn unread(app: &App, actor: &Actor) -> Result<i64> {
    let store = app.store();
    Ok(store.unread_notices(app.district(), &actor.person).await?)
}

/// Notes that the actor has read what they were told up to an instant (ms UTC).
pub async fn read_notices(app: &App, actor: &Actor, up_to_ms: i64) -> Result<()> {
    let at = app.now();
    let write = Write::ReadNotices {
        person: actor.person.clone(),
        up_to_ms,
        at_ms: at.as_millisecond(),
    };
    let done = app.store().write(app.district(), at, vec![write]).await;
    done.map_err(crate::idempotency::refused)
}
