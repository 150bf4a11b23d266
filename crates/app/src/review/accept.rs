//! A reviewer takes a draft as it stands.

use super::{Versioned, one};
use crate::{Actor, App, Result};
use commitment::Commitment;
use org::Action;
use serde::Serialize;

/// Most drafts accepted at once.
pub const ACCEPT_MANY_MAX: usize = 1_000;

/// Accepts one draft.
pub async fn accept(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
) -> Result<Versioned<Commitment>> {
    one(
        app,
        actor,
        (Action::Accept, id, expected),
        None,
        commitment::review::accept,
    )
    .await
}

/// What became of one of many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The draft.
    pub id: String,
    /// Its new version, if accepted.
    pub version: Option<i64>,
    /// Stable code of what stood in the way.
    pub code: Option<String>,
    /// The same in words.
    pub zh: Option<String>,
}

/// Accepts the drafts a reviewer has marked, each at the version seen; what cannot be accepted is
/// named and left as it was.
pub async fn accept_many(
    app: &App,
    actor: &Actor,
    drafts: &[(String, i64)],
) -> Result<Vec<Outcome>> {
    crate::app::within(
        drafts.len(),
        ACCEPT_MANY_MAX,
        "一次采纳的条目",
        "drafts at once",
    )?;
    let mut outcomes = Vec::with_capacity(drafts.len());
    for (id, expected) in drafts {
        let outcome = match crate::idempotency::without(accept(app, actor, id, *expected)).await {
            Ok(draft) => Outcome {
                id: id.clone(),
                version: Some(draft.version),
                code: None,
                zh: None,
            },
            Err(e) if e.kind() == crate::Kind::Forbidden => return Err(e),
            Err(e) => Outcome {
                id: id.clone(),
                version: None,
                code: Some(e.code().to_owned()),
                zh: Some(e.zh().to_owned()),
            },
        };
        outcomes.push(outcome);
    }
    Ok(outcomes)
}
