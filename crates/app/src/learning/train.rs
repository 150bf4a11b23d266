//! Training in the background: once a week, and when somebody asks. It reads cases page by page
//! with rests, and computes on one thread that rests as long as it works, so that intake and pages
//! never wait for it.

use super::fit::{Fitted, Task};
use super::guess::label_of;
use super::held::{head, in_force};
use super::state::{HEAD, ModelState, model_id};
use super::{TRAIN_MIN, confirmed, file};
use crate::change_of::{changed, made};
use crate::job as jobs;
use crate::{App, AppError, Kind, Progress, Result, evidence, kinds};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::{Blob, Job, JobState, Write};

/// The kind of these jobs.
pub(super) const JOB: &str = "learning.train";
/// A training whose server died is taken up by another after this time, in milliseconds.
const LEASE_MS: i64 = 2 * 60 * 60 * 1000;
/// How often the progress is noted.
const NOTE_EVERY: Duration = Duration::from_secs(1);
/// Tries to put a finished model down while somebody changes the settings.
const TRIES_MAX: usize = 5;

/// What a job is to learn from.
#[derive(serde::Serialize, serde::Deserialize)]
pub(super) struct Order {
    /// Digest of a labelled file, beside the cases.
    pub file: Option<String>,
    pub by: String,
}

/// Runs the training that waits, if one does; asks for one itself once a week. The version made.
pub async fn train_waiting(app: &App) -> Result<Option<u32>> {
    if app.profile().district.casework.is_none() {
        return Ok(None);
    }
    weekly(app).await?;
    let Some(job) = jobs::taken(app, JOB, LEASE_MS).await? else {
        return Ok(None);
    };
    match run(app, &job).await {
        Ok(version) => Ok(Some(version)),
        Err(error) => jobs::failed(app, job, error).await.map(|()| None),
    }
}

/// Asks for the week's training, once; whether there is enough to learn from shows when it runs.
async fn weekly(app: &App) -> Result<()> {
    let week = app.today().iso_week_date();
    let id = format!("learning-{}-{:02}", week.year(), week.week());
    if app.store().job(app.district(), &id).await?.is_some() {
        return Ok(());
    }
    let order = Order {
        file: None,
        by: "system".into(),
    };
    let job = job(app, &id, &order);
    app.append_with(&app.system(), vec![], vec![], vec![job])
        .await?;
    Ok(())
}

pub(super) fn job(app: &App, id: &str, order: &Order) -> Write {
    Write::PutJob(Job {
        id: id.to_owned(),
        kind: JOB.into(),
        payload: serde_json::to_string(order).unwrap_or_default(),
        run_after_ms: app.now().as_millisecond(),
    })
}

async fn run(app: &App, job: &JobState) -> Result<u32> {
    let order: Order = serde_json::from_str(&job.job.payload).map_err(|e| unreadable(&e))?;
    let duties = crate::duty::in_force(app, app.today()).await?;
    let mut items = confirmed::load(app).await?;
    if let Some(digest) = &order.file {
        let blob = app.store().blob(app.district(), digest).await?;
        let blob = blob.ok_or_else(|| AppError::not_found("标注文件", "labelled file"))?;
        items.extend(file::read(&blob.bytes, &duties)?);
    }
    items.retain(|one| label_of(duties.list().catalogue(), &one.matter).is_some());
    if items.len() < TRAIN_MIN {
        return Err(AppError::new(
            Kind::Unprocessable,
            "learning.too_few",
            format!("已确认的案件{}件，至少需要{TRAIN_MIN}件", items.len()),
            format!("{} confirmed, at least {TRAIN_MIN} are needed", items.len()),
        ));
    }
    let now = in_force(app).await?;
    let task = Task {
        threshold: now.threshold(),
        current: now.model,
        items,
        duties,
    };
    let told = Arc::new(Mutex::new(None));
    let telling = told.clone();
    let mut work = tokio::task::spawn_blocking(move || task.fit(&telling));
    let fitted = loop {
        tokio::select! {
            done = &mut work => break done,
            () = tokio::time::sleep(NOTE_EVERY) => note(app, job, &told).await?,
        }
    };
    let fitted = fitted.map_err(|error| stopped(&error))?;
    let fitted = fitted.map_err(|error| {
        let en = format!("Nothing could be learnt: {}", error.code());
        AppError::new(Kind::Unprocessable, error.code(), error.to_string(), en)
    })?;
    for _ in 1..TRIES_MAX {
        match keep(app, job, &order, &fitted).await {
            Err(error) if error.current_version().is_some() => {}
            other => return other,
        }
    }
    keep(app, job, &order, &fitted).await
}

