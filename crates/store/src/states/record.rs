//! Records, requests and supervision items of a commitment, whole.
//!
//! Each has a state; the join is a left one so that no planner begins with all states of the district.

use crate::sql::Sql;
use crate::subject::{self, Loaded};
use crate::value::{Value, params};
use crate::{DistrictId, MAX_LOAD, Store, StoreError};
use serde::de::DeserializeOwned;

/// The most records of one commitment that are looked at.
pub const MAX_RECORDS: i64 = 10_000;

pub(crate) static OF_COMMITMENT: Sql = Sql::new(
    "record.states_of_commitment",
    "SELECT s.kind, s.id, s.seq, s.state FROM record AS r LEFT JOIN subject AS s \
     ON s.district_id = r.district_id AND s.kind = 'record' AND s.id = r.id \
     WHERE r.district_id = $1 AND r.commitment_id = $2 ORDER BY r.day, r.id LIMIT $3",
);
pub(crate) static REQUESTS_OF: Sql = Sql::new(
    "change_request.states_of_commitment",
    "SELECT s.kind, s.id, s.seq, s.state FROM change_request AS r LEFT JOIN subject AS s \
     ON s.district_id = r.district_id AND s.kind = 'change_request' AND s.id = r.id \
     WHERE r.district_id = $1 AND r.commitment_id = $2 ORDER BY r.requested_at DESC, r.id LIMIT $3",
);
pub(crate) static SUPERVISION_OF: Sql = Sql::new(
    "supervision.states_of_commitment",
    "SELECT s.kind, s.id, s.seq, s.state FROM supervision AS r LEFT JOIN subject AS s \
     ON s.district_id = r.district_id AND s.kind = 'supervision' AND s.id = r.id \
     WHERE r.district_id = $1 AND r.commitment_id = $2 ORDER BY r.due_day DESC, r.id LIMIT $3",
);

impl Store {
    /// All records of a commitment by day.
    pub async fn records_of<T: DeserializeOwned>(
        &self,
        district: &DistrictId,
        commitment: &str,
    ) -> Result<Vec<Loaded<T>>, StoreError> {
        self.of_commitment(&OF_COMMITMENT, district, commitment)
            .await
    }

    /// All requests to change a commitment, the latest first.
    pub async fn requests_of<T: DeserializeOwned>(
        &self,
        district: &DistrictId,
        commitment: &str,
    ) -> Result<Vec<Loaded<T>>, StoreError> {
        self.of_commitment(&REQUESTS_OF, district, commitment).await
    }

    /// All supervision items of a commitment, the latest due first.
    pub async fn supervision_of<T: DeserializeOwned>(
        &self,
        district: &DistrictId,
        commitment: &str,
    ) -> Result<Vec<Loaded<T>>, StoreError> {
        self.of_commitment(&SUPERVISION_OF, district, commitment)
            .await
    }

    /// All records of up to [`MAX_LOAD`] commitments.
    pub async fn records_of_many<T: DeserializeOwned>(
        &self,
        district: &DistrictId,
        commitments: &[String],
    ) -> Result<Vec<Loaded<T>>, StoreError> {
        if commitments.is_empty() {
            return Ok(Vec::new());
        }
        if commitments.len() > MAX_LOAD {
            return Err(StoreError::Limit(format!("一次最多读取 {MAX_LOAD} 项")));
        }
        let mut params = params![district];
        params.extend(commitments.iter().map(Value::from));
        let rows = self.query_built(many(commitments.len()), params).await?;
        rows.iter().map(subject::read).collect()
    }

    async fn of_commitment<T: DeserializeOwned>(
        &self,
        sql: &'static Sql,
        district: &DistrictId,
        commitment: &str,
    ) -> Result<Vec<Loaded<T>>, StoreError> {
        let rows = self
            .query(sql, params![district, commitment, MAX_RECORDS])
            .await?;
        rows.iter().map(subject::read).collect()
    }
}

pub(crate) fn many(count: usize) -> String {
    let list = (0..count)
        .map(|n| format!("${}", n + 2))
        .collect::<Vec<_>>()
        .join(", ");
    format!(
        "SELECT s.kind, s.id, s.seq, s.state FROM record AS r LEFT JOIN subject AS s \
         ON s.district_id = r.district_id AND s.kind = 'record' AND s.id = r.id \
         WHERE r.district_id = $1 AND r.commitment_id IN ({list}) ORDER BY r.day, r.id LIMIT {MAX_RECORDS}"
    )
}
