//! Sign-ins in the journal: one subject for each person, one entry for each event, no secrets.
//!
//! Tries while an account is locked are not noted, so that nobody can fill the journal from
//! outside: an account takes at most five failures in a quarter of an hour.

use super::{FAILURES_MAX, LOCK_MINUTES};
use crate::{Actor, App, AppError, Kind, Result, kinds};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use store::{Change, Loaded, Subject, Write};

/// Times an entry is tried again after another of the same person came first.
const TRIES_MAX: usize = 32;
/// Longest origin kept, in characters.
pub(super) const ORIGIN_CHARS_MAX: usize = 100;

/// The last event of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct SessionState {
    /// Sign-in name.
    person: String,
    /// When.
    at: Timestamp,
    /// Address and browser, or how the platform did it.
    origin: String,
}

/// Writes an event of a person together with what belongs to it.
pub(super) async fn note(
    app: &App,
    actor: &Actor,
    event: Event<'_>,
    writes: Vec<Write>,
) -> Result<()> {
    for _ in 0..TRIES_MAX {
        let seq = last(app, event.person).await?;
        if append(app, actor, (event, seq), writes.clone()).await? {
            return Ok(());
        }
    }
    Err(busy())
}

/// What happened to whose sign-in, from where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event<'a> {
    pub person: &'a str,
    pub action: &'static str,
    pub origin: &'a str,
}

/// Counts a wrong password and says in the journal whether it locked the account. Every count
/// moves the same subject, so the count read here is the one that the database adds to.
pub(super) async fn note_failure(app: &App, person: &str, origin: &str) -> Result<()> {
    let failed = || Write::FailedSignIn {
        person: person.to_owned(),
        lock_until_ms: (app.now() + LOCK_MINUTES.minutes()).as_millisecond(),
        lock_every: FAILURES_MAX,
    };
    for _ in 0..TRIES_MAX {
        let seq = last(app, person).await?;
        let kept = app.store().credential(app.district(), person).await?;
        let failures = kept.map_or(0, |c| c.failed_count) + 1;
        let locks = failures % FAILURES_MAX == 0;
        let event = Event {
            person,
            action: if locks {
                "session.locked"
            } else {
                "session.refused"
            },
            origin,
        };
        if append(app, &app.system(), (event, seq), vec![failed()]).await? {
            tracing::warn!(person, failures, locks, "wrong password");
            return Ok(());
        }
    }
    tracing::error!(
        person,
        "a wrong password was counted but could not be journalled"
    );
    app.append_with(&app.system(), vec![], vec![], vec![failed()])
        .await?;
    Ok(())
}

async fn last(app: &App, person: &str) -> Result<i64> {
    let found: Option<Loaded<SessionState>> = app
        .store()
        .load(app.district(), kinds::SESSION, person)
        .await?;
    Ok(found.map_or(0, |s| s.seq))
}

/// False where another event of the person came first. Each entry tells all of its event, so that
/// it can be read alone.
async fn append(
    app: &App,
    actor: &Actor,
    (event, seq): (Event<'_>, i64),
    writes: Vec<Write>,
) -> Result<bool> {
    let state = SessionState {
        person: event.person.to_owned(),
        at: app.now(),
        origin: event.origin.chars().take(ORIGIN_CHARS_MAX).collect(),
    };
    let subject = Subject::new(kinds::SESSION, event.person);
    let change = Change::between(subject, seq, event.action, None, None, &state);
    match app.append_with(actor, vec![change], vec![], writes).await {
        Ok(_) => Ok(true),
        Err(e) if e.code() == "conflict.changed" => Ok(false),
        Err(e) => Err(e),
    }
}

fn busy() -> AppError {
    AppError::new(
        Kind::Unavailable,
        "auth.busy",
        "同一账号登录过于频繁，请稍后再试",
        "Too many sign-ins of one account at once; try again soon",
    )
}
