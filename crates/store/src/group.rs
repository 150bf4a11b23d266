//! Which batches of a group may be written, and what place each entry takes.
//!
//! Pure, and the same for both engines: the heads come in as read inside the writer's
//! transaction, the decisions go out. A batch that conflicts fails alone, before a row
//! of it is written.

use crate::batch::Committed;
use crate::error::CommitError;
use crate::idempotency::Answer;
use crate::prepared::Prepared;
use journal::{Algorithm, Subject, link_digest};
use std::collections::HashMap;

/// What one district's part of the store says, as far as the group needs it.
#[derive(Debug, Default)]
pub(crate) struct Heads {
    /// The position the next entry takes.
    pub next_pos: i64,
    /// The instant of the last entry.
    pub last_at_ms: i64,
    /// Sequence and hash of every subject concerned; absent from the map means not yet read.
    pub subjects: HashMap<Subject, Option<(i64, String)>>,
    /// Stored answers by (actor, key).
    pub answers: HashMap<(String, String), Answer>,
}

impl Heads {
    fn seq(&self, subject: &Subject) -> i64 {
        match self.subjects.get(subject) {
            Some(Some((seq, _))) => *seq,
            _ => 0,
        }
    }

    fn hash(&self, subject: &Subject, algorithm: Algorithm) -> String {
        match self.subjects.get(subject) {
            Some(Some((_, hash))) => hash.clone(),
            _ => algorithm.genesis(),
        }
    }

    /// Settles a batch: gives its entries their places, or says why not. After a refusal
    /// the heads are as they were.
    pub(crate) fn place(&mut self, batch: &mut Prepared) -> Result<Committed, CommitError> {
        self.check_answer(batch)?;
        for (subject, expected) in &batch.expects {
            self.check(subject, *expected, self.seq(subject))?;
        }
        self.check_changes(batch)?;
        let at_ms = batch.at_ms.max(self.last_at_ms);
        let mut seqs = Vec::with_capacity(batch.changes.len());
        for change in &mut batch.changes {
            let entry = &mut change.entry;
            entry.pos = self.next_pos;
            entry.at_ms = at_ms;
            entry.prev_hash = self.hash(&entry.subject, entry.algorithm);
            entry.hash = link_digest(
                entry.algorithm,
                entry.pos,
                at_ms,
                &entry.prev_hash,
                &change.content,
            );
            let head = Some((entry.seq, entry.hash.clone()));
            self.subjects.insert(entry.subject.clone(), head);
            self.next_pos += 1;
            self.last_at_ms = at_ms;
            seqs.push((entry.subject.clone(), entry.seq));
        }
        if let Some(it) = &batch.idempotency {
            let answer = Answer {
                request_hash: it.request_hash.clone(),
                status: it.status,
                response: it.response.clone(),
            };
            let key = (batch.actor.clone(), it.key.clone());
            self.answers.insert(key, answer);
        }
        Ok(Committed {
            seqs,
            pos: self.next_pos - 1,
        })
    }

    fn check(&self, subject: &Subject, expected: i64, actual: i64) -> Result<(), CommitError> {
        if expected == actual {
            return Ok(());
        }
        Err(CommitError::Conflict {
            subject: subject.clone(),
            expected,
            actual,
        })
    }

    fn check_changes(&self, batch: &Prepared) -> Result<(), CommitError> {
        let mut within: HashMap<&Subject, i64> = HashMap::new();
        for change in &batch.changes {
            let subject = &change.entry.subject;
            let actual = within.get(subject).copied();
            let actual = actual.unwrap_or_else(|| self.seq(subject));
            self.check(subject, change.entry.seq - 1, actual)?;
            within.insert(subject, change.entry.seq);
        }
        Ok(())
    }

    fn check_answer(&self, batch: &Prepared) -> Result<(), CommitError> {
        let Some(it) = &batch.idempotency else {
            return Ok(());
        };
        match self.answers.get(&(batch.actor.clone(), it.key.clone())) {
            None => Ok(()),
            Some(answer) if answer.request_hash == it.request_hash => Err(CommitError::Replayed {
                status: answer.status,
                response: answer.response.clone(),
            }),
            Some(_) => Err(CommitError::KeyReused {
                key: it.key.clone(),
            }),
        }
    }
}
