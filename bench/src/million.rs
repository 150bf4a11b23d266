//! Whole pages over HTTP among a million cases, each with its history: what people look at most.
//!
//! The sample is played through the actions, then its cases are copied over and over in the database
//! itself, ended ones more often than open ones, each copy under ids of its own. So every row, state and
//! journal entry is what the actions write; only the copies' chains do not verify, which nothing here asks.

use crate::copies::{self, Filled};
use crate::engine::{Engine, Kind, Place};
use crate::ledger_pages::cpu_ms;
use crate::load::{self, Request};
use crate::sample::{Chance, median};
use crate::server::{Accounts, Server};
use crate::table::{Table, thousands};
use crate::template::read_profile;
use crate::{Run, http, intake};
use anyhow::Context;
use profile::Profile;
use std::sync::Arc;
use std::time::Instant;
use store::DistrictId;
use store::case::{CaseFilter, CaseSort};

/// Clients at once.
const CLIENTS: usize = 8;
/// Clients when memory is taken.
const MANY: usize = 64;
/// Cases whose pages are opened in turn.
const OPENED: usize = 500;
/// Pages turned to reach the one that is asked for by key.
const TURNED: usize = 19;
/// Bars of `p99`, in ms.
const LIST: &str = "20";
const MAP: &str = "30";
const FIGURES: &str = "100";
/// Bars: start in milliseconds, memory in MiB.
const START_BAR_MS: &str = "1000";
const MEMORY_BAR_MIB: &str = "300";
/// Bar of making the index of a million records, in seconds.
const REBUILD_BAR_SECONDS: u32 = 60;

/// A page: what it is, its bar, whose session asks, and its addresses, asked in turn.
struct Asked {
    name: &'static str,
    bar: &'static str,
    session: String,
    paths: Vec<String>,
}

pub(crate) async fn measure(run: &Run, engine: &Engine) -> anyhow::Result<Vec<Table>> {
    let place = place(run, engine).await?;
    let profile = read_profile(&run.profile)?;
    let district = DistrictId(profile.district.id.clone());
    let filled = filled(run, engine, &place, &district, &profile).await?;
    let ids = ids(&place, &district).await?;
    let after = far(&place, &district).await?;
    let units = ["zhujian", "chengguan", "shuiwu", "jd-hongqiao"];
    let mut server = Server::start(&run.profile, &place, &district.0, &units).await?;
    let accounts = server.accounts()?;
    let mut pages = Table::new(
        format!(
            "{}: pages among {} cases and {} journal entries of cases",
            engine.name(),
            thousands(filled.cases as f64),
            thousands(filled.entries as f64)
        ),
        &[
            "page",
            "KiB",
            "pages/s",
            "p50 ms",
            "p99 ms",
            "bar p99",
            "server CPU ms each",
        ],
    );
    for asked in asked(&accounts, &ids, &after) {
        let request = request(&asked);
        let it = server.under_load(CLIENTS, run.time(), 200, request).await?;
        println!(
            "   {}: p50 {:.1}, p99 {:.1} ms",
            asked.name, it.p50_ms, it.p99_ms
        );
        pages.row([
            asked.name.to_owned(),
            (it.answer_bytes / 1024).to_string(),
            thousands(it.per_second),
            format!("{:.1}", it.p50_ms),
            format!("{:.1}", it.p99_ms),
            asked.bar.to_owned(),
            cpu_ms(&it),
        ]);
    }
    pages.note(format!(
        "Whole answers over HTTP at {CLIENTS} clients on the same cores as the server and the database, warm. {} of the cases are \
         open; {} people; counters of every unit, area and matter for a year.",
        thousands(filled.open as f64),
        thousands(filled.people as f64)
    ));
    pages.note(format!(
        "The index of words of {} records was made anew in {:.1} s, {:.0} s for a million (bar {REBUILD_BAR_SECONDS}).",
        thousands(filled.indexed as f64),
        filled.index_seconds,
        filled.index_seconds / filled.indexed.max(1) as f64 * 1e6
    ));
    server.stop()?;
    let intake = intake::measure(run, engine, &place, &district, &units).await?;
    let starts = starts(run, engine, &place, &district).await?;
    Ok(vec![pages, intake, starts])
}

