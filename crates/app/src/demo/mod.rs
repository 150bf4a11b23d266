//! The demonstration: a sample report imported, reviewed, issued and followed for half a year by
//! the invented people of the profile, through the same actions that everybody uses, each at its
//! own past instant. Nothing is written past the actions, so what it shows is what the platform does.

mod bulletins;
mod cases;
mod events;
mod evidence;
mod incident;
mod indicators;
mod ledger;
mod meetings;
mod people;
mod projects;
mod routine;
mod supervised;

use crate::clock::FixedClock;
use crate::progress::{OnProgress, Progress};
use crate::{App, AppError, FileIn, Kind, OpenOptions, Result, SystemClock};
use jiff::civil::{Date, date};
use profile::Profile;
use std::path::PathBuf;
use std::sync::Arc;

/// What a loaded demonstration holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Loaded {
    /// Commitments issued.
    pub issued: usize,
    /// Records and notes entered.
    pub records: usize,
    /// Entries that lie in the future of the machine's clock and were left out.
    pub left_out: usize,
}

/// Opens a store that holds the demonstration, loading it first where the store is empty.
pub async fn open(
    data_dir: PathBuf,
    database: Option<String>,
    profile: Profile,
    progress: OnProgress<'_>,
) -> Result<(App, Option<Loaded>)> {
    let clock = Arc::new(FixedClock::at(noon(report_day(&profile))?));
    let with = |clock: Arc<dyn crate::Clock>| OpenOptions {
        data_dir: data_dir.clone(),
        database: database.clone(),
        key_file: None,
        profile: profile.clone(),
        clock,
        algorithm: journal::Algorithm::Sm3,
    };
    // The journal's time never runs back, so an empty store must be filled from the past on.
    let past = App::open(with(clock.clone())).await?;
    let fresh = crate::person::all(&past).await?.is_empty();
    let loaded = if fresh {
        Some(load(&past, &clock, progress).await?)
    } else {
        None
    };
    past.close().await;
    let app = App::open(with(Arc::new(SystemClock::default()))).await?;
    Ok((app, loaded))
}

/// Plays the demonstration on an empty store whose clock can be set.
pub async fn load(app: &App, clock: &FixedClock, progress: OnProgress<'_>) -> Result<Loaded> {
    let profile = app.profile();
    let demo = profile.demo.clone().ok_or_else(|| {
        AppError::new(
            Kind::NotFound,
            "demo.missing",
            "此区划配置没有示例数据",
            "This profile has no demonstration",
        )
    })?;
    people::create(app, &profile.demo_people).await?;
    let file = FileIn {
        name: "示例政府工作报告.md".into(),
        bytes: demo.report.clone().into_bytes(),
    };
    let report =
        crate::report::import(app, &app.system(), file, None, &crate::progress::silent).await?;
    ledger::decide(app, &report.report.id, &demo, progress).await?;
    let issued =
        crate::report::issue(app, &app.system(), &report.report.id, report.version).await?;
    let outcome = events::play(app, clock, &demo, progress).await?;
    progress(Progress {
        stage: "demo",
        done: 1,
        total: 1,
    });
    Ok(Loaded {
        issued: issued.issued,
        ..outcome
    })
}

/// The invented people alone, for tests and trainings on an empty ledger.
pub async fn create_people(app: &App) -> Result<()> {
    people::create(app, &app.profile().demo_people).await
}

/// The sample report is taken in a week after the session it was given at.
fn report_day(profile: &Profile) -> Date {
    let first = profile
        .demo
        .as_ref()
        .and_then(|d| d.records.iter().map(|r| r.date).min());
    let known = first.unwrap_or(date(2026, 4, 20));
    known.min(date(known.year(), 4, 20))
}

fn noon(day: Date) -> Result<jiff::Timestamp> {
    Ok(crate::district::day_start(day)? + jiff::SignedDuration::from_hours(9))
}
