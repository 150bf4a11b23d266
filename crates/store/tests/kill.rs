//! `kill -9` under load: every acknowledged write is there, none half, and the chain verifies.
//!
//! The test binary starts itself again as the victim: it writes as fast as it can and prints a
//! line for every acknowledged batch, until it is killed.

use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::testing::{self, TestStore};
use store::{Algorithm, Batch, Change, DistrictId, Location, Store, Subject, VerifyOutcome};

/// Kills of each kind.
const RUNS: u64 = 10;
/// Kills of the database server itself.
const SERVER_RUNS: u64 = 3;
/// Writers of the victim.
const WRITERS: usize = 16;
const PLACE: &str = "XIUHUA_TEST_VICTIM";

fn here() -> DistrictId {
    DistrictId::from("here")
}

/// Instants of the cases: the first, and how long a step may take, in seconds.
const FIRST: i64 = 1_780_000_000;
const STEP: i64 = 3_600;

/// The case that changes with a pair: sent to a unit, handled, done again, over and over.
fn case(writer: &str, n: i64) -> Value {
    let when = |seconds: i64| Timestamp::from_second(FIRST + seconds).unwrap().to_string();
    let handled = n % 2 == 0;
    let run = |at: i64, stopped: bool| {
        let stopped = stopped.then(|| when(at * STEP + 60));
        json!({ "key": "handle", "started": when(at * STEP), "due": when(at * STEP + n % 120), "stopped": stopped })
    };
    json!({
        "number": format!("CG{writer}"), "case_type": "city", "state": "s", "title": "t",
        "phase": if handled { "verify" } else { "handle" }, "reported_at": when(0),
        "matter": format!("m{}", n % 5), "handler": format!("u{}", n % 3),
        "owner": { "unit": format!("u{}", n % 3) }, "rework": n / 2,
        "dispatches": [{ "unit": "u0", "at": when(0) }],
        "clocks": [run(1, true), run(2, handled)],
    })
}

/// A message of the case's change.
fn message(writer: &str, n: i64) -> store::Write {
    store::Write::PutMessage(store::Message {
        id: format!("{writer}/{n}"),
        subject: writer.to_owned(),
        event: format!("moved#{n}"),
        recipient: "r".to_owned(),
        channel: "mail".to_owned(),
        payload: "{}".to_owned(),
        run_after_ms: 0,
    })
}

/// Two subjects and a case that always change together, with a message.
fn pair(writer: &str, seq: i64) -> Batch {
    let mut batch = Batch::new(here(), Timestamp::now(), "victim");
    for side in ["left", "right"] {
        let subject = Subject::new(side, writer);
        let before = (seq > 0).then(|| json!({ "n": seq }));
        let after = json!({ "n": seq + 1 });
        let change = Change::between(subject, seq, "pair.turn", None, before.as_ref(), &after);
        batch.changes.push(change);
    }
    let before = (seq > 0).then(|| case(writer, seq));
    let subject = Subject::new("case", writer);
    let after = case(writer, seq + 1);
    let change = Change::between(subject, seq, "case.turn", None, before.as_ref(), &after);
    batch.changes.push(change);
    batch.writes.push(message(writer, seq + 1));
    batch
}

/// Writes until it is refused; tells of every acknowledged batch.
async fn turn(store: Store, writer: String, tell: impl Fn(&str, i64)) {
    for seq in 0.. {
        if store.commit(pair(&writer, seq)).await.is_err() {
            return;
        }
        tell(&writer, seq + 1);
    }
}

#[test]
#[ignore = "the victim of the other tests"]
fn victim() {
    let Ok(place) = std::env::var(PLACE) else {
        return;
    };
    let run = std::env::var("XIUHUA_TEST_RUN").unwrap();
    let at = match place.starts_with("postgres") {
        true => Location::Postgres { url: place },
        false => Location::Sqlite { file: place.into() },
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    runtime.unwrap().block_on(async move {
        let store = Store::open(&at, Algorithm::Sm3).await.unwrap();
        let tell = |writer: &str, seq: i64| {
            let line = format!("acknowledged {writer} {seq}\n");
            let _ = std::io::stdout().lock().write_all(line.as_bytes());
        };
        let writers =
            (0..WRITERS).map(|n| tokio::spawn(turn(store.clone(), format!("{run}-{n}"), tell)));
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
    });
}

/// Starts a victim, kills it after a while, and returns what it was told.
fn kill_one(at: &Location, run: u64) -> HashMap<String, i64> {
    let place = match at {
        Location::Sqlite { file } => file.display().to_string(),
        Location::Postgres { url } => url.clone(),
    };
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "victim",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(PLACE, place)
        .env("XIUHUA_TEST_RUN", run.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut told = HashMap::new();
    let mut child = Some(child);
    let mut killer = None;
    for line in lines.map_while(Result::ok) {
        let mut words = line.split_whitespace();
        let (Some("acknowledged"), Some(writer), Some(seq)) =
            (words.next(), words.next(), words.next())
        else {
            continue;
        };
        // A line cut off by the kill has no full number, but a shorter one is still true.
        told.insert(writer.to_owned(), seq.parse().unwrap());
        if let Some(mut child) = child.take() {
            killer = Some(std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(60 + run * 37 % 250));
                child.kill().unwrap();
                child.wait().unwrap();
            }));
        }
    }
    killer.expect("the victim wrote something").join().unwrap();
    told
}

