//! Durable appends: a program claims records for its unit through the API, against what the engine alone can write.
//!
//! A claim is the whole action: the token is checked, the commitment is loaded, the rules decide,
//! and entry, state and list row are durable before the answer. No light is judged: a claim counts
//! for nothing until somebody verifies it.

use crate::engine::{Engine, Kind, Place};
use crate::ledger_pages::cpu_ms;
use crate::load::{self, Outcome, Request};
use crate::sample::median;
use crate::seed::Seeded;
use crate::server::Server;
use crate::table::{Table, thousands};
use crate::{Run, http, raw};
use jiff::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use store::{Batch, Change, DistrictId, Location, Store, Subject};

/// Clients at once, and so the most appends that share a commit.
const CLIENTS: usize = 64;
/// Connections of the one-transaction-each comparison.
const CONNECTIONS: [usize; 2] = [16, 64];
/// Rounds in which everything is measured in turn, so that what else the machine does falls on all.
const ROUNDS: usize = 3;
/// Bars: share of SQLite alone, multiple of PostgreSQL's one transaction each, p99 in milliseconds.
const SQLITE_BAR: f64 = 0.7;
const POSTGRES_BAR: f64 = 1.2;
const P99_BAR_MS: f64 = 30.0;

/// One round.
struct Round {
    nothing: Outcome,
    claims: Outcome,
    entries: f64,
    store: f64,
    alone: Vec<f64>,
}

pub(crate) async fn measure(
    run: &Run,
    engine: &Engine,
    place: &Place,
    store: &Store,
    seeded: &Seeded,
) -> anyhow::Result<Table> {
    let mut rounds = Vec::new();
    for number in 0..ROUNDS {
        println!(
            "appends on {}, round {} of {ROUNDS}",
            engine.name(),
            number + 1
        );
        let (claims, entries) = claims(run, place, store, seeded).await?;
        let empty = engine.place(&format!("appends-{number}")).await?;
        rounds.push(Round {
            nothing: nothing(run).await?,
            claims,
            entries,
            store: through_the_store(&empty, run.time()).await?,
            alone: alone(engine, &empty, run.time()).await?,
        });
    }
    Ok(table(engine, &rounds))
}

/// The server's HTTP without anything behind it.
async fn nothing(run: &Run) -> anyhow::Result<Outcome> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let at = listener.local_addr()?;
    let routes = axum::Router::new().route("/", axum::routing::post(async || "ok"));
    let serving = tokio::spawn(async move { axum::serve(listener, routes).await });
    let bytes = http::post("/", "", "text/plain", raw::NOTE);
    let request: Request = Arc::new(move |_, _| bytes.clone());
    let outcome = load::run(at, CLIENTS, run.time(), 200, request).await;
    serving.abort();
    outcome
}

/// Claims over HTTP, and the journal entries that one of them makes.
async fn claims(
    run: &Run,
    place: &Place,
    store: &Store,
    seeded: &Seeded,
) -> anyhow::Result<(Outcome, f64)> {
    let units: Vec<&str> = seeded.by_lead.keys().map(String::as_str).collect();
    let mut server = Server::start(&run.profile, place, &seeded.district.0, &units).await?;
    let accounts = server.accounts()?;
    let today = calendar::civil_date(Timestamp::now());
    let sent = Arc::new(AtomicU64::new(0));
    let own = slices(seeded);
    let count = Arc::clone(&sent);
    let request: Request = Arc::new(move |client, n| {
        count.fetch_add(1, Ordering::Relaxed);
        let (unit, ids) = &own[client];
        let token = accounts
            .tokens
            .get(unit)
            .map(String::as_str)
            .unwrap_or_default();
        claim_request(&ids[n % ids.len()], token, &today.to_string())
    });
    let before = store.last_pos(&seeded.district).await?;
    let outcome = server
        .under_load(CLIENTS, run.time(), CLAIMED, request)
        .await?;
    server.stop()?;
    let written = store.last_pos(&seeded.district).await? - before;
    // The last request of each client is made but not sent.
    let answered = sent.load(Ordering::Relaxed).saturating_sub(CLIENTS as u64);
    Ok((outcome, written as f64 / answered.max(1) as f64))
}

/// Commitments for each client, none of them for two, with the unit that leads them.
fn slices(seeded: &Seeded) -> Vec<(String, Vec<String>)> {
    let mut slices: Vec<(String, Vec<String>)> = Vec::new();
    let total: usize = seeded.by_lead.values().map(Vec::len).sum();
    let each = (total / CLIENTS / 2).max(1);
    for (unit, ids) in &seeded.by_lead {
        slices.extend(
            ids.chunks_exact(each)
                .map(|some| (unit.clone(), some.to_vec())),
        );
    }
    assert!(
        slices.len() >= CLIENTS,
        "too few commitments for {CLIENTS} clients"
    );
    slices
}

/// The status of an accepted claim.
const CLAIMED: u16 = 201;