/// Where the million lies: a folder of the run's, or one that is kept.
async fn place(run: &Run, engine: &Engine) -> anyhow::Result<Place> {
    let Some(keep) = &run.keep else {
        return engine.place("million").await;
    };
    let data = keep.join(engine.name());
    std::fs::create_dir_all(&data)?;
    let database = match engine.kind {
        Kind::Sqlite => None,
        Kind::Postgres => Some(run.database.clone().context("--keep wants --database")?),
    };
    Ok(Place { data, database })
}

/// Fills the store, unless an earlier run did.
async fn filled(
    run: &Run,
    engine: &Engine,
    place: &Place,
    district: &DistrictId,
    profile: &Profile,
) -> anyhow::Result<Filled> {
    let note = place.data.join("filled.json");
    let keep = |filled: &Filled| match run.keep {
        Some(_) => anyhow::Ok(std::fs::write(&note, serde_json::to_vec(filled)?)?),
        None => Ok(()),
    };
    let mut filled = if let Ok(text) = std::fs::read(&note) {
        println!("{} is as an earlier run filled it", engine.name());
        serde_json::from_slice(&text)?
    } else {
        println!("playing the sample on {}", engine.name());
        let data = (place.data.clone(), place.database.clone());
        let (app, _) = app::demo::open(data.0, data.1, profile.clone(), &app::silent).await?;
        app.close().await;
        println!("copying its cases on {}", engine.name());
        let begun = Instant::now();
        let filled = copies::fill(place, district, profile, run.cases).await?;
        println!("   {filled:?} in {:.0} s", begun.elapsed().as_secs_f64());
        keep(&filled)?;
        filled
    };
    let store = place.open().await?;
    if filled.indexed == 0 {
        place.settle().await?;
        let begun = Instant::now();
        filled.indexed = store.search_rebuild(district, |_| ()).await?.records;
        filled.index_seconds = begun.elapsed().as_secs_f64();
        println!("   {filled:?}");
        keep(&filled)?;
    } else {
        // What the earlier run filed is gathered, as a server does every minute.
        store.search_gather(district, 0).await?;
    }
    store.close().await;
    place.settle().await?;
    Ok(filled)
}

fn asked(accounts: &Accounts, ids: &[String], after: &str) -> Vec<Asked> {
    let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let by = |name, bar, session: &String, paths: &[&str]| Asked {
        name,
        bar,
        session: session.clone(),
        paths: paths.iter().map(|path| (*path).to_owned()).collect(),
    };
    let (office, clerk) = (&accounts.office, &accounts.clerk);
    let dispatcher = &accounts.dispatcher;
    let far = format!("/cases?after={}", encode(after));
    let search = format!("/cases?q={}", encode("垃圾"));
    let rare = format!("/cases?q={}", encode("潜水艇"));
    let found = format!("/search?q={}", encode("垃圾"));
    let pages = ids.iter().map(|id| format!("/cases/{id}")).collect();
    vec![
        by("list, newest", LIST, office, &["/cases"]),
        by("list, page 20 by key", LIST, office, &[&far]),
        by(
            "list of a subdistrict's open, by due",
            LIST,
            office,
            &[
                "/cases?subdistrict=jd-hongqiao&open=1&sort=due",
                "/cases?subdistrict=jd-kuangquan&open=1&sort=due",
            ],
        ),
        by(
            "list of a unit and a phase",
            LIST,
            office,
            &[
                "/cases?unit=chengguan&phase=handle",
                "/cases?unit=zhujian&phase=closed",
            ],
        ),
        by("list, late", LIST, office, &["/cases?late=1&sort=due"]),
        by("list within a department's scope", LIST, clerk, &["/cases"]),
        Asked {
            name: "a case with its history",
            bar: LIST,
            session: office.clone(),
            paths: pages,
        },
        by("worklist of a department", LIST, clerk, &["/case-work"]),
        by("worklist of the centre", LIST, dispatcher, &["/case-work"]),
        by("what is to be dispatched", LIST, dispatcher, &["/dispatch"]),
        by(
            "map, clusters",
            MAP,
            office,
            &["/api/v1/cases/points?bbox=113.2,23.1,113.35,23.2&zoom=12&open=1"],
        ),
        by(
            "map, single cases",
            MAP,
            office,
            &["/api/v1/cases/points?bbox=113.25,23.12,113.262,23.13&zoom=16&open=1"],
        ),
        by(
            "evaluation of a year by unit",
            FIGURES,
            office,
            &["/evaluation?by=unit&from=2026-01-01&to=2026-11-22"],
        ),
        by(
            "evaluation of a year by community",
            FIGURES,
            office,
            &["/evaluation?by=community&from=2026-01-01&to=2026-11-22"],
        ),
        by("overview", FIGURES, office, &["/"]),
        by("words in titles of the list", FIGURES, office, &[&search]),
        by("words that few have", FIGURES, office, &[&rare]),
        by("words looked for", FIGURES, office, &[&found]),
    ]
}

