//! Keys of personal data, one a subject, wrapped by a key that is not in the store. Removing a
//! subject's key makes what it sealed unreadable for good, wherever copies of it are.

use crate::sql::{RowOp, Sql};
use crate::value::params;
use crate::{DistrictId, Store, StoreError};

pub(crate) static PUT: Sql = Sql::new(
    "personal_key.put",
    "INSERT INTO personal_key (district_id, subject, wrapped, at_ms) VALUES ($1, $2, $3, $4)",
);
pub(crate) static DROP: Sql = Sql::new(
    "personal_key.drop",
    "DELETE FROM personal_key WHERE district_id = $1 AND subject = $2",
);
pub(crate) static GET: Sql = Sql::new(
    "personal_key.get",
    "SELECT wrapped FROM personal_key WHERE district_id = $1 AND subject = $2",
);
pub(crate) static ANY: Sql = Sql::new(
    "personal_key.any",
    "SELECT subject FROM personal_key WHERE district_id = $1 LIMIT 1",
);

pub(crate) static PUT_CALLER: Sql = Sql::new(
    "caller.put",
    "INSERT INTO caller (district_id, caller, subject, at_ms) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (district_id, caller, subject) DO NOTHING",
);
pub(crate) static DROP_CALLERS: Sql = Sql::new(
    "caller.drop",
    "DELETE FROM caller WHERE district_id = $1 AND subject = $2",
);
pub(crate) static OF_CALLER: Sql = Sql::new(
    "caller.subjects",
    "SELECT subject FROM caller WHERE district_id = $1 AND caller = $2 \
     ORDER BY at_ms DESC, subject LIMIT $3",
);

pub(crate) fn put(district: &DistrictId, subject: String, wrapped: Vec<u8>, at_ms: i64) -> RowOp {
    RowOp::new(&PUT, params![district, subject, wrapped, at_ms])
}

pub(crate) fn drop(district: &DistrictId, subject: String) -> RowOp {
    RowOp::new(&DROP, params![district, subject])
}

pub(crate) fn put_caller(
    district: &DistrictId,
    caller: String,
    subject: String,
    at_ms: i64,
) -> RowOp {
    RowOp::new(&PUT_CALLER, params![district, caller, subject, at_ms])
}

pub(crate) fn drop_callers(district: &DistrictId, subject: String) -> RowOp {
    RowOp::new(&DROP_CALLERS, params![district, subject])
}

impl Store {
    /// The subjects that a caller, known by a keyed digest, has reported; newest first, at most 200.
    pub async fn subjects_of_caller(
        &self,
        district: &DistrictId,
        caller: &str,
        limit: i64,
    ) -> Result<Vec<String>, StoreError> {
        let params = params![district, caller, limit.clamp(1, 200)];
        let rows = self.query(&OF_CALLER, params).await?;
        rows.iter().map(|row| row.text(0)).collect()
    }

    /// A subject's wrapped key; `None` when it never had one or it was destroyed.
    pub async fn personal_key(
        &self,
        district: &DistrictId,
        subject: &str,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let rows = self.query(&GET, params![district, subject]).await?;
        rows.first().map(|row| row.blob(0)).transpose()
    }

    /// Whether anything was ever sealed and not destroyed.
    pub async fn has_personal_keys(&self, district: &DistrictId) -> Result<bool, StoreError> {
        Ok(!self.query(&ANY, params![district]).await?.is_empty())
    }
}
