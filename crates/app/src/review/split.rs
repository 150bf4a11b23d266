//! A reviewer makes two drafts of one.

use super::{Versioned, context, load};
use crate::change_of::{changed, made};
use crate::{Actor, App, Result, ids, kinds};
use commitment::Commitment;
use commitment::review::{Side, Split};
use figure::Target;
use org::{Action, Resource};
use serde::Deserialize;

/// Where to cut, and which half keeps the target.
#[derive(Debug, Clone, Deserialize)]
pub struct SplitCmd {
    /// Code points of the quote that stay in the first half.
    pub at: usize,
    /// Which half keeps the target.
    pub target_in: Side,
    /// A target for the other half.
    #[serde(default)]
    pub other_target: Option<Target>,
}

/// Splits a draft in two proposed halves; the original is kept as replaced.
pub async fn split(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    cmd: SplitCmd,
) -> Result<Vec<Versioned<Commitment>>> {
    app.require(actor, Action::Split, Resource::DraftItem, &[])?;
    let draft = load(app, id, expected).await?;
    let next_no = super::list::last_no(app, &draft.state.report).await? + 1;
    let cmd = Split {
        at: cmd.at,
        target_in: cmd.target_in,
        other_target: cmd.other_target,
        new_ids: [ids::new_id(), ids::new_id()],
        new_nos: [draft.state.no, next_no],
    };
    let (original, first, second) =
        commitment::review::split(&draft.state, &cmd, &context(app, actor))?;
    let changes = vec![
        changed(&draft, "draft.split", None, &original),
        made(kinds::COMMITMENT, &first.id, "draft.split_from", &first),
        made(kinds::COMMITMENT, &second.id, "draft.split_from", &second),
    ];
    app.append(actor, changes).await?;
    Ok(vec![
        Versioned {
            version: draft.seq + 1,
            value: original,
        },
        Versioned {
            version: 1,
            value: first,
        },
        Versioned {
            version: 1,
            value: second,
        },
    ])
}