/// How many messages wait.
async fn messages(store: &Store) -> i64 {
    let mut count = 0;
    let mut before: Option<(i64, String)> = None;
    loop {
        let at = before.as_ref().map(|(at, id)| (*at, id.as_str()));
        let page = store.messages(&here(), "waiting", at, 200).await.unwrap();
        count += page.len() as i64;
        match page.last() {
            Some(last) => before = Some((last.at_ms, last.message.id.clone())),
            None => return count,
        }
    }
}

async fn check(store: &Store, told: &HashMap<String, i64>) {
    assert!(told.values().sum::<i64>() > 0);
    for (writer, seq) in told {
        let left = store
            .load::<Value>(&here(), "left", writer)
            .await
            .unwrap()
            .unwrap();
        let right = store
            .load::<Value>(&here(), "right", writer)
            .await
            .unwrap()
            .unwrap();
        assert!(
            left.seq >= *seq,
            "{writer}: acknowledged {seq}, found {}",
            left.seq
        );
        assert_eq!(
            (left.seq, &left.state),
            (right.seq, &right.state),
            "half a batch of {writer}"
        );
        let case = store.load::<Value>(&here(), "case", writer).await.unwrap();
        assert_eq!(case.unwrap().seq, left.seq, "half a batch of {writer}");
    }
    // Lists and counters are what a recount says, and each change has its one message.
    assert_eq!(store.rebuild_check(&here()).await.unwrap(), []);
    let cases = store
        .all_of::<Value>(&here(), "case", 100_000)
        .await
        .unwrap();
    let entries: i64 = cases.iter().map(|case| case.seq).sum();
    assert_eq!(messages(store).await, entries);
    let outcome = store.verify(&here(), |_| {}).await.unwrap();
    assert!(matches!(outcome, VerifyOutcome::Sound(_)), "{outcome:?}");
}

async fn killed_over_and_over(test: TestStore) {
    test.store.close().await;
    let mut acknowledged = 0;
    for run in 0..RUNS {
        let told = kill_one(&test.at, run);
        if let Location::Postgres { url } = &test.at {
            testing::alone(url).await;
        }
        let store = Store::open(&test.at, Algorithm::Sm3).await.unwrap();
        check(&store, &told).await;
        store.close().await;
        acknowledged += told.values().sum::<i64>();
    }
    let _ = writeln!(
        std::io::stderr(),
        "{RUNS} kills, {acknowledged} acknowledged batches, none lost: {}",
        test.at
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_process_loses_nothing_on_sqlite() {
    killed_over_and_over(testing::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_process_or_server_loses_nothing_on_postgres() {
    let Some(test) = testing::postgres().await else {
        return;
    };
    let again = TestStore::clone_of(&test).await;
    killed_over_and_over(test).await;
    for run in 0..SERVER_RUNS {
        kill_the_server(&again.store, run).await;
    }
}

/// The server dies and comes back; the same open store goes on.
async fn kill_the_server(store: &Store, run: u64) {
    let told = Arc::new(Mutex::new(HashMap::new()));
    let writers = (0..WRITERS).map(|n| {
        let told = Arc::clone(&told);
        let tell = move |writer: &str, seq: i64| {
            told.lock().unwrap().insert(writer.to_owned(), seq);
        };
        tokio::spawn(turn(store.clone(), format!("server-{run}-{n}"), tell))
    });
    let writers: Vec<_> = writers.collect();
    tokio::time::sleep(Duration::from_millis(300)).await;
    testing::kill_postgres();
    for writer in writers {
        writer.await.unwrap();
    }
    for _ in 0..100 {
        if store.last_pos(&here()).await.is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let told = told.lock().unwrap().clone();
    check(store, &told).await;
    let next = pair(&format!("after-{run}"), 0);
    store.commit(next).await.unwrap();
}
