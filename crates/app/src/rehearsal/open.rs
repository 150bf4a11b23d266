//! A rehearsal is opened with its draft, and run again.

use super::state::{Draft, Rehearsal};
use super::{Given, MONTHS_MAX, base, draft, run};
use crate::change_of::{changed, made};
use crate::{Actor, App, AppError, Kind, Result, ids, kinds, same_version};
use org::{Action, Resource};
use serde::Serialize;
use store::Loaded;

/// Longest title, in characters.
const TITLE_CHARS_MAX: usize = 60;

/// What was opened or is run again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Opened {
    /// The rehearsal.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// Opens a rehearsal of a draft over the last months and queues its run; the id.
///
/// Errors: `auth.forbidden`, `rehearsal.title`, `rehearsal.months`, those of the draft.
pub async fn open(
    app: &App,
    actor: &Actor,
    title: &str,
    months: u32,
    given: Given,
) -> Result<Opened> {
    app.require(actor, Action::Create, Resource::Rehearsal, &[])?;
    let title = title.trim();
    if title.is_empty() || title.chars().count() > TITLE_CHARS_MAX {
        return Err(AppError::field(
            "title",
            "rehearsal.title",
            format!("请填写名称，至多{TITLE_CHARS_MAX}字"),
            format!("Give it a title of at most {TITLE_CHARS_MAX} characters"),
        ));
    }
    check_months(months)?;
    let draft: Draft = draft::read(app, given).await?;
    let job = job_id();
    let it = Rehearsal {
        id: ids::new_id(),
        title: title.to_owned(),
        base: base::base(app, &draft).await?,
        draft,
        months,
        author: actor.person.clone(),
        at: app.now(),
        job: job.clone(),
        run: None,
        end: None,
    };
    let change = made(kinds::REHEARSAL, &it.id, "rehearsal.open", &it);
    let queued = run::queue(app, &it.id, &job);
    app.append_with(actor, vec![change], vec![], vec![queued])
        .await?;
    Ok(Opened {
        version: 1,
        id: it.id,
    })
}

/// Runs it again, beside the rule in force now. Errors: `auth.forbidden`, `conflict.changed`,
/// `rehearsal.ended`, `rehearsal.running`, `rehearsal.months`.
pub async fn rehearse_again(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    months: u32,
) -> Result<Opened> {
    let loaded = load(app, id).await?;
    app.require(actor, Action::Create, Resource::Rehearsal, &[])?;
    same_version(expected, loaded.seq)?;
    still_open(&loaded.state)?;
    check_months(months)?;
    if loaded.state.run.is_none() && !run::gave_up(app, &loaded.state.job).await? {
        return Err(AppError::new(
            Kind::Unprocessable,
            "rehearsal.running",
            "预演还在进行",
            "It is still running",
        ));
    }
    let job = job_id();
    let next = Rehearsal {
        base: base::base(app, &loaded.state.draft).await?,
        months,
        job: job.clone(),
        run: None,
        ..loaded.state.clone()
    };
    let change = changed(&loaded, "rehearsal.again", None, &next);
    let queued = run::queue(app, id, &job);
    app.append_with(actor, vec![change], vec![], vec![queued])
        .await?;
    Ok(Opened {
        version: expected + 1,
        id: id.to_owned(),
    })
}

pub(super) async fn load(app: &App, id: &str) -> Result<Loaded<Rehearsal>> {
    app.load(kinds::REHEARSAL, id, ("这次预演", "rehearsal"))
        .await
}

pub(super) fn still_open(it: &Rehearsal) -> Result<()> {
    if it.end.is_none() {
        return Ok(());
    }
    Err(AppError::new(
        Kind::Unprocessable,
        "rehearsal.ended",
        "这次预演已经发布或作废",
        "It was published or dropped",
    ))
}

fn check_months(months: u32) -> Result<()> {
    if (1..=MONTHS_MAX).contains(&months) {
        return Ok(());
    }
    Err(AppError::field(
        "months",
        "rehearsal.months",
        format!("回看1至{MONTHS_MAX}个月"),
        format!("1 to {MONTHS_MAX} months"),
    ))
}

fn job_id() -> String {
    format!("rehearsal-{}", ids::new_id())
}
