//! A request named by its client with a key is carried out once.
//!
//! The outer layer runs an action inside [`once`]. The first write of the action takes the key with
//! it, in the same transaction, together with the answer for a repetition: which subjects changed,
//! and their new versions. A repetition is answered before the action decides anything; two at the
//! same time are told apart by the database.

use crate::{Actor, App, AppError, Kind, Result};
use journal::{Algorithm, Hasher};
use serde_json::json;
use std::sync::Mutex;
use store::{Change, Idempotency};

/// Longest key, in bytes.
pub const KEY_BYTES_MAX: usize = 255;
/// The status stored with an answer.
const STATUS: i64 = 200;

/// A key with the digest of the request it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    key: String,
    request_hash: String,
}

/// The answer to a repetition: `{"changed":[{"kind","id","version"}]}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// HTTP status.
    pub status: i64,
    /// JSON.
    pub body: String,
}

struct Running {
    once: Mutex<Option<Once>>,
    replay: Mutex<Option<Replay>>,
}

tokio::task_local! {
    static RUNNING: Running;
}

impl Once {
    /// Names a request by its key; `parts` are what makes it this request: method, address, body.
    ///
    /// Errors: `idempotency.key` for a key that is empty, too long or not printable ASCII.
    pub fn new(key: &str, parts: &[&[u8]]) -> Result<Self> {
        let fits = !key.is_empty()
            && key.len() <= KEY_BYTES_MAX
            && key.bytes().all(|b| b.is_ascii_graphic());
        if !fits {
            return Err(AppError::new(
                Kind::BadRequest,
                "idempotency.key",
                format!("幂等键应为1至{KEY_BYTES_MAX}个可见的ASCII字符"),
                format!("A key has 1 to {KEY_BYTES_MAX} visible ASCII characters"),
            ));
        }
        let mut digest = Hasher::new(Algorithm::Sm3);
        for part in parts {
            digest.update(&(part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        Ok(Self {
            key: key.to_owned(),
            request_hash: digest.finish(),
        })
    }
}

/// Runs `action`; its first write carries the key. Gives the stored answer beside the action's own
/// where the same request was carried out before or at the same time.
///
/// Errors: `idempotency.key_reused` where the key already names another request.
pub async fn once<F: Future>(
    app: &App,
    actor: &Actor,
    it: Once,
    action: F,
) -> Result<std::result::Result<F::Output, Replay>> {
    if let Some(answer) = app
        .store()
        .answer(app.district(), &actor.person, &it.key)
        .await?
    {
        if answer.request_hash != it.request_hash {
            return Err(reused());
        }
        return Ok(Err(Replay {
            status: answer.status,
            body: answer.response,
        }));
    }
    let running = Running {
        once: Mutex::new(Some(it)),
        replay: Mutex::new(None),
    };
    let scoped = async {
        let output = action.await;
        let replay = RUNNING.with(|r| lock(&r.replay).take());
        match replay {
            Some(replay) => Err(replay),
            None => Ok(output),
        }
    };
    Ok(RUNNING.scope(running, scoped).await)
}

/// Runs several writes that each carry their own version, so that none of them needs the key.
pub(crate) async fn without<F: Future>(action: F) -> F::Output {
    let nothing = Running {
        once: Mutex::new(None),
        replay: Mutex::new(None),
    };
    RUNNING.scope(nothing, action).await
}

/// The key for the first write of a running request.
pub(crate) fn take(changes: &[Change]) -> Option<Idempotency> {
    let once = RUNNING.try_with(|r| lock(&r.once).take()).ok()??;
    let changed: Vec<_> = changes
        .iter()
        .map(|c| json!({"kind": c.subject.kind, "id": c.subject.id, "version": c.expected_seq + 1}))
        .collect();
    Some(Idempotency {
        key: once.key,
        request_hash: once.request_hash,
        status: STATUS,
        response: json!({ "changed": changed }).to_string(),
    })
}

/// Puts the key back where nothing was written, so that a second try carries it.
pub(crate) fn give_back(unused: Idempotency) {
    let once = Once {
        key: unused.key,
        request_hash: unused.request_hash,
    };
    let _ = RUNNING.try_with(|r| lock(&r.once).replace(once));
}

/// Turns the store's refusal of a repetition into an error, keeping the stored answer for [`once`].
pub(crate) fn refused(error: store::CommitError) -> AppError {
    match error {
        store::CommitError::Replayed { status, response } => {
            let replay = Replay {
                status,
                body: response,
            };
            let _ = RUNNING.try_with(|r| lock(&r.replay).replace(replay));
            AppError::new(
                Kind::Conflict,
                "idempotency.replayed",
                "该请求已执行过",
                "Already carried out",
            )
        }
        store::CommitError::KeyReused { .. } => reused(),
        other => other.into(),
    }
}

fn reused() -> AppError {
    AppError::new(
        Kind::Unprocessable,
        "idempotency.key_reused",
        "该幂等键已用于另一个请求，请换一个键",
        "The key was used for another request; use a new one",
    )
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|e| e.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_tells_requests_apart_and_keys_have_bounds() {
        let digest = |parts: &[&[u8]]| Once::new("k", parts).unwrap().request_hash;
        assert_eq!(digest(&[b"POST", b"/a"]), digest(&[b"POST", b"/a"]));
        assert_ne!(digest(&[b"POST", b"/a"]), digest(&[b"POST/", b"a"]));
        for bad in ["", "a b", "键", &"k".repeat(KEY_BYTES_MAX + 1)] {
            assert_eq!(Once::new(bad, &[]).unwrap_err().code(), "idempotency.key");
        }
    }

    #[tokio::test]
    async fn only_the_first_write_takes_the_key() {
        let running = || Running {
            once: Mutex::new(Some(Once::new("k", &[]).unwrap())),
            replay: Mutex::new(None),
        };
        let taken = RUNNING
            .scope(running(), async { (take(&[]), take(&[])) })
            .await;
        assert_eq!(
            taken.0.map(|t| t.response),
            Some(r#"{"changed":[]}"#.to_owned())
        );
        assert_eq!(taken.1, None);
        assert_eq!(
            RUNNING.scope(running(), without(async { take(&[]) })).await,
            None
        );
        assert_eq!(take(&[]), None);
        let after_a_conflict = RUNNING
            .scope(running(), async {
                give_back(take(&[]).unwrap());
                take(&[]).map(|again| again.key)
            })
            .await;
        assert_eq!(after_a_conflict.as_deref(), Some("k"));
    }
}
