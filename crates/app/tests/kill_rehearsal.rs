//! `kill -9` in the middle of a rehearsal: whoever takes it up goes on, and no row is there twice or missing.
//!
//! The test binary starts itself again as the victim, which tells on its output how far it is.

mod common;

use app::case::TicketFile;
use app::list::{Ask, Query, RehearsedFilter};
use app::rehearsal::{self, ChangeView, Given, Kind};
use app::{Actor, App, FileIn, FixedClock, Format, OpenOptions};
use common::{profile, sign_in};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// Cases: several batches, and more than one page of rows.
const CASES: usize = 640;
const DATA: &str = "XIUHUA_TEST_DATA";
const DATABASE: &str = "XIUHUA_TEST_DATABASE";
const REHEARSAL: &str = "XIUHUA_TEST_REHEARSAL";

async fn open(data: &Path, database: Option<String>, now: &str) -> App {
    let options = OpenOptions {
        data_dir: data.to_owned(),
        database,
        key_file: None,
        profile: profile("yuexiu"),
        clock: Arc::new(FixedClock::at(now.parse().expect("an instant"))),
        algorithm: journal::Algorithm::Sm3,
    };
    App::open(options).await.expect("opens")
}

const BEGUN: &str = "2026-11-02T01:00:00Z";

async fn tickets() -> TicketFile {
    let mut text =
        String::from("来源编号,案件类型,标题,内容,地址,诉求人,联系电话,受理时间,诉求类别\n");
    for n in 0..CASES {
        let day = n % 28 + 1;
        let _ = writeln!(
            text,
            "R{n},12345诉求,示例{n},示例：路灯不亮,示例路{}号,虚构{n},139{n:08},2026-10-{day:02} 09:30,求助",
            n % 90
        );
    }
    let file = FileIn {
        name: "tickets.csv".into(),
        bytes: text.into_bytes(),
    };
    TicketFile::read(file).await.expect("a sound file")
}

async fn looked(app: &App, who: &Actor, id: &str) -> Option<u64> {
    let found = rehearsal::show(app, who, id).await.expect("there");
    assert_ne!(found.standing, "failed", "{:?}", found.error);
    let ran = found.standing == "ready";
    found
        .looked
        .map(|it| it.done)
        .or(ran.then_some(CASES as u64))
}

#[test]
#[ignore = "the victim of the other test"]
fn victim() {
    let Ok(data) = std::env::var(DATA) else {
        return;
    };
    let id = std::env::var(REHEARSAL).expect("a rehearsal");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(async move {
        let app = open(Path::new(&data), std::env::var(DATABASE).ok(), BEGUN).await;
        let who = sign_in(&app, "duban").await;
        let working = tokio::spawn({
            let app = app.clone();
            async move { rehearsal::work(&app).await.map(|_| ()) }
        });
        loop {
            let done = looked(&app, &who, &id).await.unwrap_or(0);
            let line = format!("looked {done}\n");
            let _ = std::io::stdout().lock().write_all(line.as_bytes());
            assert!(!working.is_finished(), "it was to be killed before");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    });
}

/// Runs the victim until it is in the midst of the run, and kills it; how far it was.
fn kill_one(data: &Path, database: Option<&String>, id: &str, at_least: u64) -> u64 {
    let mut command = Command::new(std::env::current_exe().expect("itself"));
    command
        .args(["--exact", "victim", "--ignored", "--nocapture"])
        .env(DATA, data)
        .env(REHEARSAL, id)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    if let Some(url) = database {
        command.env(DATABASE, url);
    }
    let mut child = command.spawn().expect("starts");
    let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let mut looked = lines.map_while(Result::ok).filter_map(|line| {
        let done = line.strip_prefix("looked ")?;
        done.parse().ok()
    });
    let reached = looked.find(|done: &u64| *done >= at_least);
    child.kill().expect("killed");
    child.wait().expect("gone");
    reached.expect("the victim ended by itself")
}

/// All rows, page after page.
async fn rows(app: &App, who: &Actor, id: &str) -> Vec<ChangeView> {
    let (mut all, mut after) = (vec![], None);
    loop {
        let query = Query {
            filter: RehearsedFilter::default(),
            ask: Ask {
                after: after.clone(),
                ..Ask::default()
            },
        };
        let page = rehearsal::changes(app, who, id, &query)
            .await
            .expect("rows");
        assert!(page.rows.len() <= 50);
        all.extend(page.rows);
        after = page.next;
        if after.is_none() {
            return all;
        }
    }
}

async fn killed_in_the_midst(database: Option<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let app = open(folder.path(), database.clone(), BEGUN).await;
    app::demo::create_people(&app).await.expect("people");
    let operator = app.operator();
    let file = tickets().await;
    let brought = app::case::import(&app, &operator, "热线", &file, false, &app::silent).await;
    assert_eq!(brought.expect("imports").opened, CASES);
    let who = sign_in(&app, "duban").await;
    let draft = Given {
        kind: Some(Kind::Dispatch),
        threshold: Some(900),
        automatic: true,
        ..Given::default()
    };
    let opened = rehearsal::open(&app, &who, "示例草案", 12, draft).await;
    let id = opened.expect("opens").id;
    app.close().await;

    // Another takes it up once the claim of the one that died is over.
    let mut now: Timestamp = BEGUN.parse().expect("an instant");
    let first = kill_one(folder.path(), database.as_ref(), &id, 1);
    if let Some(url) = &database {
        store::testing::alone(url).await;
    }
    assert!(first < CASES as u64, "killed at {first}");
    now += SignedDuration::from_mins(10);
    let app = open(folder.path(), database.clone(), &now.to_string()).await;
    let who = sign_in(&app, "duban").await;
    let kept = looked(&app, &who, &id).await.expect("it keeps where it is");
    assert!(kept >= first, "{kept} < {first}");
    rehearsal::work(&app).await.expect("goes on");
    let found = rehearsal::show(&app, &who, &id).await.expect("there");
    let (all, counts) = (rows(&app, &who, &id).await, &found.counts);
    assert_eq!((found.standing, counts.looked), ("ready", CASES as u64));
    assert_eq!((counts.rows, all.len()), (CASES as i64, CASES));
    let cases: BTreeSet<&str> = all.iter().map(|row| row.subject.as_str()).collect();
    assert_eq!(cases.len(), CASES, "each case once");
    assert!(all.iter().zip(1..).all(|(row, no)| row.no == no));
    let query = Query::default();
    let file = rehearsal::export(&app, &who, &id, &query, Format::Csv).await;
    let lines = String::from_utf8(file.expect("a file").bytes).expect("text");
    assert_eq!(lines.trim_end().lines().count(), CASES + 1);

    // The same as a run that nobody disturbed.
    let again = rehearsal::rehearse_again(&app, &who, &id, found.version, 12).await;
    again.expect("again");
    rehearsal::work(&app).await.expect("runs");
    assert_eq!(rows(&app, &who, &id).await, all);
    app.close().await;
    eprintln!("killed after {first} of {CASES} cases, {kept} were kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rehearsal_survives_a_kill_on_sqlite() {
    killed_in_the_midst(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rehearsal_survives_a_kill_on_postgres() {
    match store::testing::postgres_url().await {
        Some(url) => killed_in_the_midst(Some(url)).await,
        None => eprintln!("SKIPPED: no PostgreSQL to be had; only SQLite was tested"),
    }
}
