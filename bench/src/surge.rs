//! A typhoon evening: a hundred times the usual rate for ten minutes, from a small part of the district,
//! while files are imported and people turn pages.

use crate::engine::Engine;
use crate::sample::percentile_ms;
use crate::server::Server;
use crate::table::{Table, thousands};
use crate::template::read_profile;
use crate::{Run, http, intake, tickets};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use store::DistrictId;

/// Reports a minute.
const A_MINUTE: u64 = 1_000;
/// Connections that reports come in by; whoever is free takes the next.
const CLIENTS: u64 = 64;
/// They come from within so many millionths of a degree: some streets.
const SPREAD: u64 = 8_000;
/// Lines of a file that is imported meanwhile, over and over.
const LINES: u64 = 4_000;
/// Between two pages turned, and between two files.
const PAGE_EVERY: Duration = Duration::from_millis(200);
const FILE_EVERY: Duration = Duration::from_secs(15);
/// Bars of `p99`, in ms.
const INTAKE: &str = "30";
const LIST: &str = "20";

/// What goes on.
struct Evening {
    at: SocketAddr,
    begun: Instant,
    reports: u64,
    next: AtomicU64,
    over: AtomicBool,
}

pub(crate) async fn measure(run: &Run, engine: &Engine) -> anyhow::Result<Table> {
    let place = engine.place("surge").await?;
    let profile = read_profile(&run.profile)?;
    let district = DistrictId(profile.district.id.clone());
    let data = (place.data.clone(), place.database.clone());
    let (app, _) = app::demo::open(data.0, data.1, profile, &app::silent).await?;
    app.close().await;
    let units = ["zhujian", "chengguan"];
    let mut server = Server::start(&run.profile, &place, &district.0, &units).await?;
    let accounts = server.accounts()?;
    let token = accounts.tokens.values().next().cloned().unwrap_or_default();
    let evening = Arc::new(Evening {
        at: server.at,
        begun: Instant::now(),
        reports: run.surge_seconds * A_MINUTE / 60,
        next: AtomicU64::new(0),
        over: AtomicBool::new(false),
    });
    let pages = tokio::spawn(pages(Arc::clone(&evening), accounts.office.clone()));
    let files = tokio::spawn(files(Arc::clone(&evening), token.clone()));
    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| tokio::spawn(reports(Arc::clone(&evening), token.clone())))
        .collect();
    let (mut took, mut ids) = (Vec::new(), BTreeSet::new());
    for client in clients {
        let (own, filed) = client.await??;
        took.extend(own);
        ids.extend(filed);
    }
    let lasted = evening.begun.elapsed().as_secs_f64();
    evening.over.store(true, Ordering::Relaxed);
    let (mut turned, imported) = (pages.await??, files.await??);
    server.stop()?;
    let store = place.open().await?;
    let mut found = 0;
    let all: Vec<String> = ids.into_iter().collect();
    for some in all.chunks(200) {
        let there = store
            .load_many::<serde_json::Value>(&district, "case", some)
            .await?;
        found += there.len();
    }
    store.close().await;
    let mut table = Table::new(
        format!(
            "{}: a surge of {} reports a minute for {lasted:.0} s",
            engine.name(),
            thousands(A_MINUTE as f64)
        ),
        &["what", "how many", "p50 ms", "p99 ms", "most ms", "bar p99"],
    );
    for (what, took, bar) in [
        ("reports filed", &mut took, INTAKE),
        ("list pages meanwhile", &mut turned, LIST),
    ] {
        table.row([
            what.to_owned(),
            thousands(took.len() as f64),
            format!("{:.1}", percentile_ms(took, 50)),
            format!("{:.1}", percentile_ms(took, 99)),
            format!("{:.1}", percentile_ms(took, 100)),
            bar.to_owned(),
        ]);
    }
    table.note(format!(
        "Reports are sent at their time, whether or not those before are answered, and timed from then. Meanwhile {} tickets were \
         imported from files of {}. Of {} acknowledged reports {found} are in the store.",
        thousands(imported as f64),
        thousands(LINES as f64),
        all.len()
    ));
    anyhow::ensure!(found == all.len(), "acknowledged reports are lost");
    Ok(table)
}

/// Sends reports, each at its time; how long each took, and the ids.
async fn reports(
    evening: Arc<Evening>,
    token: String,
) -> anyhow::Result<(Vec<Duration>, Vec<String>)> {
    let mut client = http::Client::to(evening.at).await?;
    let (mut took, mut ids) = (Vec::new(), Vec::new());
    loop {
        let n = evening.next.fetch_add(1, Ordering::Relaxed);
        if n >= evening.reports {
            return Ok((took, ids));
        }
        let due = evening.begun + Duration::from_millis(n * 60_000 / A_MINUTE);
        tokio::time::sleep_until(due.into()).await;
        let answer = client.send(&intake::file(n, SPREAD, &token)).await?;
        anyhow::ensure!(
            answer.status == 201,
            "status {}: {}",
            answer.status,
            String::from_utf8_lossy(&answer.body)
        );
        took.push(due.elapsed());
        let filed: serde_json::Value = serde_json::from_slice(&answer.body)?;
        ids.extend(filed["id"].as_str().map(str::to_owned));
    }
}

/// Turns pages until the evening is over.
async fn pages(evening: Arc<Evening>, session: String) -> anyhow::Result<Vec<Duration>> {
    let mut client = http::Client::to(evening.at).await?;
    let header = format!("Cookie: xh_session={session}\r\n");
    let mut took = Vec::new();
    while !evening.over.load(Ordering::Relaxed) {
        let begun = Instant::now();
        let answer = client.send(&http::get("/cases?open=1", &header)).await?;
        anyhow::ensure!(answer.status == 200, "status {}", answer.status);
        took.push(begun.elapsed());
        tokio::time::sleep(PAGE_EVERY).await;
    }
    Ok(took)
}

/// Imports files until the evening is over; so many tickets.
async fn files(evening: Arc<Evening>, token: String) -> anyhow::Result<u64> {
    let mut client = http::Client::to(evening.at).await?;
    let mut imported = 0;
    for number in 0.. {
        if evening.over.load(Ordering::Relaxed) {
            break;
        }
        let file = tickets::file(number * LINES, LINES);
        let body = format!(
            "--xh\r\nContent-Disposition: form-data; name=\"system\"\r\n\r\n热线\r\n--xh\r\nContent-Disposition: form-data; \
             name=\"file\"; filename=\"t.csv\"\r\nContent-Type: text/csv\r\n\r\n{file}\r\n--xh--\r\n"
        );
        let header = format!("Authorization: Bearer {token}\r\n");
        let media = "multipart/form-data; boundary=xh";
        let request = http::post("/api/v1/cases/import", &header, media, &body);
        let answer = client.send(&request).await?;
        anyhow::ensure!(
            answer.status == 200,
            "import: status {}: {}",
            answer.status,
            String::from_utf8_lossy(&answer.body[..answer.body.len().min(600)])
        );
        imported += LINES;
        tokio::time::sleep(FILE_EVERY).await;
    }
    Ok(imported)
}
