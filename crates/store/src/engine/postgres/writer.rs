//! The one writer of this server: takes what waits, writes it in one transaction per district,
//! answers when it is durable.
//!
//! The district's row in `district_head` is locked first, so that several servers may share a
//! database; no lock ever concerns two districts.

use super::ready::{self, Param, Ready};
use super::rows::{all_at_once, borrowed, in_order, run as run_ops};
use super::{connection, failed};
use crate::batch::Committed;
use crate::engine::MAX_GROUP;
use crate::error::{CommitError, StoreError};
use crate::group::Heads;
use crate::prepared::{Prepared, PreparedChange};
use crate::projection::case;
use crate::sql::{RowOp, Sql};
use crate::value::params;
use crate::{head, idempotency};
use deadpool_postgres::{Pool, Transaction};
use futures_util::future::{join_all, try_join3};
use journal::{DistrictId, Subject};
use std::collections::{BTreeMap, HashSet};
use std::time::Instant;
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::types::ToSql;

/// A batch of so many changes makes the planner's statistics stale: it takes a district it has not
/// seen for an empty one, and joins of the new rows then cost their number squared.
const LARGE_CHANGES: usize = 1_000;
/// The least time between two takings of statistics, in seconds.
const STATISTICS_SECONDS: u64 = 10;
/// Districts written at the same time.
const DISTRICTS_AT_ONCE: usize = 4;

pub(super) type Answer = oneshot::Sender<Result<Committed, CommitError>>;

#[derive(Debug)]
pub(super) struct Work {
    pub batch: Prepared,
    pub answer: Answer,
}

static LOCK: Sql = Sql::new(
    "district_head.lock",
    "SELECT next_pos, last_at_ms FROM district_head WHERE district_id = $1 FOR UPDATE",
);
static HEADS: Sql = Sql::new(
    "subject.heads",
    "SELECT s.kind, s.id, s.seq, s.hash FROM subject AS s \
     JOIN (SELECT DISTINCT UNNEST($2::TEXT[]) AS kind, UNNEST($3::TEXT[]) AS id) AS wanted \
     ON s.kind = wanted.kind AND s.id = wanted.id WHERE s.district_id = $1",
);
static ANSWERS: Sql = Sql::new(
    "idempotency.answers",
    "SELECT i.actor, i.key, i.request_hash, i.status, i.response FROM idempotency AS i \
     JOIN (SELECT DISTINCT UNNEST($2::TEXT[]) AS actor, UNNEST($3::TEXT[]) AS key) AS wanted \
     ON i.actor = wanted.actor AND i.key = wanted.key WHERE i.district_id = $1",
);
static APPEND: Sql = Sql::new(
    "journal.append_many",
    "INSERT INTO journal (district_id, subject_kind, subject_id, seq, pos, at_ms, actor, action, \
     reason, before, after, prev_hash, hash, algorithm) \
     SELECT $1, * FROM UNNEST($2::TEXT[], $3::TEXT[], $4::BIGINT[], $5::BIGINT[], $6::BIGINT[], \
     $7::TEXT[], $8::TEXT[], $9::TEXT[], $10::TEXT[], $11::TEXT[], $12::TEXT[], $13::TEXT[], $14::TEXT[])",
);
static PUT_SUBJECTS: Sql = Sql::new(
    "subject.put_many",
    "INSERT INTO subject (district_id, kind, id, seq, hash, state) \
     SELECT $1, * FROM UNNEST($2::TEXT[], $3::TEXT[], $4::BIGINT[], $5::TEXT[], $6::TEXT[]) \
     ON CONFLICT (district_id, kind, id) DO UPDATE SET \
     seq = excluded.seq, hash = excluded.hash, state = excluded.state",
);

#[cfg(test)]
pub(crate) static STATEMENTS: &[&Sql] = &[&LOCK, &HEADS, &ANSWERS, &APPEND, &PUT_SUBJECTS];

