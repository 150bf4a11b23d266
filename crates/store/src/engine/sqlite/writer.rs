//! The one writer: takes what waits, writes it in one transaction, answers when it is durable.

use super::statements::Statements;
use super::{failed, rows};
use crate::batch::Committed;
use crate::case::Counts;
use crate::engine::MAX_GROUP;
use crate::error::{CommitError, StoreError};
use crate::group::Heads;
use crate::prepared::Prepared;
use crate::projection::case::{self, CountKey};
use crate::row::Row;
use crate::sql::{RowOp, Sql, Text};
use crate::value::{Value, params};
use crate::{head, idempotency};
use journal::DistrictId;
use rusqlite::{Connection, TransactionBehavior};
use std::collections::HashMap;
use tokio::sync::{mpsc, oneshot};

pub(super) type Answer = oneshot::Sender<Result<Committed, CommitError>>;

#[derive(Debug)]
pub(super) enum Work {
    Commit(Box<Prepared>, Answer),
    Run(Vec<RowOp>, oneshot::Sender<Result<(), StoreError>>),
    Returning(
        Text,
        Vec<Value>,
        Sync,
        oneshot::Sender<Result<Vec<Row>, StoreError>>,
    ),
}

/// When the disk has to have taken a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sync {
    Now,
    WithTheNext,
}

static APPEND: Sql = Sql::new(
    "journal.append",
    "INSERT INTO journal (district_id, subject_kind, subject_id, seq, pos, at_ms, actor, action, \
     reason, before, after, prev_hash, hash, algorithm) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
);
static PUT_SUBJECT: Sql = Sql::new(
    "subject.put",
    "INSERT INTO subject (district_id, kind, id, seq, hash, state) VALUES ($1, $2, $3, $4, $5, $6) \
     ON CONFLICT (district_id, kind, id) DO UPDATE SET \
     seq = excluded.seq, hash = excluded.hash, state = excluded.state",
);

#[cfg(test)]
pub(crate) static STATEMENTS: &[&Sql] = &[&APPEND, &PUT_SUBJECT];

/// Writes with the first connection; with `unsynced`, which does not wait for the disk, what is durable
/// with the next commit of the first: both write one log.
pub(super) fn run(
    mut connection: Connection,
    unsynced: Connection,
    mut receiver: mpsc::Receiver<Work>,
) {
    let mut group = Vec::with_capacity(MAX_GROUP);
    while let Some(first) = receiver.blocking_recv() {
        let mut next = Some(first);
        while let Some(work) = next.take() {
            match work {
                Work::Commit(batch, answer) => group.push((batch, answer)),
                Work::Run(ops, answer) => {
                    write_group(&mut connection, &mut group);
                    let _ = answer.send(run_ops(&mut connection, &ops));
                }
                Work::Returning(text, params, sync, answer) => {
                    let with = match sync {
                        Sync::Now => {
                            write_group(&mut connection, &mut group);
                            &connection
                        }
                        // Nobody who waits in the group asked for it: the group goes on filling.
                        Sync::WithTheNext => &unsynced,
                    };
                    let _ = answer.send(rows::query(with, &text.for_sqlite(), &params));
                }
            }
            if group.len() < MAX_GROUP {
                next = receiver.try_recv().ok();
            }
        }
        write_group(&mut connection, &mut group);
    }
}

fn run_ops(connection: &mut Connection, ops: &[RowOp]) -> Result<(), StoreError> {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(failed)?;
    for op in ops {
        rows::execute(&transaction, op.sql.numbered(), &op.params).map_err(failed)?;
    }
    transaction.commit().map_err(failed)
}

/// Writes a group as one; when a row is refused, each batch is tried alone, so that only
/// the offending one fails.
fn write_group(connection: &mut Connection, group: &mut Vec<(Box<Prepared>, Answer)>) {
    if group.is_empty() {
        return;
    }
    let mut batches = Vec::with_capacity(group.len());
    let mut answers = Vec::with_capacity(group.len());
    for (batch, answer) in group.drain(..) {
        batches.push(batch);
        answers.push(answer);
    }
    let outcomes = match transact(connection, &mut batches) {
        Ok(outcomes) => outcomes,
        Err(refusal) if batches.len() == 1 => vec![Err(refusal)],
        Err(_) => batches
            .iter_mut()
            .map(
                |batch| match transact(connection, std::slice::from_mut(batch)) {
                    Ok(mut outcomes) => outcomes.remove(0),
                    Err(refusal) => Err(refusal),
                },
            )
            .collect(),
    };
    for (answer, outcome) in answers.into_iter().zip(outcomes) {
        let _ = answer.send(outcome);
    }
}

type Outcomes = Vec<Result<Committed, CommitError>>;

