//! A reviewer makes two drafts of one.

use super::{Versioned, context, load};
use crate::change_of::{changed, made};
use crate::{Actor, App, Kind, Result, ids, kinds};
use commitment::review::{Side, Split};
use commitment::{Commitment, Report};
use figure::Target;
use org::{Action, Resource};
use serde::Deserialize;
use store::Loaded;

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

/// How often a split is decided anew because another one took its number.
const TRIES_MAX: usize = 5;

/// Splits a draft in two proposed halves; the original is kept as replaced. The second half has a
/// number of its own: the report is raised with it, so that of two splits at once one starts again.
pub async fn split(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    cmd: SplitCmd,
) -> Result<Vec<Versioned<Commitment>>> {
    app.require(actor, Action::Split, Resource::DraftItem, &[])?;
    let mut tries = 1;
    loop {
        let draft = load(app, id, expected).await?;
        match attempt(app, actor, &draft, &cmd).await {
            Err(e) if e.kind() == Kind::Conflict && tries < TRIES_MAX => tries += 1,
            done => return done,
        }
    }
}

async fn attempt(
    app: &App,
    actor: &Actor,
    draft: &Loaded<Commitment>,
    cmd: &SplitCmd,
) -> Result<Vec<Versioned<Commitment>>> {
    let report: Loaded<Report> = app
        .load(kinds::REPORT, &draft.state.report, ("这份报告", "report"))
        .await?;
    let last_no = super::list::last_no(app, &draft.state.report).await?;
    let new_no = report.state.next_no.max(last_no.saturating_add(1));
    let cmd = Split {
        at: cmd.at,
        target_in: cmd.target_in,
        other_target: cmd.other_target.clone(),
        new_ids: [ids::new_id(), ids::new_id()],
        new_nos: [draft.state.no, new_no],
    };
    let (original, first, second) =
        commitment::review::split(&draft.state, &cmd, &context(app, actor))?;
    let numbered = Report {
        next_no: new_no.saturating_add(1),
        ..report.state.clone()
    };
    let changes = vec![
        changed(draft, "draft.split", None, &original),
        made(kinds::COMMITMENT, &first.id, "draft.split_from", &first),
        made(kinds::COMMITMENT, &second.id, "draft.split_from", &second),
        changed(&report, "report.number", None, &numbered),
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