fn request(asked: &Asked) -> Request {
    let header = format!("Cookie: xh_session={}\r\n", asked.session);
    let bytes: Vec<Vec<u8>> = asked
        .paths
        .iter()
        .map(|path| http::get(path, &header))
        .collect();
    Arc::new(move |client, n| bytes[(client * 61 + n) % bytes.len()].clone())
}

/// Some cases, drawn evenly from all.
async fn ids(place: &Place, district: &DistrictId) -> anyhow::Result<Vec<String>> {
    let store = place.open().await?;
    let (mut ids, mut after) = (Vec::new(), None);
    let mut chance = Chance::seeded(7);
    while ids.len() < OPENED {
        let page = store
            .case_list(
                district,
                &CaseFilter::default(),
                CaseSort::Reported,
                after.as_deref(),
                200,
            )
            .await?;
        let some = page.rows.iter().filter(|_| chance.below(4) == 0);
        ids.extend(some.map(|row| row.id.clone()));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    store.close().await;
    Ok(ids)
}

/// Where page 20 begins.
async fn far(place: &Place, district: &DistrictId) -> anyhow::Result<String> {
    let store = place.open().await?;
    let mut after = None;
    let all = CaseFilter::default();
    for _ in 0..TURNED {
        let page = store
            .case_list(district, &all, CaseSort::Reported, after.as_deref(), 50)
            .await?;
        after = page.next;
    }
    store.close().await;
    Ok(after.unwrap_or_default())
}

async fn starts(
    run: &Run,
    engine: &Engine,
    place: &Place,
    district: &DistrictId,
) -> anyhow::Result<Table> {
    let (mut took, mut most) = (Vec::new(), 0.0);
    for number in 0..3 {
        let mut server = Server::start(&run.profile, place, &district.0, &[]).await?;
        took.push(server.start.as_secs_f64() * 1000.0);
        if number == 2 {
            let accounts = server.accounts()?;
            let header = format!("Cookie: xh_session={}\r\n", accounts.office);
            let pages: Vec<Vec<u8>> = ["/cases", "/", "/evaluation?by=unit", "/case-work"]
                .iter()
                .map(|path| http::get(path, &header))
                .collect();
            let request: Request = Arc::new(move |client, n| pages[(client + n) % 4].clone());
            load::run(server.at, MANY, run.time(), 200, request).await?;
            most = server.memory_mib()?.1;
        }
        server.stop()?;
    }
    let mut table = Table::new(
        format!("{}: start and memory among these cases", engine.name()),
        &["what", "measured", "bar"],
    );
    table.row([
        "process start to first answer, ms".into(),
        format!("{:.0}", median(took)),
        START_BAR_MS.into(),
    ]);
    table.row([
        format!("most resident, {MANY} clients on list, overview, evaluation and worklist, MiB"),
        format!("{most:.0}"),
        MEMORY_BAR_MIB.into(),
    ]);
    Ok(table)
}