pub(super) async fn run(pool: Pool, mut receiver: mpsc::Receiver<Work>) {
    let mut group = Vec::with_capacity(MAX_GROUP);
    let mut statistics: Option<Instant> = None;
    while receiver.recv_many(&mut group, MAX_GROUP).await > 0 {
        let mut districts: BTreeMap<DistrictId, Vec<Work>> = BTreeMap::new();
        let fresh = statistics.is_some_and(|at| at.elapsed().as_secs() < STATISTICS_SECONDS);
        let large = group
            .iter()
            .any(|work: &Work| work.batch.changes.len() >= LARGE_CHANGES);
        let renew = large && !fresh;
        for work in group.drain(..) {
            let district = work.batch.district.clone();
            districts.entry(district).or_default().push(work);
        }
        let mut districts = districts.into_values().peekable();
        while districts.peek().is_some() {
            let now = districts.by_ref().take(DISTRICTS_AT_ONCE);
            join_all(now.map(|works| write_group(&pool, works, renew))).await;
        }
        if renew {
            statistics = Some(Instant::now());
        }
    }
}

/// Writes a group of one district as one; when a row is refused, each batch is tried alone,
/// so that only the offending one fails.
async fn write_group(pool: &Pool, works: Vec<Work>, renew: bool) {
    let (mut batches, answers): (Vec<_>, Vec<_>) = works
        .into_iter()
        .map(|work| (work.batch, work.answer))
        .unzip();
    let outcomes = match transact(pool, &mut batches).await {
        Ok(outcomes) => outcomes,
        Err(refusal @ CommitError::Unavailable(_)) => {
            batches.iter().map(|_| Err(refusal.clone())).collect()
        }
        Err(refusal) if batches.len() == 1 => vec![Err(refusal)],
        Err(_) => {
            let mut outcomes = Vec::with_capacity(batches.len());
            for batch in &mut batches {
                let alone = transact(pool, std::slice::from_mut(batch)).await;
                outcomes.push(alone.and_then(|mut outcomes| outcomes.remove(0)));
            }
            outcomes
        }
    };
    if renew {
        take_statistics(pool).await;
    }
    for (answer, outcome) in answers.into_iter().zip(outcomes) {
        let _ = answer.send(outcome);
    }
}

/// What autovacuum would do within a minute. Plans only: a failure is noted and nothing else.
async fn take_statistics(pool: &Pool) {
    let taken = match connection(pool).await {
        Ok(client) => client
            .batch_execute(
                "ANALYZE case_row, case_unit, commitment, commitment_unit, light, record, subject",
            )
            .await
            .map_err(failed),
        Err(error) => Err(error),
    };
    if let Err(error) = taken {
        tracing::warn!(%error, "statistics could not be taken");
    }
}

type Outcomes = Vec<Result<Committed, CommitError>>;

async fn transact(pool: &Pool, batches: &mut [Prepared]) -> Result<Outcomes, CommitError> {
    let Some(district) = batches.first().map(|batch| batch.district.clone()) else {
        return Ok(Vec::new());
    };
    let mut client = connection(pool).await.map_err(unread)?;
    let transaction = client.transaction().await.map_err(refused)?;
    let mut heads = read_heads(&transaction, &district, batches).await?;
    let mut outcomes = Vec::with_capacity(batches.len());
    let mut good = Vec::with_capacity(batches.len());
    for batch in batches.iter_mut() {
        let outcome = heads.place(batch);
        if outcome.is_ok() {
            good.push(&*batch);
        }
        outcomes.push(outcome);
    }
    let moved = RowOp::new(
        &head::MOVE_DISTRICT,
        params![&district, heads.next_pos, heads.last_at_ms],
    );
    write(&transaction, &district, &good, &moved)
        .await
        .map_err(refused)?;
    transaction.commit().await.map_err(refused)?;
    Ok(outcomes)
}

