//! A new day: what judging costs, by how many lights come due and by how many are open.

use crate::engine::{Engine, Place};
use crate::seed::{self, Wanted};
use crate::table::{Table, thousands};
use crate::template::Template;
use app::{App, FixedClock, OpenOptions};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::sync::Arc;
use std::time::Instant;
use store::Store;

/// Open commitments and how many of their lights come due.
const CASES: [(usize, usize); 6] = [
    (200, 0),
    (2_000, 0),
    (200, 20),
    (2_000, 20),
    (2_000, 200),
    (2_000, 1_000),
];
/// The number of the first district they are measured on.
const FIRST_DISTRICT: usize = 800;

pub(crate) async fn measure(
    engine: &Engine,
    place: &Place,
    store: &Store,
    template: &Template,
    today: Date,
) -> anyhow::Result<Table> {
    let mut table = Table::new(
        format!("{}: lights on a new day", engine.name()),
        &[
            "open",
            "due",
            "judged",
            "changes written",
            "ms",
            "µs for each judged",
        ],
    );
    for (at, (commitments, due)) in CASES.into_iter().enumerate() {
        let number = FIRST_DISTRICT + at;
        let wanted = Wanted {
            number,
            commitments,
            due_tomorrow: Some(due),
        };
        seed::districts(store, template, today, &[wanted]).await?;
        place.settle().await?;
        let (judged, changes, seconds) = tick(place, template, number).await?;
        let each = match judged {
            0 => "–".to_owned(),
            _ => thousands(seconds * 1e6 / judged as f64),
        };
        table.row([
            thousands(commitments as f64),
            due.to_string(),
            judged.to_string(),
            changes.to_string(),
            format!("{:.1}", seconds * 1000.0),
            each,
        ]);
    }
    table.note("The clock is moved to tomorrow, then the lights that were to change by then are judged. The cost follows what is due.");
    Ok(table)
}

async fn tick(
    place: &Place,
    template: &Template,
    number: usize,
) -> anyhow::Result<(usize, usize, f64)> {
    let mut profile = template.profile.clone();
    profile.district.id = seed::name(number);
    let now = Timestamp::now();
    let clock = Arc::new(FixedClock::at(now));
    let app = App::open(OpenOptions {
        data_dir: place.data.clone(),
        database: place.database.clone(),
        key_file: None,
        profile,
        clock: clock.clone(),
        algorithm: journal::Algorithm::Sm3,
    })
    .await?;
    clock.set(now + 24.hours());
    let begun = Instant::now();
    let outcome = app::lights::tick(&app).await?;
    let seconds = begun.elapsed().as_secs_f64();
    app.close().await;
    Ok((outcome.judged, outcome.changes, seconds))
}
