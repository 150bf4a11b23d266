//! Durable journal appends a second through `Store::commit` with 64 writers at once, against the
//! bare library with the same rows, batch size and durability, in the same run.
//!
//! `cargo run --release -p xiuhua-store --example appends -- [SECONDS] [postgres://…]`

use jiff::Timestamp;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};
use store::{Algorithm, Batch, Change, DistrictId, Location, Store, Subject};

/// Writers at once, and so the most appends that can share a commit.
const WRITERS: usize = 64;

type Any = Box<dyn std::error::Error + Send + Sync>;

/// Rounds taken in turn, so that whatever else the machine does falls on both.
const ROUNDS: usize = 5;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Any> {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().map_or(Ok(2), |text| text.parse())?;
    let time = Duration::from_secs(seconds);
    let folder = std::env::temp_dir().join(format!("xiuhua-appends-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let outcome = sqlite(&folder, time).await;
    std::fs::remove_dir_all(&folder)?;
    outcome?;
    if let Some(url) = arguments.next() {
        postgres(&url, time).await?;
    }
    Ok(())
}

async fn sqlite(folder: &Path, time: Duration) -> Result<(), Any> {
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        let at = Location::parse(&folder.join(format!("store{round}")), None)?;
        let store = Store::open(&at, Algorithm::Sm3).await?;
        let ours = through_the_store(&store, time).await?;
        store.close().await;
        let file = folder.join(format!("bare{round}.sqlite3"));
        let empty = Store::open(&Location::Sqlite { file: file.clone() }, Algorithm::Sm3).await?;
        empty.close().await;
        let bare = tokio::task::spawn_blocking(move || bare_sqlite(&file, time)).await??;
        rounds.push((ours, bare));
    }
    tell("sqlite", "bare library, 64 a commit", &rounds);
    Ok(())
}

async fn postgres(url: &str, time: Duration) -> Result<(), Any> {
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        let at = Location::Postgres {
            url: url.to_owned(),
        };
        let store = Store::open(&at, Algorithm::Sm3).await?;
        let ours = through_the_store(&store, time).await?;
        store.close().await;
        rounds.push((ours, one_by_one(url, round as i64, time).await?));
    }
    tell("postgres", "one transaction for each", &rounds);
    Ok(())
}

/// The median round by its ratio, and the ratios' range.
fn tell(engine: &str, other: &str, rounds: &[(f64, f64)]) {
    let mut rounds = rounds.to_vec();
    rounds.sort_by(|one, two| (one.0 / one.1).total_cmp(&(two.0 / two.1)));
    let ratio = |at: usize| rounds[at].0 / rounds[at].1;
    let (ours, theirs) = rounds[ROUNDS / 2];
    println!(
        "{engine}: store {ours:.0} appends/s, {other} {theirs:.0}/s, ratio {:.2} ({:.2}-{:.2} in {ROUNDS} rounds)",
        ratio(ROUNDS / 2),
        ratio(0),
        ratio(ROUNDS - 1)
    );
}

/// A record of a commitment, as a unit would claim it: one journal entry, one state, one row of a list.
fn claim(id: &str) -> Value {
    json!({
        "id": id, "commitment": "0198c0de00007000a000000000000001", "kind": "amount", "date": "2026-05-01",
        "amount": "128.50", "unit": "户", "place": "某街某社区", "note": "完成改造并通水，居民代表已签字确认。",
        "evidence": [{"hash": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0", "name": "验收.pdf",
                      "media_type": "application/pdf", "bytes": 48213}],
        "status": "claimed", "claimed_by": {"person": "zhang", "unit": "bureau"},
        "claimed_at": "2026-05-01T08:00:00Z", "claimed_on": "2026-05-01",
    })
}

async fn through_the_store(store: &Store, time: Duration) -> Result<f64, Any> {
    let count = Arc::new(AtomicI64::new(0));
    let run = Timestamp::now().as_millisecond();
    let begun = Instant::now();
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (store, count) = (store.clone(), Arc::clone(&count));
            tokio::spawn(async move {
                for n in 0.. {
                    if begun.elapsed() > time {
                        break;
                    }
                    let id = format!("{run:013x}{writer:02}{n:017}");
                    let mut batch = Batch::new(DistrictId::from("here"), Timestamp::now(), "zhang");
                    let subject = Subject::new("record", id.clone());
                    batch.changes.push(Change::between(
                        subject,
                        0,
                        "record.claim",
                        None,
                        None,
                        &claim(&id),
                    ));
                    store.commit(batch).await?;
                    count.fetch_add(1, Ordering::Relaxed);
                }
                Ok::<(), store::CommitError>(())
            })
        })
        .collect();
    for writer in writers {
        writer.await??;
    }
    Ok(count.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64())
}

