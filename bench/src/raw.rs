//! Appends by the database library alone: the same rows with the same durability, nothing
//! computed or checked, the texts ready.

use serde_json::{Value as Json, json};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};
use store::Algorithm;

const JOURNAL: &str = "INSERT INTO journal (district_id, subject_kind, subject_id, seq, pos, at_ms, actor, action, \
    reason, before, after, prev_hash, hash, algorithm) VALUES ($1, 'record', $2, 1, $3, $4, 'token-unit', 'record.claim', \
    NULL, '{}', $5, $6, $7, 'sm3')";
const SUBJECT: &str = "INSERT INTO subject (district_id, kind, id, seq, hash, state) VALUES ($1, 'record', $2, 1, $3, $4)";
const RECORD: &str = "INSERT INTO record (district_id, id, commitment_id, kind, status, day, claimed_by, claimed_unit, \
    claimed_at) VALUES ($1, $2, '0198c0de00007000a000000000000001', 'note', 'claimed', '2026-05-01', 'token-unit', 'unit', \
    '2026-05-01T08:00:00Z')";
/// The district of these rows.
const DISTRICT: &str = "bare";
/// Words of a claimed note.
pub(crate) const NOTE: &str =
    "本周完成现场核查并与居民代表沟通，下一步按计划推进，资料已归档备查。";

/// A record of a commitment as a unit claims it: one journal entry, one state, one row of a list.
pub(crate) fn claim(id: &str) -> Json {
    json!({
        "id": id, "commitment": "0198c0de00007000a000000000000001", "kind": "note", "date": "2026-05-01",
        "note": NOTE, "evidence": [], "status": "claimed", "claimed_by": {"person": "token-unit", "unit": "unit"},
        "claimed_at": "2026-05-01T08:00:00Z", "claimed_on": "2026-05-01",
    })
}

/// Appends a second to a SQLite file with our tables, `batch` in a commit, `synchronous = FULL`.
pub(crate) fn sqlite(file: &Path, batch: usize, time: Duration) -> anyhow::Result<f64> {
    let connection = rusqlite::Connection::open(file)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;",
    )?;
    let numbered = |text: &str| text.replace('$', "?");
    let mut journal = connection.prepare(&numbered(JOURNAL))?;
    let mut subject = connection.prepare(&numbered(SUBJECT))?;
    let mut record = connection.prepare(&numbered(RECORD))?;
    let (hash, zero) = (Algorithm::Sm3.hex(b""), Algorithm::Sm3.genesis());
    let begun = Instant::now();
    let mut count = 0i64;
    while begun.elapsed() < time {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for writer in 0..batch {
            let id = format!("{writer:02}{:030}", count / batch as i64);
            let state = claim(&id).to_string();
            count += 1;
            journal.execute(rusqlite::params![
                DISTRICT,
                id,
                count,
                1_780_000_000_000i64,
                state,
                zero,
                hash
            ])?;
            subject.execute(rusqlite::params![DISTRICT, id, hash, state])?;
            record.execute(rusqlite::params![DISTRICT, id])?;
        }
        connection.execute_batch("COMMIT")?;
    }
    Ok(count as f64 / begun.elapsed().as_secs_f64())
}

/// Appends a second to PostgreSQL, one transaction for each, on so many connections at once.
pub(crate) async fn postgres(url: &str, clients: usize, time: Duration) -> anyhow::Result<f64> {
    let count = Arc::new(AtomicI64::new(0));
    let begun = Instant::now();
    let running: Vec<_> = (0..clients)
        .map(|client| {
            tokio::spawn(postgres_client(
                url.to_owned(),
                clients,
                client,
                begun,
                time,
                Arc::clone(&count),
            ))
        })
        .collect();
    for one in running {
        one.await??;
    }
    Ok(count.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64())
}

async fn postgres_client(
    url: String,
    clients: usize,
    client: usize,
    begun: Instant,
    time: Duration,
    count: Arc<AtomicI64>,
) -> anyhow::Result<()> {
    let (mut connection, talking) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await?;
    tokio::spawn(talking);
    let journal = connection.prepare(JOURNAL).await?;
    let subject = connection.prepare(SUBJECT).await?;
    let record = connection.prepare(RECORD).await?;
    let (hash, zero) = (Algorithm::Sm3.hex(b""), Algorithm::Sm3.genesis());
    let district = format!("{DISTRICT}-{clients}");
    for n in 0.. {
        if begun.elapsed() > time {
            break;
        }
        let id = format!("{client:02}{n:030}");
        let state = claim(&id).to_string();
        let pos = (n * clients + client + 1) as i64;
        let transaction = connection.transaction().await?;
        transaction
            .execute(
                &journal,
                &[
                    &district,
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
            .execute(&subject, &[&district, &id, &hash, &state])
            .await?;
        transaction.execute(&record, &[&district, &id]).await?;
        transaction.commit().await?;
        count.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}
