//! `kill -9` while cases are filed, moved and imported: what was acknowledged is there, nothing is half
//! there, and the same file imported again brings exactly what is missing.
//!
//! The test binary starts itself again as the victim, which tells of every acknowledged act on its output.

mod common;

use app::case::{self, ActCmd, Channel, Filer, OpenCmd, ReporterIn, TicketFile};
use app::{App, FileIn, OpenOptions, SystemClock};
use common::{profile, sign_in};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// Kills on each database.
const RUNS: u64 = 2;
/// Who files and moves cases at the same time, beside the import.
const WORKERS: usize = 4;
/// Lines of each file: more than a chunk.
const LINES: usize = 2_300;
const DATA: &str = "XIUHUA_TEST_DATA";
const DATABASE: &str = "XIUHUA_TEST_DATABASE";
const RUN: &str = "XIUHUA_TEST_RUN";

async fn open(data: &Path, database: Option<String>) -> App {
    let options = OpenOptions {
        data_dir: data.to_owned(),
        database,
        key_file: None,
        profile: profile("yuexiu"),
        clock: Arc::new(SystemClock::default()),
        algorithm: journal::Algorithm::Sm3,
    };
    App::open(options).await.expect("opens")
}

fn tell(line: &str) {
    let _ = std::io::stdout()
        .lock()
        .write_all(format!("{line}\n").as_bytes());
}

/// The `file`th file of a run.
async fn tickets(run: &str, file: usize) -> TicketFile {
    let mut text =
        String::from("来源编号,案件类型,标题,内容,地址,诉求人,联系电话,受理时间,诉求类别\n");
    for n in 0..LINES {
        let _ = writeln!(
            text,
            "R{run}-{file}-{n},12345诉求,示例{n},示例：路灯不亮,示例路{}号,虚构{n},139{n:08},2026-03-{:02} 09:30,求助",
            n % 90,
            n % 28 + 1
        );
    }
    let file = FileIn {
        name: "tickets.csv".into(),
        bytes: text.into_bytes(),
    };
    TicketFile::read(file).await.expect("a sound file")
}

/// Files cases and moves each a few steps, as long as it is let.
async fn work(app: App) {
    let desk = sign_in(&app, "zuoxi").await;
    let clerk = sign_in(&app, "shouli").await;
    loop {
        let cmd = OpenCmd {
            title: "示例：楼道堆物".into(),
            fields: [("description".to_owned(), "示例：楼道堆物".to_owned())].into(),
            reporter: Some(ReporterIn {
                name: "虚构甲乙".into(),
                phone: "13900001234".into(),
                ..ReporterIn::default()
            }),
            ..OpenCmd::new("appeal", Channel::Desk)
        };
        let opened = case::open(&app, &Filer::Staff(&desk), cmd).await;
        let opened = opened.expect("filed").case;
        let id = opened.value.id;
        tell(&format!("case {id} {}", opened.version));
        let mut version = opened.version;
        for _ in 0..4 {
            let seen = case::detail(&app, &clerk, &id, None).await.expect("seen");
            // What asks for nothing but words; otherwise a note.
            let plain = |offer: &&app::case::OfferView| {
                let words = ["reason", "text"];
                offer.needs.iter().all(|it| words.contains(&it.need))
            };
            let filer = Filer::Staff(&clerk);
            let moved = match seen.offers.iter().find(plain) {
                Some(offer) => {
                    let cmd = ActCmd {
                        reason: Some("示例理由".into()),
                        text: Some("示例：已受理".into()),
                        ..ActCmd::of(&offer.action)
                    };
                    case::act(&app, &filer, &id, version, cmd).await
                }
                None => case::note(&app, &filer, &id, version, ("示例：记", vec![])).await,
            };
            let Ok(after) = moved else { break };
            version = after.version;
            tell(&format!("case {id} {version}"));
        }
    }
}

