//! Password hashes and their lock state; never journalled.

use crate::sql::{RowOp, Sql};
use crate::value::params;
use crate::{DistrictId, Store, StoreError};

/// What a person signs in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// The person's id.
    pub person: String,
    /// The argon2id hash in PHC form.
    pub hash: String,
    /// Whether the password must be changed at the next sign-in.
    pub must_change: bool,
    /// Failed sign-ins since the last good one.
    pub failed_count: i64,
    /// Locked until this instant (ms UTC).
    pub locked_until_ms: Option<i64>,
    /// When the password was set (ms UTC).
    pub changed_at_ms: i64,
}

pub(crate) static PUT: Sql = Sql::new(
    "credential.put",
    "INSERT INTO credential (district_id, person, hash, must_change, failed_count, locked_until_ms, changed_at_ms) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (district_id, person) DO UPDATE SET \
     hash = excluded.hash, must_change = excluded.must_change, failed_count = excluded.failed_count, \
     locked_until_ms = excluded.locked_until_ms, changed_at_ms = excluded.changed_at_ms",
);
pub(crate) static FAILED: Sql = Sql::new(
    "credential.failed",
    "UPDATE credential SET failed_count = failed_count + 1, locked_until_ms = \
     CASE WHEN (failed_count + 1) % $4 = 0 THEN $3 ELSE locked_until_ms END \
     WHERE district_id = $1 AND person = $2",
);
pub(crate) static SIGNED_IN: Sql = Sql::new(
    "credential.signed_in",
    "UPDATE credential SET failed_count = 0, locked_until_ms = NULL \
     WHERE district_id = $1 AND person = $2",
);
pub(crate) static GET: Sql = Sql::new(
    "credential.get",
    "SELECT person, hash, must_change, failed_count, locked_until_ms, changed_at_ms \
     FROM credential WHERE district_id = $1 AND person = $2",
);

pub(crate) fn put(district: &DistrictId, it: Credential) -> RowOp {
    RowOp::new(
        &PUT,
        params![
            district,
            it.person,
            it.hash,
            it.must_change,
            it.failed_count,
            it.locked_until_ms,
            it.changed_at_ms
        ],
    )
}

pub(crate) fn failed(district: &DistrictId, person: String, until: i64, every: i64) -> RowOp {
    RowOp::new(&FAILED, params![district, person, until, every.max(1)])
}

pub(crate) fn signed_in(district: &DistrictId, person: String) -> RowOp {
    RowOp::new(&SIGNED_IN, params![district, person])
}

impl Store {
    /// A person's credential.
    pub async fn credential(
        &self,
        district: &DistrictId,
        person: &str,
    ) -> Result<Option<Credential>, StoreError> {
        let rows = self.query(&GET, params![district, person]).await?;
        let credential = |row: &crate::Row| {
            Ok(Credential {
                person: row.text(0)?,
                hash: row.text(1)?,
                must_change: row.flag(2)?,
                failed_count: row.int(3)?,
                locked_until_ms: row.maybe_int(4)?,
                changed_at_ms: row.int(5)?,
            })
        };
        rows.first().map(credential).transpose()
    }
}
