//! Files of a form that is not sent yet. They are nobody's evidence: kept until an instant, then gone.

use crate::blob::Blob;
use crate::sql::{RowOp, Sql};
use crate::value::params;
use crate::{DistrictId, Store, StoreError};

/// The most bytes of waiting files of one district.
pub const STAGED_BYTES_MAX: i64 = 2 * 1024 * 1024 * 1024;

pub(crate) static PUT: Sql = Sql::new(
    "staged_blob.put",
    "INSERT INTO staged_blob (district_id, hash, media_type, bytes, until_ms) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (district_id, hash) DO UPDATE SET \
     until_ms = excluded.until_ms",
);
pub(crate) static DROP: Sql = Sql::new(
    "staged_blob.drop",
    "DELETE FROM staged_blob WHERE district_id = $1 AND hash = $2",
);
pub(crate) static PRUNE: Sql = Sql::new(
    "staged_blob.prune",
    "DELETE FROM staged_blob WHERE district_id = $1 AND until_ms < $2",
);
pub(crate) static GET: Sql = Sql::new(
    "staged_blob.get",
    "SELECT hash, media_type, bytes FROM staged_blob \
     WHERE district_id = $1 AND hash = $2 AND until_ms >= $3",
);
pub(crate) static SIZE: Sql = Sql::new(
    "staged_blob.size",
    "SELECT CAST(COALESCE(SUM(LENGTH(bytes)), 0) AS BIGINT) FROM staged_blob WHERE district_id = $1",
);

pub(crate) fn put(district: &DistrictId, blob: Blob, until_ms: i64) -> RowOp {
    RowOp::new(
        &PUT,
        params![district, blob.hash, blob.media_type, blob.bytes, until_ms],
    )
}

pub(crate) fn drop(district: &DistrictId, hash: &str) -> RowOp {
    RowOp::new(&DROP, params![district, hash])
}

pub(crate) fn prune(district: &DistrictId, before_ms: i64) -> RowOp {
    RowOp::new(&PRUNE, params![district, before_ms])
}

impl Store {
    /// A waiting file that is still kept at `now_ms`.
    pub async fn staged(
        &self,
        district: &DistrictId,
        hash: &str,
        now_ms: i64,
    ) -> Result<Option<Blob>, StoreError> {
        let rows = self.query(&GET, params![district, hash, now_ms]).await?;
        let blob = |row: &crate::Row| {
            Ok(Blob {
                hash: row.text(0)?,
                media_type: row.text(1)?,
                bytes: row.blob(2)?,
            })
        };
        rows.first().map(blob).transpose()
    }

    /// Bytes of all waiting files, against [`STAGED_BYTES_MAX`].
    pub async fn staged_bytes(&self, district: &DistrictId) -> Result<i64, StoreError> {
        let rows = self.query(&SIZE, params![district]).await?;
        rows.first().map_or(Ok(0), |row| row.int(0))
    }
}