#[test]
#[ignore = "the victim of the other test"]
fn victim() {
    let Ok(data) = std::env::var(DATA) else {
        return;
    };
    let run = std::env::var(RUN).expect("a run");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(async move {
        let app = open(Path::new(&data), std::env::var(DATABASE).ok()).await;
        for _ in 0..WORKERS {
            tokio::spawn(work(app.clone()));
        }
        for number in 0.. {
            let file = tickets(&run, number).await;
            let operator = app.operator();
            let done = case::import(&app, &operator, "热线", &file, false, &app::silent).await;
            assert_eq!(done.expect("imports").opened, LINES);
            tell(&format!("file {number} {LINES}"));
        }
    });
}

/// Versions of cases and files that the victim told of before it was killed.
fn kill_one(data: &Path, database: Option<&String>, run: u64) -> HashMap<String, i64> {
    let mut command = Command::new(std::env::current_exe().expect("itself"));
    command
        .args(["--exact", "victim", "--ignored", "--nocapture"])
        .env(DATA, data)
        .env(RUN, run.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    if let Some(url) = database {
        command.env(DATABASE, url);
    }
    let mut child = command.spawn().expect("starts");
    let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let mut told = HashMap::new();
    let (mut child, mut killer) = (Some(child), None);
    for line in lines.map_while(Result::ok) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [what @ ("case" | "file"), which, number] = words[..] else {
            continue;
        };
        // A line cut off by the kill has a shorter number, which is still true; or none.
        if let Ok(number) = number.parse() {
            told.insert(format!("{what} {which}"), number);
        }
        // In the midst of the first file, later of others.
        if let Some(mut child) = child.take() {
            killer = Some(std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(400 + run * 900));
                child.kill().expect("killed");
                child.wait().expect("gone");
            }));
        }
    }
    killer
        .expect("the victim did something")
        .join()
        .expect("ended");
    told
}

async fn check(app: &App, run: u64, told: &HashMap<String, i64>) {
    let auditor = sign_in(app, "duban").await;
    let mut files = 0;
    for (what, number) in told {
        match what.split_once(' ') {
            Some(("case", id)) => {
                let seen = case::detail(app, &auditor, id, None).await.expect("there");
                assert!(seen.version >= *number, "{id}: {} < {number}", seen.version);
            }
            _ => files += 1,
        }
    }
    // Finished files are known line by line; the one that was cut short is made whole.
    let run = run.to_string();
    for number in 0..=files {
        let file = tickets(&run, number).await;
        let operator = app.operator();
        let again = case::import(app, &operator, "热线", &file, false, &app::silent).await;
        let again = again.expect("imports");
        assert_eq!(again.opened + again.known, LINES);
        if number < files {
            assert_eq!(again.opened, 0, "file {number} was acknowledged");
        }
    }
    assert_eq!(case::check(app).await.expect("looks").faults, []);
    let lists = app.projection_mismatches().await.expect("looks");
    assert_eq!(lists, Vec::<String>::new());
    let auditor = sign_in(app, "auditor").await;
    let verified = app::audit::verify(app, &auditor, &app::silent).await;
    assert!(verified.expect("verifies").sound);
}

async fn killed_over_and_over(database: Option<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let app = open(folder.path(), database.clone()).await;
    app::demo::create_people(&app).await.expect("people");
    app.close().await;
    let mut acknowledged = 0;
    for run in 0..RUNS {
        let told = kill_one(folder.path(), database.as_ref(), run);
        acknowledged += told.len();
        if let Some(url) = &database {
            store::testing::alone(url).await;
        }
        let app = open(folder.path(), database.clone()).await;
        check(&app, run, &told).await;
        app.close().await;
    }
    eprintln!("{RUNS} kills, {acknowledged} acknowledged cases and files, none lost");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cases_survive_a_kill_on_sqlite() {
    killed_over_and_over(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cases_survive_a_kill_on_postgres() {
    match store::testing::postgres_url().await {
        Some(url) => killed_over_and_over(Some(url)).await,
        None => eprintln!("SKIPPED: no PostgreSQL to be had; only SQLite was tested"),
    }
}
