//! The journal for those who check: pages, one subject, verification, seals.

mod list;

pub use crate::kinds::KINDS;
pub use list::{JournalQuery, export, page};

use crate::ledger::{EntryView, named_entries};
use crate::progress::{OnProgress, Progress};
use crate::{Actor, App, Result};
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Serialize;
use store::{Fault, Seal, Subject, VerifyOutcome};

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// True when nothing was altered, removed, inserted or reordered.
    pub sound: bool,
    /// Entries checked.
    pub entries: u64,
    /// Subjects checked.
    pub subjects: u64,
    /// Seals checked.
    pub seals: u64,
    /// Entries after the last seal.
    pub unsealed: i64,
    /// Files checked against their digests.
    pub files: u64,
    /// The first bad row in words.
    pub fault_zh: Option<String>,
    /// Its stable code.
    pub fault_code: Option<String>,
}

/// Every entry of one subject, the first first.
pub async fn subject(app: &App, actor: &Actor, kind: &str, id: &str) -> Result<Vec<EntryView>> {
    app.require(actor, Action::View, Resource::Journal, &[])?;
    let entries = app
        .store()
        .history(app.district(), &Subject::new(kind, id))
        .await?;
    named_entries(app, entries).await
}

/// Checks every hash chain, seal and file, and that the database refuses to change what was written.
pub async fn verify(app: &App, actor: &Actor, progress: OnProgress<'_>) -> Result<Verified> {
    app.require(actor, Action::VerifyChain, Resource::Journal, &[])?;
    let report = |p: store::Progress| {
        progress(Progress {
            stage: "verify",
            done: p.done,
            total: p.total,
        })
    };
    let checked = match app.store().verify(app.district(), report).await? {
        VerifyOutcome::Sound(checked) => checked,
        VerifyOutcome::Faulty(fault) => return Ok(faulty(&fault)),
    };
    Ok(match app.store().verify_beside(app.district()).await? {
        Ok(beside) => Verified {
            sound: true,
            entries: checked.entries,
            subjects: checked.subjects,
            seals: checked.seals,
            unsealed: beside.unsealed,
            files: beside.files,
            fault_zh: None,
            fault_code: None,
        },
        Err(fault) => faulty(&fault),
    })
}

fn faulty(fault: &Fault) -> Verified {
    Verified {
        sound: false,
        entries: 0,
        subjects: 0,
        seals: 0,
        unsealed: 0,
        files: 0,
        fault_zh: Some(fault.to_string()),
        fault_code: Some(fault.kind.code().to_owned()),
    }
}

/// Seals all heads for a day that has passed, or for today so far.
pub async fn seal(app: &App, actor: &Actor, day: Date) -> Result<Seal> {
    app.require(actor, Action::Seal, Resource::Seal, &[])?;
    Ok(app
        .store()
        .seal_day(app.district(), &day.to_string())
        .await?)
}

/// All seals, the latest first.
pub async fn seals(app: &App, actor: &Actor) -> Result<Vec<Seal>> {
    app.require(actor, Action::List, Resource::Seal, &[])?;
    let mut seals = app.store().seals(app.district()).await?;
    seals.reverse();
    Ok(seals)
}

/// Seals yesterday, once, when it is over; called by the server's clock.
pub async fn seal_finished_day(app: &App) -> Result<()> {
    let yesterday = app.today().yesterday().map_err(|e| {
        crate::AppError::new(
            crate::Kind::Unavailable,
            "calendar",
            "日期超出范围",
            "Date out of range",
        )
        .with_detail(e)
    })?;
    let sealed = app
        .store()
        .seals(app.district())
        .await?
        .last()
        .is_some_and(|s| s.day >= yesterday.to_string());
    if !sealed && app.store().last_pos(app.district()).await? > 0 {
        app.store()
            .seal_day(app.district(), &yesterday.to_string())
            .await?;
    }
    Ok(())
}
