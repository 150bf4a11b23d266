//! Reading the journal.

use crate::sql::Sql;
use crate::value::params;
use crate::{DistrictId, Row, Store, StoreError, Subject};
use journal::Entry;

/// The most entries of one subject read at once.
pub const MAX_HISTORY: i64 = 2_000;

pub(crate) static OF_SUBJECT: Sql = Sql::new(
    "journal.of_subject",
    "SELECT subject_kind, subject_id, seq, pos, at_ms, actor, action, reason, before, after, \
     prev_hash, hash, algorithm FROM journal \
     WHERE district_id = $1 AND subject_kind = $2 AND subject_id = $3 AND seq > $4 ORDER BY seq LIMIT $5",
);

impl Store {
    /// A subject's entries in order, at most [`MAX_HISTORY`].
    pub async fn history(
        &self,
        district: &DistrictId,
        subject: &Subject,
    ) -> Result<Vec<Entry>, StoreError> {
        self.history_after(district, subject, 0, MAX_HISTORY).await
    }

    /// A subject's entries after a sequence, in order, at most [`MAX_HISTORY`].
    pub async fn history_after(
        &self,
        district: &DistrictId,
        subject: &Subject,
        after_seq: i64,
        limit: i64,
    ) -> Result<Vec<Entry>, StoreError> {
        let limit = limit.clamp(1, MAX_HISTORY);
        let params = params![district, &subject.kind, &subject.id, after_seq, limit];
        let rows = self.query(&OF_SUBJECT, params).await?;
        rows.iter().map(|row| entry(district, row)).collect()
    }
}

pub(crate) fn entry(district: &DistrictId, row: &Row) -> Result<Entry, StoreError> {
    let algorithm = row.text(12)?;
    Ok(Entry {
        district: district.clone(),
        subject: Subject::new(row.text(0)?, row.text(1)?),
        seq: row.int(2)?,
        pos: row.int(3)?,
        at_ms: row.int(4)?,
        actor: row.text(5)?,
        action: row.text(6)?,
        reason: row.maybe_text(7)?,
        before: row.text(8)?,
        after: row.text(9)?,
        prev_hash: row.text(10)?,
        hash: row.text(11)?,
        algorithm: algorithm
            .parse()
            .map_err(|error: journal::UnknownAlgorithm| StoreError::Corrupt(error.to_string()))?,
    })
}
