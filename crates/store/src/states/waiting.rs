//! What waits for somebody.

use crate::sql::Sql;
use crate::subject::{self, Loaded};
use crate::value::params;
use crate::{DistrictId, Store, StoreError};
use serde::de::DeserializeOwned;

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

pub(crate) static TO_VERIFY: Sql = Sql::new(
    "record.to_verify",
    "SELECT s.kind, s.id, s.seq, s.state FROM record AS r JOIN subject AS s \
     ON s.district_id = r.district_id AND s.kind = 'record' AND s.id = r.id \
     WHERE r.district_id = $1 AND r.status = 'claimed' ORDER BY r.claimed_at, r.id LIMIT $2",
);
pub(crate) static SUPERVISED: Sql = Sql::new(
    "supervision.open_of_unit",
    "SELECT s.kind, s.id, s.seq, s.state FROM supervision AS r JOIN subject AS s \
     ON s.district_id = r.district_id AND s.kind = 'supervision' AND s.id = r.id \
     WHERE r.district_id = $1 AND r.owner_unit = $2 AND r.status <> 'closed' \
     ORDER BY r.due_day, r.id LIMIT $3",
);
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

/// The most items of one unit that are looked at.
const MAX_WAITING: i64 = 1_000;

impl Store {
    /// Records that wait for a verifier, the longest waiting first.
    pub async fn records_to_verify<T: DeserializeOwned>(
        &self,
        district: &DistrictId,
        limit: i64,
    ) -> Result<Vec<Loaded<T>>, StoreError> {
        let rows = self
            .query(&TO_VERIFY, params![district, limit.clamp(1, MAX_WAITING)])
            .await?;
        rows.iter().map(subject::read).collect()
    }

    /// Supervision items that a unit has open.
    pub async fn supervision_open_of_unit<T: DeserializeOwned>(
        &self,
        district: &DistrictId,
        unit: &str,
    ) -> Result<Vec<Loaded<T>>, StoreError> {
        let rows = self
            .query(&SUPERVISED, params![district, unit, MAX_WAITING])
            .await?;
        rows.iter().map(subject::read).collect()
    }

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
