//! What happened after a position of the journal: where and what, without the facts.

use crate::sql::Sql;
use crate::value::params;
use crate::{DistrictId, Store, StoreError};

/// The most entries of one answer.
pub const MAX_FEED: usize = 200;

pub(crate) static AFTER: Sql = Sql::new(
    "journal.after",
    "SELECT pos, subject_kind, subject_id, seq, at_ms, action FROM journal \
     WHERE district_id = $1 AND pos > $2 ORDER BY pos LIMIT $3",
);

/// One entry's place in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// Position, rising without gaps.
    pub pos: i64,
    /// Kind of subject.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Which of its entries.
    pub seq: i64,
    /// When, ms UTC.
    pub at_ms: i64,
    /// What, by code.
    pub action: String,
}

impl Store {
    /// The next [`MAX_FEED`] entries after a position: one query by key.
    pub async fn happened_after(
        &self,
        district: &DistrictId,
        pos: i64,
    ) -> Result<Vec<Happened>, StoreError> {
        let params = params![district, pos, MAX_FEED as i64];
        let rows = self.query(&AFTER, params).await?;
        rows.iter()
            .map(|row| {
                Ok(Happened {
                    pos: row.int(0)?,
                    kind: row.text(1)?,
                    id: row.text(2)?,
                    seq: row.int(3)?,
                    at_ms: row.int(4)?,
                    action: row.text(5)?,
                })
            })
            .collect()
    }
}
