//! What the administrator decides: train now, another threshold, automatic dispatch on or off,
//! another version in force. Each with its reason in the journal.

use super::file;
use super::held::head;
use super::state::{HEAD, HeadState, ModelState, model_id};
use super::train::{Order, job};
use crate::change_of::{changed, made};
use crate::{Actor, App, AppError, FileIn, Result, evidence, ids, kinds, same_version};
use org::{Action, Resource};
use store::{Blob, Change, Loaded, Write};

/// Longest reason, in characters.
const REASON_CHARS_MAX: usize = 500;

/// Asks for a training now, from the confirmed cases and a labelled file beside them where one is
/// given. Returns the job's id. Errors: `auth.forbidden`, `conflict.changed`, those of the file.
pub async fn ask_training(
    app: &App,
    actor: &Actor,
    expected: i64,
    labelled: Option<FileIn>,
) -> Result<String> {
    match labelled {
        Some(_) => app.require(actor, Action::Import, Resource::Learning, &[])?,
        None => app.require(actor, Action::Edit, Resource::Learning, &[])?,
    }
    let id = format!("learning-{}", ids::new_id());
    let mut writes = vec![];
    let mut order = Order {
        file: None,
        by: actor.person.clone(),
    };
    if let Some(labelled) = labelled {
        if labelled.bytes.len() > file::FILE_BYTES_MAX {
            let mib = file::FILE_BYTES_MAX >> 20;
            return Err(AppError::field(
                "file",
                "learning.file_too_large",
                format!("文件至多{mib} MiB"),
                format!("At most {mib} MiB"),
            ));
        }
        let duties = crate::duty::in_force(app, app.today()).await?;
        file::read(&labelled.bytes, &duties)?;
        let hash = evidence::hash(&labelled.bytes);
        order.file = Some(hash.clone());
        writes.push(Write::PutBlob(Blob {
            hash,
            media_type: "text/csv".into(),
            bytes: labelled.bytes,
        }));
    }
    writes.push(job(app, &id, &order));
    let change = move_head(app, expected, "learning.ask", None, |head| {
        head.job = Some(id.clone());
    })
    .await?;
    app.append_with(actor, vec![change], vec![], writes).await?;
    Ok(id)
}

/// Chooses the threshold, in thousandths; none: each model's own. Errors: `auth.forbidden`,
/// `conflict.changed`, `learning.threshold`, `learning.reason`.
pub async fn choose_threshold(
    app: &App,
    actor: &Actor,
    expected: i64,
    threshold: Option<u32>,
    reason: &str,
) -> Result<()> {
    app.require(actor, Action::Edit, Resource::Learning, &[])?;
    check_threshold(threshold)?;
    said(reason)?;
    let change = move_head(app, expected, "learning.threshold", Some(reason), |head| {
        head.threshold = threshold;
    });
    let change = change.await?;
    app.append(actor, vec![change]).await?;
    Ok(())
}

/// Refuses a threshold that is no share. Errors: `learning.threshold`.
pub(crate) fn check_threshold(threshold: Option<u32>) -> Result<()> {
    if threshold.is_none_or(|t| (1..=1000).contains(&t)) {
        return Ok(());
    }
    Err(AppError::field(
        "threshold",
        "learning.threshold",
        "阈值须在0.1%至100%之间",
        "The threshold is between 0.1 and 100 per cent",
    ))
}

/// The change that sets both rules of automatic dispatch, as they were rehearsed.
pub(crate) async fn set_rules(
    app: &App,
    (threshold, automatic): (Option<u32>, bool),
    reason: &str,
) -> Result<Change> {
    let now = head(app).await?.map_or(0, |head| head.seq);
    move_head(app, now, "learning.rehearsed", Some(reason), |head| {
        head.threshold = threshold;
        head.automatic = automatic;
    })
    .await
}

/// Switches automatic dispatch on or off. Errors: `auth.forbidden`, `conflict.changed`,
/// `learning.reason`.
pub async fn set_automatic(
    app: &App,
    actor: &Actor,
    expected: i64,
    on: bool,
    reason: &str,
) -> Result<()> {
    app.require(actor, Action::Edit, Resource::Learning, &[])?;
    said(reason)?;
    let action = if on {
        "learning.automatic_on"
    } else {
        "learning.automatic_off"
    };
    let change = move_head(app, expected, action, Some(reason), |head| {
        head.automatic = on;
    });
    let change = change.await?;
    app.append(actor, vec![change]).await?;
    Ok(())
}

/// Puts a version in force by hand: an earlier one again, or one that the rule held back; none: the
/// phrases of the duty list alone. Errors: `auth.forbidden`, `conflict.changed`, `not_found`,
/// `learning.reason`.
pub async fn put_in_force(
    app: &App,
    actor: &Actor,
    expected: i64,
    version: Option<u32>,
    reason: &str,
) -> Result<()> {
    app.require(actor, Action::Edit, Resource::Learning, &[])?;
    said(reason)?;
    if let Some(version) = version {
        let id = model_id(version);
        let names = ("这一版模型", "model");
        let _: Loaded<ModelState> = app.load(kinds::LEARNT_MODEL, &id, names).await?;
    }
    let change = move_head(app, expected, "learning.choose", Some(reason), |head| {
        head.current = version;
    });
    let change = change.await?;
    app.append(actor, vec![change]).await?;
    Ok(())
}

fn said(reason: &str) -> Result<()> {
    if (1..=REASON_CHARS_MAX).contains(&reason.trim().chars().count()) {
        return Ok(());
    }
    Err(AppError::field(
        "reason",
        "learning.reason",
        format!("请写明原因，至多{REASON_CHARS_MAX}字"),
        format!("A reason of at most {REASON_CHARS_MAX} characters is needed"),
    ))
}

async fn move_head(
    app: &App,
    expected: i64,
    action: &str,
    reason: Option<&str>,
    moved: impl FnOnce(&mut HeadState),
) -> Result<Change> {
    let head = head(app).await?;
    same_version(expected, head.as_ref().map_or(0, |head| head.seq))?;
    let mut after = head.as_ref().map(|h| h.state.clone()).unwrap_or_default();
    moved(&mut after);
    Ok(match head {
        Some(head) => changed(&head, action, reason, &after),
        None => {
            let mut change = made(kinds::LEARNING, HEAD, action, &after);
            change.reason = reason.map(|r| r.trim().to_owned());
            change
        }
    })
}
