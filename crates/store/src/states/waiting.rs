//! What waits for somebody.

use crate::sql::Sql;
use crate::value::params;
use crate::{DistrictId, Store, StoreError};

/// How much waits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OpenCounts {
    /// Records claimed and not decided.
    pub records_claimed: i64,
    /// Change requests not decided.
    pub requests_open: i64,
    /// Supervision items not closed.
    pub supervision_open: i64,
}

pub(crate) static OPEN: Sql = Sql::new(
    "district.open_counts",
    "SELECT (SELECT COUNT(*) FROM record AS r WHERE r.district_id = $1 AND r.status = 'claimed'), \
     (SELECT COUNT(*) FROM change_request AS q WHERE q.district_id = $1 AND q.status = 'requested'), \
     (SELECT COUNT(*) FROM supervision AS v WHERE v.district_id = $1 AND v.status <> 'closed')",
);
pub(crate) static SUBJECTS_SINCE: Sql = Sql::new(
    "journal.subjects_since",
    "SELECT DISTINCT subject_id FROM journal WHERE district_id = $1 AND pos > $2 AND subject_kind = $3",
);

impl Store {
    /// How much waits in the district.
    pub async fn open_counts(&self, district: &DistrictId) -> Result<OpenCounts, StoreError> {
        let rows = self.query(&OPEN, params![district]).await?;
        let Some(row) = rows.first() else {
            return Ok(OpenCounts::default());
        };
        Ok(OpenCounts {
            records_claimed: row.int(0)?,
            requests_open: row.int(1)?,
            supervision_open: row.int(2)?,
        })
    }

    /// Ids of the subjects of a kind that changed behind a journal position.
    pub async fn subjects_since(
        &self,
        district: &DistrictId,
        kind: &str,
        pos: i64,
    ) -> Result<Vec<String>, StoreError> {
        let rows = self
            .query(&SUBJECTS_SINCE, params![district, pos, kind])
            .await?;
        rows.iter().map(|row| row.text(0)).collect()
    }
}