const JOURNAL: &str = "INSERT INTO journal (district_id, subject_kind, subject_id, seq, pos, at_ms, actor, action, \
    reason, before, after, prev_hash, hash, algorithm) VALUES ($1, 'record', $2, 1, $3, $4, 'zhang', 'record.claim', \
    NULL, '{}', $5, $6, $7, 'sm3')";
const SUBJECT: &str = "INSERT INTO subject (district_id, kind, id, seq, hash, state) VALUES ($1, 'record', $2, 1, $3, $4)";
const RECORD: &str = "INSERT INTO record (district_id, id, commitment_id, kind, status, day, amount, unit, place, \
    claimed_by, claimed_unit, claimed_at) VALUES ($1, $2, '0198c0de00007000a000000000000001', 'amount', 'claimed', \
    '2026-05-01', '128.50', '户', '某街某社区', 'zhang', 'bureau', '2026-05-01T08:00:00Z')";

/// The same rows in the same tables by the library alone: nothing is computed or checked, and the
/// texts are ready.
fn bare_sqlite(file: &Path, time: Duration) -> Result<f64, Any> {
    let connection = rusqlite::Connection::open(file)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;",
    )?;
    let numbered = |text: &str| text.replace('$', "?");
    let (journal, subject, record) = (numbered(JOURNAL), numbered(SUBJECT), numbered(RECORD));
    let mut journal = connection.prepare(&journal)?;
    let mut subject = connection.prepare(&subject)?;
    let mut record = connection.prepare(&record)?;
    let hash = Algorithm::Sm3.hex(b"");
    let zero = Algorithm::Sm3.genesis();
    let begun = Instant::now();
    let mut count = 0i64;
    while begun.elapsed() < time {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for writer in 0..WRITERS {
            let id = format!("{writer:02}{:030}", count / WRITERS as i64);
            let state = claim(&id).to_string();
            count += 1;
            journal.execute(rusqlite::params![
                "here",
                id,
                count,
                1_780_000_000_000i64,
                state,
                zero,
                hash
            ])?;
            subject.execute(rusqlite::params!["here", id, hash, state])?;
            record.execute(rusqlite::params!["here", id])?;
        }
        connection.execute_batch("COMMIT")?;
    }
    Ok(count as f64 / begun.elapsed().as_secs_f64())
}

/// The same rows, one transaction for each append, on 16 connections at once.
async fn one_by_one(url: &str, round: i64, time: Duration) -> Result<f64, Any> {
    let count = Arc::new(AtomicI64::new(0));
    let begun = Instant::now();
    let mut clients = Vec::new();
    for client in 0..16 {
        let (mut connection, talking) = tokio_postgres::connect(url, tokio_postgres::NoTls).await?;
        tokio::spawn(talking);
        let count = Arc::clone(&count);
        clients.push(tokio::spawn(async move {
            let journal = connection.prepare(JOURNAL).await?;
            let subject = connection.prepare(SUBJECT).await?;
            let record = connection.prepare(RECORD).await?;
            let hash = Algorithm::Sm3.hex(b"");
            let zero = Algorithm::Sm3.genesis();
            for n in 0i64.. {
                if begun.elapsed() > time {
                    break;
                }
                let id = format!("{round:02}{client:02}{n:028}");
                let state = claim(&id).to_string();
                let pos = (round << 40) + n * 16 + client + 1;
                let transaction = connection.transaction().await?;
                transaction
                    .execute(
                        &journal,
                        &[
                            &"bare",
                            &id,
                            &pos,
                            &1_780_000_000_000i64,
                            &state,
                            &zero,
                            &hash,
                        ],
                    )
                    .await?;
                transaction
                    .execute(&subject, &[&"bare", &id, &hash, &state])
                    .await?;
                transaction.execute(&record, &[&"bare", &id]).await?;
                transaction.commit().await?;
                count.fetch_add(1, Ordering::Relaxed);
            }
            Ok::<(), tokio_postgres::Error>(())
        }));
    }
    for client in clients {
        client.await??;
    }
    Ok(count.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64())
}
