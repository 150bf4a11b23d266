//! Answers kept so that a request sent twice is carried out once.

use crate::sql::{RowOp, Sql};
use crate::value::params;
use crate::{DistrictId, Store, StoreError};

/// A stored answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The digest of the request it answers.
    pub request_hash: String,
    /// The status.
    pub status: i64,
    /// The answer.
    pub response: String,
}

pub(crate) static PUT: Sql = Sql::new(
    "idempotency.put",
    "INSERT INTO idempotency (district_id, actor, key, request_hash, status, response, at_ms) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)",
);
pub(crate) static GET: Sql = Sql::new(
    "idempotency.get",
    "SELECT request_hash, status, response FROM idempotency \
     WHERE district_id = $1 AND actor = $2 AND key = $3",
)
.short();
pub(crate) static PRUNE: Sql = Sql::new(
    "idempotency.prune",
    "DELETE FROM idempotency WHERE district_id = $1 AND at_ms < $2",
);

pub(crate) fn put(district: &DistrictId, actor: &str, it: &crate::Idempotency, at: i64) -> RowOp {
    RowOp::new(
        &PUT,
        params![
            district,
            actor,
            &it.key,
            &it.request_hash,
            it.status,
            &it.response,
            at
        ],
    )
}

pub(crate) fn prune(district: &DistrictId, before: i64) -> RowOp {
    RowOp::new(&PRUNE, params![district, before])
}

pub(crate) fn read(row: &crate::Row) -> Result<Answer, StoreError> {
    Ok(Answer {
        request_hash: row.text(0)?,
        status: row.int(1)?,
        response: row.text(2)?,
    })
}

impl Store {
    /// The answer stored for an actor's key, so that a repetition need not be decided again.
    pub async fn answer(
        &self,
        district: &DistrictId,
        actor: &str,
        key: &str,
    ) -> Result<Option<Answer>, StoreError> {
        let rows = self.query(&GET, params![district, actor, key]).await?;
        rows.first().map(read).transpose()
    }
}
