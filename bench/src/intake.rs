//! Durable intake over HTTP: programs file cases, against what the engine alone writes of the same rows.
//!
//! Filing is the whole action: the token is checked, the number taken, the rules decide, a third of the
//! reporters are sealed under keys of their own, and entry, state, rows and counters are durable before the
//! answer. The engine alone writes entry, state and rows as read from a case that was filed, into the
//! same tables of the same store, but no number, no counters and no keys.

use crate::engine::{Engine, Kind, Place};
use crate::ledger_pages::cpu_ms;
use crate::load::{Outcome, Request};
use crate::raw_case::{self, Pattern};
use crate::sample::median;
use crate::server::Server;
use crate::table::{Table, thousands};
use crate::{Run, http};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use store::DistrictId;

/// Clients at once, and so the most cases that share a commit.
const CLIENTS: usize = 64;
/// Rounds in which everything is measured in turn.
const ROUNDS: usize = 3;
/// Bars: share of SQLite alone, multiple of PostgreSQL's one transaction each, p99 in milliseconds.
const SQLITE_BAR: f64 = 0.7;
const POSTGRES_BAR: f64 = 1.2;
const P99_BAR_MS: f64 = 30.0;
/// Reports come from within so many millionths of a degree.
const SPREAD: u64 = 50_000;
/// The status of a filed case.
const FILED: u16 = 201;

pub(crate) async fn measure(
    run: &Run,
    engine: &Engine,
    place: &Place,
    district: &DistrictId,
    units: &[&str],
) -> anyhow::Result<Table> {
    let mut rounds: Vec<(Outcome, f64)> = Vec::new();
    let sent = Arc::new(AtomicU64::new(0));
    for round in 0..ROUNDS {
        println!(
            "intake on {}, round {} of {ROUNDS}",
            engine.name(),
            round + 1
        );
        let mut server = Server::start(&run.profile, place, &district.0, units).await?;
        let tokens: Vec<String> = server.accounts()?.tokens.into_values().collect();
        let sent = Arc::clone(&sent);
        let request: Request = Arc::new(move |client, _| {
            let n = sent.fetch_add(1, Ordering::Relaxed);
            file(n, SPREAD, &tokens[client % tokens.len()])
        });
        let filed = server
            .under_load(CLIENTS, run.time(), FILED, request)
            .await?;
        server.stop()?;
        let pattern = Pattern::newest(place, district).await?;
        let alone = raw_case::write(place, &pattern, CLIENTS, round, run.time()).await?;
        rounds.push((filed, alone));
    }
    Ok(table(engine, &rounds))
}

/// The `n`th report: within so many millionths of a degree, every third by somebody named.
pub(crate) fn file(n: u64, spread: u64, token: &str) -> Vec<u8> {
    let reporter = n.is_multiple_of(3).then(|| {
        serde_json::json!({"name": format!("虚构{n}"), "phone": format!("139{:08}", n % 100_000_000)})
    });
    let body = serde_json::json!({
        "case_type": "appeal",
        "channel": "desk",
        "title": format!("示例：第{n}件，路灯不亮"),
        "fields": {
            "description": format!("示例：楼下路灯已有{}天不亮，夜间出行不便，请尽快安排检修。", n % 30),
            "appeal_kind": "help",
        },
        "place": {
            "lon": 113.24 + (n * 137 % spread) as f64 / 1e6,
            "lat": 23.11 + (n * 149 % spread) as f64 / 1e6,
            "address": format!("示例路{}号", n % 900),
            "how": "map",
        },
        "reporter": reporter,
    });
    let header = format!("Authorization: Bearer {token}\r\n");
    http::post(
        "/api/v1/cases",
        &header,
        "application/json",
        &body.to_string(),
    )
}

fn table(engine: &Engine, rounds: &[(Outcome, f64)]) -> Table {
    let mut table = Table::new(
        format!("{}: durable intake of cases among these", engine.name()),
        &[
            "what",
            "a second",
            "p50 ms",
            "p99 ms",
            "server CPU ms each",
            "share of the engine alone",
        ],
    );
    let of = |figure: &dyn Fn(&(Outcome, f64)) -> f64| median(rounds.iter().map(figure).collect());
    let mut shares: Vec<f64> = rounds
        .iter()
        .map(|(it, alone)| it.per_second / alone)
        .collect();
    shares.sort_by(f64::total_cmp);
    let (alone, bar) = match engine.kind {
        Kind::Sqlite => (
            format!("engine alone: {CLIENTS} cases a commit, fsync"),
            SQLITE_BAR,
        ),
        Kind::Postgres => (
            format!("engine alone: a transaction each, {CLIENTS} connections"),
            POSTGRES_BAR,
        ),
    };
    let dash = || "–".to_owned();
    table.row([
        alone,
        thousands(of(&|it| it.1)),
        dash(),
        dash(),
        dash(),
        dash(),
    ]);
    table.row([
        format!("POST a case to the API, {CLIENTS} clients"),
        thousands(of(&|it| it.0.per_second)),
        format!("{:.1}", of(&|it| it.0.p50_ms)),
        format!("{:.1}", of(&|it| it.0.p99_ms)),
        cpu_ms(&rounds[rounds.len() / 2].0),
        format!(
            "{:.2} ({:.2}–{:.2})",
            median(shares.clone()),
            shares[0],
            shares[shares.len() - 1]
        ),
    ]);
    table.note(format!(
        "Medians of {ROUNDS} rounds taken in turn (range of the shares in brackets). The engine alone writes entry, state and rows \
         of a case into the same store, but takes no number, moves no counter and seals nothing. Bars: share {bar}, p99 {P99_BAR_MS} ms."
    ));
    table
}
