//! A person signs in; a request says who it is from.

use super::{FAILURES_MAX, IDLE_MINUTES, LIFE_MINUTES, LOCK_MINUTES, noted, password, token};
use crate::person::{PersonState, actor_of, find};
use crate::{Actor, App, AppError, Kind, Result};
use jiff::ToSpan;
use store::{Credential, SignedSession, Write};

/// Milliseconds of a minute.
const MILLIS_A_MINUTE: i64 = 60_000;

/// What a browser is given after signing in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The secret for the cookie; stored nowhere.
    pub token: String,
    /// For forms and `X-CSRF-Token`.
    pub csrf: String,
    /// True when a new password must be set first.
    pub must_change: bool,
    /// Who signed in.
    pub actor: Actor,
    /// When the session ends if unused.
    pub expires: jiff::Timestamp,
}

/// A session found again.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who.
    pub actor: Actor,
    /// For forms.
    pub csrf: String,
    /// True when a new password must be set first.
    pub must_change: bool,
}

/// Signs in by password. The same answer is given for an unknown name, a disabled or locked account
/// and a wrong password, and the same work is done, so that names cannot be found out.
pub async fn sign_in(app: &App, login: &str, given: &str, origin: &str) -> Result<SignedIn> {
    let found = find(app, login.trim()).await?.filter(|p| !p.state.disabled);
    let Some(person) = found else {
        password::burn(given).await?;
        return Err(wrong());
    };
    let id = &person.state.id;
    let kept = || app.store().credential(app.district(), id);
    let Some(credential) = kept().await?.filter(|c| !is_locked(app, c)) else {
        password::burn(given).await?;
        return Err(wrong());
    };
    if !password::matches(given, &credential.hash).await? {
        noted::note_failure(app, id, origin).await?;
        return Err(wrong());
    }
    let locked_meanwhile = kept().await?.is_none_or(|c| is_locked(app, &c));
    if locked_meanwhile {
        return Err(wrong());
    }
    start(app, &person.state, credential.must_change, origin).await
}

/// Starts a session for a person who has proved who they are.
pub(super) async fn start(
    app: &App,
    person: &PersonState,
    must_change: bool,
    origin: &str,
) -> Result<SignedIn> {
    let actor = actor_of(app, person);
    let (secret, csrf) = (token::fresh(), token::fresh());
    let now = app.now();
    let expires = now + IDLE_MINUTES.minutes();
    let session = store::Session {
        token_hash: token::hash(&secret),
        person: person.id.clone(),
        csrf: csrf.clone(),
        created_ms: now.as_millisecond(),
        last_seen_ms: now.as_millisecond(),
        expires_ms: expires.as_millisecond(),
        origin: origin.chars().take(noted::ORIGIN_CHARS_MAX).collect(),
    };
    let writes = vec![
        Write::SignedIn {
            person: person.id.clone(),
        },
        Write::PutSession(session),
        Write::PruneSessions {
            before_ms: now.as_millisecond(),
        },
    ];
    let event = noted::Event {
        person: &person.id,
        action: "session.sign_in",
        origin,
    };
    noted::note(app, &actor, event, writes).await?;
    tracing::info!(person = %person.id, origin, "signed in");
    Ok(SignedIn {
        token: secret,
        csrf,
        must_change,
        actor,
        expires,
    })
}

/// Whose request is it? None for an unknown or ended session or a disabled account. A session in
/// use is prolonged at most once a minute, so that reading costs no write.
pub async fn by_token(app: &App, secret: &str) -> Result<Option<Session>> {
    let token_hash = token::hash(secret);
    let now = app.now();
    let found = app
        .store()
        .signed_session::<PersonState>(app.district(), &token_hash)
        .await?;
    let Some(SignedSession {
        session,
        person,
        must_change,
    }) = found
    else {
        return Ok(None);
    };
    let ends_ms = session.created_ms + LIFE_MINUTES * MILLIS_A_MINUTE;
    if session.expires_ms.min(ends_ms) <= now.as_millisecond() || person.disabled {
        return Ok(None);
    }
    let actor = actor_of(app, &person);
    if now.as_millisecond() - session.last_seen_ms > 60_000 {
        let idle_ms = (now + IDLE_MINUTES.minutes()).as_millisecond();
        let expires_ms = idle_ms.min(ends_ms);
        let touch = Write::TouchSession {
            token_hash,
            at_ms: now.as_millisecond(),
            expires_ms,
        };
        // A disk that is full or read only must not keep people from reading.
        if let Err(error) = app.append_with(&actor, vec![], vec![], vec![touch]).await {
            tracing::warn!(%error, "a session could not be prolonged");
        }
    }
    Ok(Some(Session {
        actor,
        csrf: session.csrf,
        must_change,
    }))
}

pub(super) fn is_locked(app: &App, credential: &Credential) -> bool {
    credential.locked_until_ms.unwrap_or(0) > app.now().as_millisecond()
}

fn wrong() -> AppError {
    AppError::new(
        Kind::Unauthorised,
        "auth.wrong",
        format!(
            "登录名或密码不正确。同一账号连续{FAILURES_MAX}次密码错误，将锁定{LOCK_MINUTES}分钟；也可请安全管理员重置密码"
        ),
        format!(
            "Wrong name or password. {FAILURES_MAX} wrong passwords in a row lock an account for {LOCK_MINUTES} minutes; the security administrator can set a new one"
        ),
    )
}