fn unreadable(error: &serde_json::Error) -> AppError {
    let zh = "训练任务无法读取";
    AppError::new(
        Kind::Unprocessable,
        "learning.job",
        zh,
        "The job cannot be read",
    )
    .with_detail(error)
}

fn stopped(error: &tokio::task::JoinError) -> AppError {
    let zh = "训练中断";
    AppError::new(
        Kind::Unprocessable,
        "learning.stopped",
        zh,
        "The training stopped",
    )
    .with_detail(error)
}

async fn note(app: &App, job: &JobState, told: &Mutex<Option<Progress>>) -> Result<()> {
    let Some(progress) = told.lock().ok().and_then(|mut told| told.take()) else {
        return Ok(());
    };
    let note = Write::NoteJob {
        id: job.job.id.clone(),
        progress: serde_json::to_string(&progress).unwrap_or_default(),
    };
    app.append_with(&app.system(), vec![], vec![], vec![note])
        .await?;
    Ok(())
}

/// Stores the model, and puts it in force where the rule says so, in one transaction.
async fn keep(app: &App, job: &JobState, order: &Order, fitted: &Fitted) -> Result<u32> {
    let head = head(app).await?;
    let mut after = head.as_ref().map(|h| h.state.clone()).unwrap_or_default();
    after.last += 1;
    let version = after.last;
    if fitted.rule.promoted {
        after.current = Some(version);
    }
    let digest = |bytes: &Vec<u8>| evidence::hash(bytes);
    let unit_digest = fitted.units.as_ref().map(digest);
    let state = ModelState {
        version,
        made_at: app.now(),
        source: if order.file.is_some() {
            "file"
        } else {
            "cases"
        }
        .into(),
        by: order.by.clone(),
        matter_digest: digest(&fitted.matters),
        unit_digest,
        bytes: (fitted.matters.len() + fitted.units.as_ref().map_or(0, Vec::len)) as u64,
        ..fitted.state.clone()
    };
    let files = std::iter::once(&fitted.matters).chain(&fitted.units);
    let mut writes: Vec<Write> = files
        .map(|bytes| {
            Write::PutBlob(Blob {
                hash: digest(bytes),
                media_type: "application/octet-stream".into(),
                bytes: bytes.clone(),
            })
        })
        .collect();
    // The labelled file has been learnt from: words of residents are kept no longer.
    writes.extend(order.file.clone().map(|hash| Write::DropBlob { hash }));
    writes.push(Write::FinishJob {
        id: job.job.id.clone(),
        result: format!("{{\"version\":{version}}}"),
    });
    let (action, reason) = match fitted.rule.promoted {
        true => ("learning.promote", Some(fitted.rule.zh.as_str())),
        false => ("learning.keep", Some(fitted.rule.zh.as_str())),
    };
    let moved = match &head {
        None => {
            let mut change = made(kinds::LEARNING, HEAD, action, &after);
            change.reason = reason.map(str::to_owned);
            change
        }
        Some(head) => changed(head, action, reason, &after),
    };
    let id = model_id(version);
    let model = made(kinds::LEARNT_MODEL, &id, "learning.model", &state);
    app.append_with(&app.system(), vec![model, moved], vec![], writes)
        .await?;
    Ok(version)
}