async fn read_heads(
    transaction: &Transaction<'_>,
    district: &DistrictId,
    batches: &[Prepared],
) -> Result<Heads, CommitError> {
    let mut found = lock_and_read(transaction, district, batches).await?;
    if found.district.is_empty() {
        let new = RowOp::new(&head::NEW_DISTRICT, params![district]);
        run_ops(transaction, &[new]).await.map_err(refused)?;
        found = lock_and_read(transaction, district, batches).await?;
    }
    let row = found
        .district
        .first()
        .ok_or_else(|| CommitError::Unavailable("district_head".to_owned()))?;
    let mut heads = Heads {
        next_pos: row.get(0),
        last_at_ms: row.get(1),
        ..Heads::default()
    };
    for row in found.subjects {
        let subject = Subject::new(row.get::<_, String>(0), row.get::<_, String>(1));
        heads
            .subjects
            .insert(subject, Some((row.get(2), row.get(3))));
    }
    for row in found.answers {
        let answer = idempotency::Answer {
            request_hash: row.get(2),
            status: row.get(3),
            response: row.get(4),
        };
        heads.answers.insert((row.get(0), row.get(1)), answer);
    }
    Ok(heads)
}

type Rows = Vec<tokio_postgres::Row>;

/// What a group is settled by.
struct Found {
    district: Rows,
    subjects: Rows,
    answers: Rows,
}

/// Locks the district, then reads the heads of all subjects concerned and the answers stored under the
/// group's keys: statements each of which sees what is durable when it begins, sent together.
async fn lock_and_read(
    transaction: &Transaction<'_>,
    district: &DistrictId,
    batches: &[Prepared],
) -> Result<Found, CommitError> {
    let wanted: HashSet<&Subject> = batches.iter().flat_map(Prepared::subjects).collect();
    let kinds: Vec<&str> = wanted.iter().map(|subject| subject.kind.as_str()).collect();
    let ids: Vec<&str> = wanted.iter().map(|subject| subject.id.as_str()).collect();
    let keyed = batches.iter().filter_map(|batch| {
        Some((
            batch.actor.as_str(),
            batch.idempotency.as_ref()?.key.as_str(),
        ))
    });
    let (actors, keys): (Vec<&str>, Vec<&str>) = keyed.unzip();
    let sent = async {
        let lock = transaction.prepare_cached(LOCK.text).await?;
        let heads = transaction.prepare_cached(HEADS.text).await?;
        let lock_params = params![district];
        let lock_params = borrowed(&lock_params);
        let heads_params: [&(dyn ToSql + Sync); 3] = [&district.0, &kinds, &ids];
        let answers = async {
            if keys.is_empty() {
                return Ok(Vec::new());
            }
            let answers = transaction.prepare_cached(ANSWERS.text).await?;
            let params: [&(dyn ToSql + Sync); 3] = [&district.0, &actors, &keys];
            transaction.query(&answers, &params).await
        };
        try_join3(
            transaction.query(&lock, &lock_params),
            transaction.query(&heads, &heads_params),
            answers,
        )
        .await
    };
    let (district, subjects, answers) = sent.await.map_err(refused)?;
    Ok(Found {
        district,
        subjects,
        answers,
    })
}

/// Sends all rows of a group and the move of the district's head.
async fn write(
    transaction: &Transaction<'_>,
    district: &DistrictId,
    batches: &[&Prepared],
    moved: &RowOp,
) -> Result<(), tokio_postgres::Error> {
    let changes: Vec<&PreparedChange> = batches.iter().flat_map(|batch| &batch.changes).collect();
    // A subject's rows after any state are the same however it was reached: the last state will do;
    // and one statement may touch a row only once.
    let last = last_of_each(&changes);
    let mut ops = Vec::new();
    for batch in batches {
        ops.extend(batch.writes.iter().cloned());
        if let Some(it) = &batch.idempotency {
            ops.push(idempotency::put(district, &batch.actor, it, batch.at_ms));
        }
    }
    let counts = case::ops(district, batches.iter().flat_map(|batch| &batch.counts));
    let mut all = Vec::new();
    if !changes.is_empty() {
        all.push(append(transaction, district, &changes).await?);
        all.push(put_subjects(transaction, district, &last).await?);
    }
    let rows = last.iter().flat_map(|change| &change.rows).collect();
    all.extend(all_at_once(transaction, rows).await?);
    all.extend(all_at_once(transaction, counts.iter().collect()).await?);
    let ops = ops.iter().chain([moved]).collect();
    all.extend(in_order(transaction, ops).await?);
    ready::run(transaction, all).await
}

