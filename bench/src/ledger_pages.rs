//! Pages over a filled ledger: what people look at most, at eight clients.

use crate::engine::{Engine, Kind, Place};
use crate::load::{Outcome, Request};
use crate::seed::Seeded;
use crate::server::Server;
use crate::table::{Table, thousands};
use crate::{Run, bare, http};
use std::sync::Arc;
use store::{Dimension, Filter, Order, Sort, Store, Value, testing};

/// Clients at once.
const CLIENTS: usize = 8;
/// Rows of a page.
const ROWS: usize = 50;
/// The page asked for by key.
const PAGE: usize = 20;
/// Bars: a list and the overview, p99 in milliseconds.
const LIST_BAR_MS: f64 = 20.0;
const OVERVIEW_BAR_MS: f64 = 100.0;
/// Pages measured, in this order everywhere.
const NAMES: [&str; 4] = [
    "list by unit and colour",
    "page 20 by key",
    "overview",
    "worklist",
];

/// The district's unit with the most to do.
fn busiest(seeded: &Seeded) -> String {
    let most = seeded.by_lead.iter().max_by_key(|(_, ids)| ids.len());
    most.map(|(unit, _)| unit.clone()).unwrap_or_default()
}

fn issued() -> Filter {
    let kinds = ["quantified", "milestone", "continuing"];
    Filter {
        statuses: vec!["issued".into()],
        kinds: kinds.map(str::to_owned).to_vec(),
        ..Filter::default()
    }
}

fn by_unit_and_colour(seeded: &Seeded) -> Filter {
    Filter {
        units: vec![busiest(seeded)],
        colours: vec!["red".into(), "yellow".into()],
        ..issued()
    }
}

/// Where page 20 begins.
async fn cursor(store: &Store, seeded: &Seeded) -> anyhow::Result<Option<String>> {
    let mut after = None;
    for _ in 1..PAGE {
        let page = store
            .ledger_list(
                &seeded.district,
                &issued(),
                Sort::No,
                after.as_deref(),
                ROWS,
            )
            .await?;
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    Ok(after)
}

/// Each page under load.
pub(crate) async fn measure(
    run: &Run,
    server: &mut Server,
    place: &Place,
    seeded: &Seeded,
) -> anyhow::Result<Vec<Outcome>> {
    let accounts = server.accounts()?;
    let store = place.open().await?;
    let after = cursor(&store, seeded).await?.unwrap_or_default();
    store.close().await;
    let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let list = format!("/ledger?unit={}&light=red,yellow", encode(&busiest(seeded)));
    let paths = [
        list,
        format!("/ledger?after={}", encode(&after)),
        "/".into(),
        "/worklist".into(),
    ];
    let mut outcomes = Vec::new();
    for (path, session) in paths.iter().zip([
        &accounts.office,
        &accounts.office,
        &accounts.office,
        &accounts.clerk,
    ]) {
        let bytes = http::get(path, &format!("Cookie: xh_session={session}\r\n"));
        let request: Request = Arc::new(move |_, _| bytes.clone());
        outcomes.push(server.under_load(CLIENTS, run.time(), 200, request).await?);
    }
    Ok(outcomes)
}

/// The statements of the two lists run by the engine alone: pages a second.
pub(crate) async fn bare(
    run: &Run,
    engine: &Engine,
    place: &Place,
    store: &Store,
    seeded: &Seeded,
) -> anyhow::Result<[f64; 2]> {
    let after = cursor(store, seeded).await?;
    let unit = statements(store, seeded, &by_unit_and_colour(seeded), None).await?;
    let page = statements(store, seeded, &issued(), after.as_deref()).await?;
    let mut rates = [0.0; 2];
    for (rate, statements) in rates.iter_mut().zip([unit, page]) {
        *rate = match engine.kind {
            Kind::Sqlite => bare::sqlite(place.location()?, statements, run.time()).await?,
            Kind::Postgres => {
                bare::postgres(place.location()?, statements, CLIENTS, run.time()).await?
            }
        };
    }
    Ok(rates)
}

/// What a list page asks of the ledger: the page, its counts, the states and lights of its rows.
async fn statements(
    store: &Store,
    seeded: &Seeded,
    filter: &Filter,
    after: Option<&str>,
) -> anyhow::Result<Vec<bare::Statement>> {
    let district = &seeded.district;
    let page = store
        .ledger_list(district, filter, Sort::No, after, ROWS)
        .await?;
    let states = |kind: &str| {
        let mut params = vec![Value::from(district), Value::from(kind)];
        params.extend(page.rows.iter().map(|row| Value::from(&row.id)));
        (testing::states_query(page.rows.len()), params)
    };
    Ok(vec![
        testing::list_query(district, filter, Order::from(Sort::No), after, ROWS)?,
        testing::count_query(district, filter, Dimension::Colour)?,
        states("commitment"),
        states("light"),
    ])
}

/// Processor time of the server for one answer.
pub(crate) fn cpu_ms(outcome: &Outcome) -> String {
    outcome
        .cpu_ms
        .map_or_else(|| "–".into(), |ms| format!("{ms:.2}"))
}

/// One line for each page: with one district and with all, and against the engine alone.
pub(crate) fn table(
    run: &Run,
    engine: &Engine,
    alone: &[Outcome],
    all: &[Outcome],
    bare: &[f64; 2],
) -> Table {
    let title = format!(
        "{}: pages with {} × {} commitments",
        engine.name(),
        run.districts,
        thousands(run.commitments as f64)
    );
    let mut table = Table::new(
        title,
        &[
            "page",
            "KiB",
            "pages/s",
            "p50 ms",
            "p99 ms",
            "bar p99",
            "server CPU ms each",
            "with one district: p50 ms",
            "p99 ms",
            "engine alone, pages/s",
            "ratio",
        ],
    );
    for (at, name) in NAMES.iter().enumerate() {
        let (large, small) = (&all[at], &alone[at]);
        let bar = if *name == "overview" {
            OVERVIEW_BAR_MS
        } else {
            LIST_BAR_MS
        };
        let engine_alone = bare.get(at);
        table.row([
            (*name).to_owned(),
            (large.answer_bytes / 1024).to_string(),
            thousands(large.per_second),
            format!("{:.1}", large.p50_ms),
            format!("{:.1}", large.p99_ms),
            format!("{bar}"),
            cpu_ms(large),
            format!("{:.1}", small.p50_ms),
            format!("{:.1}", small.p99_ms),
            engine_alone.map_or_else(|| "–".into(), |rate| thousands(*rate)),
            engine_alone.map_or_else(
                || "–".into(),
                |rate| format!("{:.2}", large.per_second / rate),
            ),
        ]);
    }
    table.note(format!(
        "Whole HTML pages over HTTP at {CLIENTS} clients on the same cores as the server. Engine alone: the four ledger statements of \
         the page with all rows read, by two threads on SQLite and {CLIENTS} connections on PostgreSQL, nothing decoded or rendered."
    ));
    table
}
