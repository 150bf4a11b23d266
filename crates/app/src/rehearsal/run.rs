//! The run: a job in the store, taken up a piece at a time, batch by batch with rests, so that intake and
//! pages never wait for it. Where it is stands with the job, in the transaction of the rows found: whoever
//! takes it up goes on from there.

use super::judge::Judge;
use super::open::load;
use super::publish::apply_due;
use super::published::take_up;
use super::state::{Counts, Rehearsal, Run};
use crate::change_of::changed;
use crate::{App, AppError, Kind, Result, job};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};
use store::{Job, JobState, Loaded, Write};

/// The kind of these jobs.
const JOB: &str = "rehearsal.run";
/// A piece whose server died is taken up by another after this time, in milliseconds.
const LEASE_MS: i64 = 5 * 60 * 1000;
/// How long one piece is worked on before others get their turn.
const PIECE: Duration = Duration::from_secs(20);
/// Longest rest after a batch.
const REST_MAX: Duration = Duration::from_secs(1);

/// How far a run is, as its job keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Progress {
    /// The first day looked at.
    pub from: Date,
    /// The day it began.
    pub until: Date,
    /// The moment it began, ms UTC: what came in later is not looked at.
    pub until_ms: i64,
    /// How many there are, as far as that is counted.
    pub total: u64,
    /// Where the last batch ended.
    pub cursor: Option<String>,
    pub counts: Counts,
}

/// Takes up what other servers published, puts in force what was published for a day that has come, and works
/// for a while on rehearsals that wait, one after the other; how many of both ended.
pub async fn work(app: &App) -> Result<usize> {
    take_up(app).await?;
    let mut ended = apply_due(app).await?;
    loop {
        let Some(job) = job::taken(app, JOB, LEASE_MS).await? else {
            return Ok(ended);
        };
        match piece(app, &job).await {
            Ok(true) => ended += 1,
            Ok(false) => return Ok(ended),
            Err(error) => job::failed(app, job, error).await?,
        }
    }
}

pub(super) fn queue(app: &App, rehearsal: &str, job: &str) -> Write {
    Write::PutJob(Job {
        id: job.to_owned(),
        kind: JOB.into(),
        payload: serde_json::Value::from(rehearsal).to_string(),
        run_after_ms: app.now().as_millisecond(),
    })
}

/// Whether a run was given up.
pub(super) async fn gave_up(app: &App, job: &str) -> Result<bool> {
    let state = app.store().job(app.district(), job).await?;
    Ok(state.is_some_and(|job| job.status == "failed"))
}

/// How far a job says it is.
pub(super) fn progress(job: &JobState) -> Option<Progress> {
    serde_json::from_str(job.progress.as_deref()?).ok()
}

/// Works for a while; whether the run ended.
async fn piece(app: &App, job: &JobState) -> Result<bool> {
    let id: String = serde_json::from_str(&job.job.payload).map_err(|e| unreadable(&e))?;
    let mut it = load(app, &id).await?;
    let finished = |found: u64| Write::FinishJob {
        id: job.job.id.clone(),
        result: format!("{{\"changed\":{found}}}"),
    };
    if it.state.job != job.job.id || it.state.end.is_some() {
        write(app, vec![finished(0)]).await?;
        return Ok(true);
    }
    let mut at = match progress(job) {
        Some(at) => at,
        None => begin(app, &job.job.id, &it.state).await?,
    };
    let judge = Judge::of(app, &it.state.draft, (at.from, at.until)).await?;
    let began = Instant::now();
    loop {
        let batch_began = Instant::now();
        let (found, next) = judge.batch(app, &at).await?;
        let mut writes = vec![];
        for one in found {
            let rows = at.counts.take(&id, one).into_iter();
            writes.extend(rows.map(|row| Write::PutRehearsed(Box::new(row))));
        }
        at.cursor = next;
        if at.cursor.is_none() {
            writes.push(finished(at.counts.changed));
            return end(app, &mut it, at, writes).await.map(|()| true);
        }
        writes.push(note(&job.job.id, &at));
        write(app, writes).await?;
        tokio::time::sleep(batch_began.elapsed().min(REST_MAX)).await;
        if began.elapsed() > PIECE {
            let back = Write::RetryJob {
                id: job.job.id.clone(),
                error: String::new(),
                after_ms: Some(app.now().as_millisecond()),
            };
            write(app, vec![back]).await?;
            return Ok(false);
        }
    }
}

async fn begin(app: &App, job: &str, it: &Rehearsal) -> Result<Progress> {
    let until = app.today();
    let months = i32::try_from(it.months).unwrap_or(1);
    let from = until.saturating_sub(months.months());
    let mut at = Progress {
        from,
        until,
        until_ms: app.now().as_millisecond() + 1,
        total: 0,
        cursor: None,
        counts: Counts::default(),
    };
    at.total = Judge::of(app, &it.draft, (from, until))
        .await?
        .total(app, &at)
        .await?;
    let clear = Write::ClearRehearsed {
        rehearsal: it.id.clone(),
    };
    write(app, vec![clear, note(job, &at)]).await?;
    Ok(at)
}

fn note(job: &str, at: &Progress) -> Write {
    Write::NoteJob {
        id: job.to_owned(),
        progress: serde_json::to_string(at).unwrap_or_default(),
    }
}

async fn end(
    app: &App,
    it: &mut Loaded<Rehearsal>,
    at: Progress,
    writes: Vec<Write>,
) -> Result<()> {
    let next = Rehearsal {
        run: Some(Run {
            ended_at: app.now(),
            from: at.from,
            until: at.until,
            counts: at.counts,
        }),
        ..it.state.clone()
    };
    let change = changed(it, "rehearsal.ran", None, &next);
    let (system, done) = (app.system(), writes.clone());
    match app.append_with(&system, vec![change], vec![], writes).await {
        // Dropped meanwhile, or run anew: what was found is of no use to anybody.
        Err(error) if error.current_version().is_some() => write(app, done).await,
        other => other.map(|_| ()),
    }
}

async fn write(app: &App, writes: Vec<Write>) -> Result<()> {
    app.append_with(&app.system(), vec![], vec![], writes)
        .await?;
    Ok(())
}

fn unreadable(error: &serde_json::Error) -> AppError {
    let zh = "预演任务无法读取";
    AppError::new(
        Kind::Unprocessable,
        "rehearsal.job",
        zh,
        "The job cannot be read",
    )
    .with_detail(error)
}