/// The last change of every subject, in order.
fn last_of_each<'a>(changes: &[&'a PreparedChange]) -> Vec<&'a PreparedChange> {
    let mut seen = HashSet::new();
    let backwards = changes.iter().rev();
    let mut last: Vec<_> = backwards
        .filter(|change| seen.insert(&change.entry.subject))
        .copied()
        .collect();
    last.reverse();
    last
}

async fn append<'a>(
    transaction: &Transaction<'_>,
    district: &'a DistrictId,
    changes: &[&'a PreparedChange],
) -> Result<Ready<'a>, tokio_postgres::Error> {
    let reasons: Vec<Option<&str>> = changes
        .iter()
        .map(|change| change.entry.reason.as_deref())
        .collect();
    let params: Vec<Param<'a>> = vec![
        Box::new(&district.0),
        texts(changes, |change| &change.entry.subject.kind),
        texts(changes, |change| &change.entry.subject.id),
        numbers(changes, |change| change.entry.seq),
        numbers(changes, |change| change.entry.pos),
        numbers(changes, |change| change.entry.at_ms),
        texts(changes, |change| &change.entry.actor),
        texts(changes, |change| &change.entry.action),
        Box::new(reasons),
        texts(changes, |change| &change.entry.before),
        texts(changes, |change| &change.entry.after),
        texts(changes, |change| &change.entry.prev_hash),
        texts(changes, |change| &change.entry.hash),
        texts(changes, |change| change.entry.algorithm.code()),
    ];
    Ready::new(transaction, APPEND.text, params).await
}

async fn put_subjects<'a>(
    transaction: &Transaction<'_>,
    district: &'a DistrictId,
    last: &[&'a PreparedChange],
) -> Result<Ready<'a>, tokio_postgres::Error> {
    let params: Vec<Param<'a>> = vec![
        Box::new(&district.0),
        texts(last, |change| &change.entry.subject.kind),
        texts(last, |change| &change.entry.subject.id),
        numbers(last, |change| change.entry.seq),
        texts(last, |change| &change.entry.hash),
        texts(last, |change| &change.state),
    ];
    Ready::new(transaction, PUT_SUBJECTS.text, params).await
}

/// One column of texts.
fn texts<'a>(changes: &[&'a PreparedChange], read: fn(&PreparedChange) -> &str) -> Param<'a> {
    let column: Vec<&'a str> = changes.iter().map(|change| read(change)).collect();
    Box::new(column)
}

/// One column of numbers.
fn numbers<'a>(changes: &[&'a PreparedChange], read: fn(&PreparedChange) -> i64) -> Param<'a> {
    let column: Vec<i64> = changes.iter().map(|change| read(change)).collect();
    Box::new(column)
}

/// A rule of the database broken by this batch (classes 22 and 23, data and integrity) is the
/// batch's fault; everything else is the database's.
fn refused(error: tokio_postgres::Error) -> CommitError {
    let class = error
        .code()
        .map(|code| code.code().get(..2).unwrap_or_default().to_owned());
    match class.as_deref() {
        Some("22" | "23") => CommitError::Invalid(failed(error).to_string()),
        _ => failed(error).into(),
    }
}

fn unread(error: StoreError) -> CommitError {
    error.into()
}