fn transact(
    connection: &mut Connection,
    batches: &mut [Box<Prepared>],
) -> Result<Outcomes, CommitError> {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(refused)?;
    let mut statements = Statements::of(&transaction);
    let mut heads: HashMap<DistrictId, Heads> = HashMap::new();
    let mut outcomes = Vec::with_capacity(batches.len());
    for batch in batches.iter_mut() {
        if !heads.contains_key(&batch.district) {
            heads.insert(
                batch.district.clone(),
                district(&transaction, &batch.district)?,
            );
        }
        let Some(heads) = heads.get_mut(&batch.district) else {
            continue;
        };
        read_heads(&transaction, batch, heads)?;
        let outcome = heads.place(batch);
        if outcome.is_ok() {
            write(&mut statements, batch).map_err(refused)?;
        }
        outcomes.push(outcome);
    }
    count(&mut statements, batches, &outcomes).map_err(refused)?;
    for (district, heads) in &heads {
        let params = params![district, heads.next_pos, heads.last_at_ms];
        rows::execute(&transaction, head::MOVE_DISTRICT.numbered(), &params).map_err(refused)?;
    }
    drop(statements);
    transaction.commit().map_err(refused)?;
    Ok(outcomes)
}

/// Moves the counters, each once for the whole group.
fn count(
    statements: &mut Statements<'_>,
    batches: &[Box<Prepared>],
    outcomes: &[Result<Committed, CommitError>],
) -> rusqlite::Result<()> {
    let mut moved: HashMap<&DistrictId, Vec<&(CountKey, Counts)>> = HashMap::new();
    for (batch, outcome) in batches.iter().zip(outcomes) {
        if outcome.is_ok() {
            moved
                .entry(&batch.district)
                .or_default()
                .extend(&batch.counts);
        }
    }
    for (district, counts) in moved {
        for op in case::ops(district, counts) {
            statements.run(&op)?;
        }
    }
    Ok(())
}

fn district(connection: &Connection, district: &DistrictId) -> Result<Heads, CommitError> {
    let params = params![district];
    rows::execute(connection, head::NEW_DISTRICT.numbered(), &params).map_err(refused)?;
    let rows = rows::query(connection, head::DISTRICT.numbered(), &params).map_err(unread)?;
    let row = rows
        .first()
        .ok_or_else(|| CommitError::Unavailable("district_head".to_owned()))?;
    Ok(Heads {
        next_pos: row.int(0).map_err(unread)?,
        last_at_ms: row.int(1).map_err(unread)?,
        ..Heads::default()
    })
}

fn read_heads(
    connection: &Connection,
    batch: &Prepared,
    heads: &mut Heads,
) -> Result<(), CommitError> {
    for subject in batch.subjects() {
        if heads.subjects.contains_key(subject) {
            continue;
        }
        let params = params![&batch.district, &subject.kind, &subject.id];
        let rows = rows::query(connection, head::SUBJECT.numbered(), &params).map_err(unread)?;
        let head = match rows.first() {
            Some(row) => Some((row.int(0).map_err(unread)?, row.text(1).map_err(unread)?)),
            None => None,
        };
        heads.subjects.insert(subject.clone(), head);
    }
    if let Some(it) = &batch.idempotency {
        let params = params![&batch.district, &batch.actor, &it.key];
        let rows = rows::query(connection, idempotency::GET.numbered(), &params).map_err(unread)?;
        if let Some(row) = rows.first() {
            let key = (batch.actor.clone(), it.key.clone());
            heads
                .answers
                .insert(key, idempotency::read(row).map_err(unread)?);
        }
    }
    Ok(())
}

fn write(statements: &mut Statements<'_>, batch: &Prepared) -> rusqlite::Result<()> {
    for change in &batch.changes {
        let entry = &change.entry;
        statements.of_text(&APPEND)?.execute(rusqlite::params![
            entry.district.0,
            entry.subject.kind,
            entry.subject.id,
            entry.seq,
            entry.pos,
            entry.at_ms,
            entry.actor,
            entry.action,
            entry.reason,
            entry.before,
            entry.after,
            entry.prev_hash,
            entry.hash,
            entry.algorithm.code(),
        ])?;
        statements
            .of_text(&PUT_SUBJECT)?
            .execute(rusqlite::params![
                entry.district.0,
                entry.subject.kind,
                entry.subject.id,
                entry.seq,
                entry.hash,
                change.state,
            ])?;
        for op in &change.rows {
            statements.run(op)?;
        }
    }
    for op in &batch.writes {
        statements.run(op)?;
    }
    if let Some(it) = &batch.idempotency {
        let op = idempotency::put(&batch.district, &batch.actor, it, batch.at_ms);
        statements.run(&op)?;
    }
    Ok(())
}

fn refused(error: rusqlite::Error) -> CommitError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::ConstraintViolation | rusqlite::ErrorCode::TooBig) => {
            CommitError::Invalid(error.to_string())
        }
        _ => failed(error).into(),
    }
}

fn unread(error: StoreError) -> CommitError {
    error.into()
}
