//! A reviewer makes one draft of several.

use super::{Versioned, context, load, quote};
use crate::change_of::{changed, made};
use crate::{Actor, App, AppError, Result, ids, kinds};
use commitment::Commitment;
use commitment::review::Merge;
use org::{Action, Resource};

/// Merges drafts of one report; the originals are kept as replaced. Returns the merged draft first.
pub async fn merge(
    app: &App,
    actor: &Actor,
    drafts: &[(String, i64)],
) -> Result<Vec<Versioned<Commitment>>> {
    app.require(actor, Action::Merge, Resource::DraftItem, &[])?;
    crate::app::within(drafts.len(), 20, "一次合并的条目", "drafts merged at once")?;
    let mut loaded = Vec::with_capacity(drafts.len());
    for (id, expected) in drafts {
        loaded.push(load(app, id, *expected).await?);
    }
    loaded.sort_by_key(|d| (d.state.source.start, d.state.no));
    let states: Vec<Commitment> = loaded.iter().map(|d| d.state.clone()).collect();
    let first = states.first().ok_or_else(|| {
        AppError::field(
            "ids",
            "merge_too_few",
            "请选择至少两条任务",
            "Choose at least two",
        )
    })?;
    let start = states.iter().map(|c| c.source.start).min().unwrap_or(0);
    let end = states.iter().map(|c| c.source.end).max().unwrap_or(0);
    let cmd = Merge {
        new_id: ids::new_id(),
        new_no: first.no,
        quote: quote(app, &first.report, start, end).await?,
    };
    let (originals, merged) = commitment::review::merge(&states, &cmd, &context(app, actor))?;
    let mut changes = vec![];
    for (before, after) in loaded.iter().zip(&originals) {
        changes.push(changed(before, "draft.merge", None, after));
    }
    changes.push(made(
        kinds::COMMITMENT,
        &merged.id,
        "draft.merged_from",
        &merged,
    ));
    app.append(actor, changes).await?;
    let originals = loaded
        .iter()
        .zip(originals)
        .map(|(before, after)| Versioned {
            version: before.seq + 1,
            value: after,
        });
    Ok(std::iter::once(Versioned {
        version: 1,
        value: merged,
    })
    .chain(originals)
    .collect())
}
