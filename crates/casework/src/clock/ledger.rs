//! The deadline ledger: the printable account of one clock.

use super::reckon::{options, reckon};
use crate::case::{ClockRun, Extension, Pause, StageRun};
use crate::{Context, Refusal};
use calendar::{Line, Progress};
use jiff::Timestamp;
use serde::Serialize;

/// A day of the account and why it counts or not.
pub type DayLine = Line;

/// Where a clock stands and everything that follows from: start, days, pauses, extensions,
/// notices, due, what is left.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DeadlineAccount {
    /// The clock.
    pub key: String,
    /// When it started.
    pub started: Timestamp,
    /// Its limit.
    pub limit: calendar::Limit,
    /// Name of the duty hours it counts in.
    pub hours: String,
    /// Each day, counted or not, with the reason.
    pub counted: Vec<DayLine>,
    /// When it stood still: who allowed it, on what ground.
    pub pauses: Vec<Pause>,
    /// How it was lengthened: who asked, who allowed it, why.
    pub extensions: Vec<Extension>,
    /// The notices it rests on.
    pub notices: Vec<String>,
    /// When it is due; while it stands still, the earliest possible.
    pub due: Timestamp,
    /// Whether that lies beyond the last notice.
    pub beyond_notice: bool,
    /// What has run and what is left at the instant asked for, or when it stopped.
    pub remaining: Progress,
    /// When it stopped.
    pub stopped: Option<Timestamp>,
    /// Its stages: those reached, then the one that `due` and the days are about, then the rest.
    pub stages: Vec<StageRun>,
}

/// The account of a run at `ctx.now`. Errors: those of the calendar.
pub fn deadline_ledger(run: &ClockRun, ctx: &Context<'_>) -> Result<DeadlineAccount, Refusal> {
    let at = run.stopped.unwrap_or(ctx.now);
    let options = options(run, at);
    let due = reckon(run, ctx.calendar, at)?;
    let limit = run.limit_now();
    let told = ctx.calendar.due(run.started, limit, &options)?;
    let remaining = ctx.calendar.progress(run.started, limit, &options, at)?;
    Ok(DeadlineAccount {
        key: run.key.clone(),
        started: run.started,
        limit: run.limit,
        hours: run.hours.clone(),
        counted: told.lines,
        pauses: run.pauses.clone(),
        extensions: run.extensions.clone(),
        notices: due.notices,
        due: due.at,
        beyond_notice: due.beyond_notice,
        remaining: Progress {
            paused: run.is_paused(),
            ..remaining
        },
        stopped: run.stopped,
        stages: run.stages.clone(),
    })
}
