//! Reports taken in one after another: from the file to the drafts in the store.

use crate::engine::{Engine, Place};
use crate::seed;
use crate::table::{Table, thousands};
use crate::template::Template;
use crate::{Run, text};
use anyhow::Context;
use app::{Actor, App, FileIn, OpenOptions, SystemClock, Via};
use org::{Role, RoleSet};
use std::sync::Arc;
use std::time::Instant;

/// Reports imported.
const REPORTS: usize = 8;
/// Size of each, in code points.
const LENGTH: usize = 50_000;
/// The number of the district they go to.
const DISTRICT: usize = 900;

pub(crate) async fn measure(
    run: &Run,
    engine: &Engine,
    place: &Place,
    template: &Template,
) -> anyhow::Result<Table> {
    let sample = template
        .profile
        .demo
        .as_ref()
        .context("the profile has no sample")?;
    let bytes = text::of_length(&sample.report, LENGTH).into_bytes();
    let mut profile = template.profile.clone();
    profile.district.id = seed::name(DISTRICT);
    let unit = profile
        .directory
        .iter()
        .next()
        .context("no unit")?
        .code
        .clone();
    let app = App::open(OpenOptions {
        data_dir: place.data.clone(),
        database: place.database.clone(),
        key_file: None,
        profile,
        clock: Arc::new(SystemClock::default()),
        algorithm: journal::Algorithm::Sm3,
    })
    .await?;
    let office = Actor {
        person: "bench-office".into(),
        name: "bench".into(),
        unit,
        roles: RoleSet::new([Role::DistrictOffice])?,
        oversees: vec![],
        via: Via::Session,
    };
    let (mut seconds, mut drafts) = (Vec::new(), 0);
    for _ in 0..REPORTS {
        let file = FileIn {
            name: "report.md".into(),
            bytes: bytes.clone(),
        };
        let begun = Instant::now();
        let report = app::report::import(&app, &office, file, Some(2026), &app::silent).await?;
        seconds.push(begun.elapsed().as_secs_f64());
        drafts = report.counts.proposed;
    }
    app.close().await;
    let mut table = Table::new(
        format!(
            "{}: {REPORTS} reports of {} characters are imported into a store of {} districts",
            engine.name(),
            thousands(LENGTH as f64),
            run.districts
        ),
        &["report", "drafts", "ms", "drafts/s"],
    );
    for (name, at) in [("first", 0), ("last", REPORTS - 1)] {
        let rate = thousands(drafts as f64 / seconds[at]);
        table.row([
            name.into(),
            drafts.to_string(),
            format!("{:.0}", seconds[at] * 1000.0),
            rate,
        ]);
    }
    table.note("Reading, proposing owners, storing text and drafts in one transaction, and loading the review.");
    Ok(table)
}
