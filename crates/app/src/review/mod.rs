//! Reviewing a draft ledger: every action takes the version the reviewer saw, so that nobody's
//! work is written over, and returns the draft with its new version.

mod accept;
mod assign;
mod drop;
mod edit;
mod list;
mod merge;
pub(crate) mod presence;
mod restore;
mod show;
mod split;

pub use crate::words::target as target_words;
pub use accept::{Outcome, accept, accept_many};
pub use assign::assign;
pub(crate) use assign::completed;
pub use commitment::review::{Assign, Edit, Side};
pub use drop::drop;
pub use edit::edit;
pub(crate) use list::drafts;
pub use list::{Changes, changes_since, list};
pub use merge::merge;
pub use presence::{Presence, presence};
pub use restore::restore;
pub(crate) use show::then;
pub use show::{Since, names, show, since};
pub use split::{SplitCmd, split};

use crate::change_of::changed;
use crate::{Actor, App, AppError, Result, kinds, same_version};
use commitment::{Commitment, Context, Refusal};
use org::{Action, Resource};
use serde::Serialize;
use store::Loaded;

/// A state with the version that the next change must name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Versioned<T> {
    /// Journal sequence of the subject.
    pub version: i64,
    /// The state.
    #[serde(flatten)]
    pub value: T,
}

impl<T> From<Loaded<T>> for Versioned<T> {
    fn from(loaded: Loaded<T>) -> Self {
        Self {
            version: loaded.seq,
            value: loaded.state,
        }
    }
}

/// Time and actor of a command.
pub(crate) fn context(app: &App, actor: &Actor) -> Context {
    Context {
        now: app.now(),
        today: app.today(),
        actor: actor.party(),
        office: actor.is_system() || actor.roles.contains(org::Role::DistrictOffice),
        expected_version: None,
    }
}

pub(crate) async fn load(app: &App, id: &str, expected: i64) -> Result<Loaded<Commitment>> {
    let draft: Loaded<Commitment> = app
        .load(kinds::COMMITMENT, id, ("这条任务", "commitment"))
        .await?;
    same_version(expected, draft.seq)?;
    Ok(draft)
}

/// One draft in, one draft out.
async fn one(
    app: &App,
    actor: &Actor,
    (action, id, expected): (Action, &str, i64),
    reason: Option<&str>,
    decide: impl FnOnce(&Commitment, &Context) -> std::result::Result<Commitment, Refusal>,
) -> Result<Versioned<Commitment>> {
    app.require(actor, action, Resource::DraftItem, &[])?;
    let draft = load(app, id, expected).await?;
    let next = decide(&draft.state, &context(app, actor))?;
    let change = changed(&draft, &format!("draft.{}", action.code()), reason, &next);
    app.append(actor, vec![change]).await?;
    Ok(Versioned {
        version: draft.seq + 1,
        value: next,
    })
}

/// The report's own text between two code points.
pub(crate) async fn quote(app: &App, report: &str, start: usize, end: usize) -> Result<String> {
    let report: Loaded<commitment::Report> = app
        .load(kinds::REPORT, report, ("这份报告", "report"))
        .await?;
    let text = crate::report::text_of(app, &report.state).await?;
    if start >= end {
        return Err(AppError::field(
            "quote",
            "quote.empty",
            "原文范围为空",
            "The range is empty",
        ));
    }
    Ok(text.chars().skip(start).take(end - start).collect())
}