fn claim_request(commitment: &str, token: &str, day: &str) -> Vec<u8> {
    let body = serde_json::json!({"kind": "note", "date": day, "note": raw::NOTE}).to_string();
    let path = format!("/api/v1/commitments/{commitment}/records");
    let header = format!("Authorization: Bearer {token}\r\n");
    http::post(&path, &header, "application/json", &body)
}

/// The same record through `Store::commit`, by 64 tasks.
async fn through_the_store(place: &Place, time: Duration) -> anyhow::Result<f64> {
    let store = place.open().await?;
    let count = Arc::new(AtomicU64::new(0));
    let begun = Instant::now();
    let writers: Vec<_> = (0..CLIENTS)
        .map(|writer| {
            tokio::spawn(write(
                store.clone(),
                writer,
                begun,
                time,
                Arc::clone(&count),
            ))
        })
        .collect();
    for writer in writers {
        writer.await??;
    }
    let rate = count.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64();
    store.close().await;
    Ok(rate)
}

async fn write(
    store: Store,
    writer: usize,
    begun: Instant,
    time: Duration,
    count: Arc<AtomicU64>,
) -> anyhow::Result<()> {
    for n in 0u64.. {
        if begun.elapsed() > time {
            break;
        }
        let id = format!("ours{writer:02}{n:026}");
        let mut batch = Batch::new(DistrictId::from("here"), Timestamp::now(), "token-unit");
        let subject = Subject::new("record", id.clone());
        batch.changes.push(Change::between(
            subject,
            0,
            "record.claim",
            None,
            None,
            &raw::claim(&id),
        ));
        store.commit(batch).await?;
        count.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// The engine alone, on the same empty tables.
async fn alone(engine: &Engine, place: &Place, time: Duration) -> anyhow::Result<Vec<f64>> {
    match (engine.kind, place.location()?) {
        (Kind::Sqlite, Location::Sqlite { file }) => {
            let rate =
                tokio::task::spawn_blocking(move || raw::sqlite(&file, CLIENTS, time)).await??;
            Ok(vec![rate])
        }
        (_, Location::Postgres { url }) => {
            let mut rates = Vec::new();
            for clients in CONNECTIONS {
                rates.push(raw::postgres(&url, clients, time).await?);
            }
            Ok(rates)
        }
        _ => anyhow::bail!("the place is not on this engine"),
    }
}

fn table(engine: &Engine, rounds: &[Round]) -> Table {
    let mut table = Table::new(
        format!("{}: durable appends", engine.name()),
        &[
            "what",
            "a second",
            "p50 ms",
            "p99 ms",
            "server CPU ms each",
            "share of the engine alone",
        ],
    );
    let of = |figure: &dyn Fn(&Round) -> f64| median(rounds.iter().map(figure).collect());
    let share = |figure: &dyn Fn(&Round) -> f64| {
        let mut shares: Vec<f64> = rounds.iter().map(|r| figure(r) / r.alone[0]).collect();
        shares.sort_by(f64::total_cmp);
        format!(
            "{:.2} ({:.2}–{:.2})",
            median(shares.clone()),
            shares[0],
            shares[shares.len() - 1]
        )
    };
    let alone: &[String] = &match engine.kind {
        Kind::Sqlite => vec![format!("engine alone: {CLIENTS} appends a commit, fsync")],
        Kind::Postgres => CONNECTIONS
            .map(|n| format!("engine alone: a transaction each, {n} connections"))
            .to_vec(),
    };
    let dash = || "–".to_owned();
    for (at, name) in alone.iter().enumerate() {
        table.row([
            name.clone(),
            thousands(of(&|r| r.alone[at])),
            dash(),
            dash(),
            dash(),
            dash(),
        ]);
    }
    table.row([
        format!("Store::commit, {CLIENTS} callers"),
        thousands(of(&|r| r.store)),
        dash(),
        dash(),
        dash(),
        share(&|r| r.store),
    ]);
    let http = |name: String, shared: String, outcome: &dyn Fn(&Round) -> &Outcome| {
        [
            name,
            thousands(of(&|r| outcome(r).per_second)),
            format!("{:.1}", of(&|r| outcome(r).p50_ms)),
            format!("{:.1}", of(&|r| outcome(r).p99_ms)),
            cpu_ms(outcome(&rounds[rounds.len() / 2])),
            shared,
        ]
    };
    let claims = share(&|r| r.claims.per_second * r.entries);
    table.row(http(
        format!("POST a claim to the API, {CLIENTS} clients"),
        claims,
        &|r| &r.claims,
    ));
    table.row(http(
        format!("HTTP with nothing behind it, {CLIENTS} clients"),
        dash(),
        &|r| &r.nothing,
    ));
    let bar = match engine.kind {
        Kind::Sqlite => SQLITE_BAR,
        Kind::Postgres => POSTGRES_BAR,
    };
    table.note(format!(
        "Medians of {ROUNDS} rounds taken in turn (range of the shares in brackets). One claim makes {:.2} journal entries; shares count \
         entries. Bars: share {bar}, p99 {P99_BAR_MS} ms.",
        of(&|r| r.entries)
    ));
    table
}
