//! A batch made ready by its caller's thread: everything is serialised, digested and turned
//! into rows before the one writer sees it.

use crate::batch::{Batch, Idempotency, MAX_CHANGES, MAX_STATE_BYTES};
use crate::case::Counts;
use crate::error::CommitError;
use crate::projection;
use crate::projection::case::{CountKey, Moves};
use crate::sql::RowOp;
use journal::{Algorithm, DistrictId, Entry, Fields, Subject};
use serde_json::Value as Json;

/// One change, all but its place in the journal settled.
#[derive(Debug)]
pub(crate) struct PreparedChange {
    /// The entry without position, instant and hashes.
    pub entry: Entry,
    /// Its content digest.
    pub content: String,
    /// The state as JSON text.
    pub state: String,
    /// The rows that show the state in lists.
    pub rows: Vec<RowOp>,
}

/// A batch ready to be written.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub district: DistrictId,
    pub at_ms: i64,
    pub actor: String,
    pub changes: Vec<PreparedChange>,
    /// What they do to the counters of cases; no counter twice.
    pub counts: Vec<(CountKey, Counts)>,
    pub expects: Vec<(Subject, i64)>,
    pub writes: Vec<RowOp>,
    pub idempotency: Option<Idempotency>,
}

impl Prepared {
    pub(crate) fn new(batch: Batch, algorithm: Algorithm) -> Result<Self, CommitError> {
        if batch.changes.len() + batch.expects.len() + batch.writes.len() > MAX_CHANGES {
            return Err(CommitError::Invalid(format!(
                "一次提交最多 {MAX_CHANGES} 项"
            )));
        }
        let at_ms = batch.at.as_millisecond();
        let district = batch.district;
        let actor = batch.actor;
        let mut changes = Vec::with_capacity(batch.changes.len());
        let mut moves = Moves::default();
        for change in batch.changes {
            changes.push(prepare(&district, &actor, change, algorithm, &mut moves)?);
        }
        let writes = batch.writes.into_iter();
        let writes = writes.map(|write| write.ops(&district, at_ms)).collect();
        Ok(Self {
            district,
            at_ms,
            actor,
            changes,
            counts: moves.counters(),
            expects: batch.expects,
            writes,
            idempotency: batch.idempotency,
        })
    }

    /// The subjects whose heads decide whether the batch may be written.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = &Subject> {
        let changed = self.changes.iter().map(|change| &change.entry.subject);
        changed.chain(self.expects.iter().map(|(subject, _)| subject))
    }
}

fn prepare(
    district: &DistrictId,
    actor: &str,
    change: crate::Change,
    algorithm: Algorithm,
    moves: &mut Moves,
) -> Result<PreparedChange, CommitError> {
    let subject = change.subject.clone();
    let Json::Object(fields) = &change.state else {
        return Err(CommitError::Invalid(format!(
            "{subject} 的状态不是 JSON 对象"
        )));
    };
    let seq = change.expected_seq + 1;
    let rows = projection::rows(district, &subject.kind, &subject.id, seq, fields);
    count(&change, fields, moves);
    let state = change.state.to_string();
    if state.len() > MAX_STATE_BYTES {
        return Err(CommitError::Invalid(format!(
            "{subject} 的状态超过 {MAX_STATE_BYTES} 字节"
        )));
    }
    let entry = Entry {
        district: district.clone(),
        subject,
        seq,
        pos: 0,
        at_ms: 0,
        actor: actor.to_owned(),
        action: change.action,
        reason: change.reason,
        before: Json::Object(change.before).to_string(),
        after: Json::Object(change.after).to_string(),
        prev_hash: String::new(),
        hash: String::new(),
        algorithm,
    };
    Ok(PreparedChange {
        content: journal::content_digest(&entry),
        entry,
        state,
        rows,
    })
}

/// What a change does to the counters: the state before follows from the state after and the patch.
fn count(change: &crate::Change, after: &Fields, moves: &mut Moves) {
    if change.subject.kind != crate::kind::CASE {
        return;
    }
    if change.expected_seq == 0 {
        return moves.change(None, after);
    }
    let mut before = after.clone();
    for name in change.after.keys() {
        before.shift_remove(name);
    }
    before.extend(change.before.clone());
    moves.change(Some(&before), after);
}
