//! Reading the journal.

use crate::select::{Select, page_size};
use crate::sql::Sql;
use crate::value::{Value, params};
use crate::{DistrictId, Row, Store, StoreError, Subject};
use journal::Entry;

/// The most entries of one subject read at once.
pub const MAX_HISTORY: i64 = 2_000;

pub(crate) const COLUMNS: &str = "SELECT subject_kind, subject_id, seq, pos, at_ms, actor, action, \
    reason, before, after, prev_hash, hash, algorithm FROM journal";

pub(crate) static OF_SUBJECT: Sql = Sql::new(
    "journal.of_subject",
    "SELECT subject_kind, subject_id, seq, pos, at_ms, actor, action, reason, before, after, \
     prev_hash, hash, algorithm FROM journal \
     WHERE district_id = $1 AND subject_kind = $2 AND subject_id = $3 AND seq > $4 ORDER BY seq LIMIT $5",
);

/// Which entries to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JournalFilter {
    /// Only subjects of this kind.
    pub kind: Option<String>,
    /// Only by this actor.
    pub actor: Option<String>,
    /// Only this action.
    pub action: Option<String>,
    /// Not before this instant (ms UTC).
    pub from_ms: Option<i64>,
    /// Before this instant (ms UTC).
    pub to_ms: Option<i64>,
    /// The newest first instead of the oldest.
    pub newest_first: bool,
}

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

    /// The district's entries after a position in the filter's direction (0: from the start),
    /// at most 200.
    pub async fn journal_page(
        &self,
        district: &DistrictId,
        after_pos: i64,
        limit: usize,
        filter: &JournalFilter,
    ) -> Result<Vec<Entry>, StoreError> {
        let (text, params) = page(district, after_pos, limit, filter)?;
        let rows = self.query_built(text, params).await?;
        let rows = rows.iter().take(page_size(limit));
        rows.map(|row| entry(district, row)).collect()
    }
}

pub(crate) fn page(
    district: &DistrictId,
    after_pos: i64,
    limit: usize,
    filter: &JournalFilter,
) -> Result<(String, Vec<Value>), StoreError> {
    let mut select = Select::new(district, COLUMNS, "district_id");
    select
        .and_some("subject_kind = ?", filter.kind.as_deref())
        .and_some("actor = ?", filter.actor.as_deref())
        .and_some("action = ?", filter.action.as_deref())
        .and_some("at_ms >= ?", filter.from_ms)
        .and_some("at_ms < ?", filter.to_ms);
    let after = (after_pos > 0).then(|| vec![Value::I64(after_pos)]);
    select.page(&["pos"], filter.newest_first, after, limit);
    select.done()
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
