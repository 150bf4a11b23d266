//! Evidence files and imported reports, stored once by hash.

use crate::sql::{RowOp, Sql};
use crate::value::params;
use crate::{DistrictId, Store, StoreError};

/// A file's bytes under their digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// The digest of the bytes, hex.
    pub hash: String,
    /// The media type by content.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

pub(crate) static PUT: Sql = Sql::new(
    "blob.put",
    "INSERT INTO blob (district_id, hash, media_type, size, bytes, at_ms) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (district_id, hash) DO NOTHING",
);
pub(crate) static GET: Sql = Sql::new(
    "blob.get",
    "SELECT hash, media_type, bytes FROM blob WHERE district_id = $1 AND hash = $2",
);

pub(crate) fn put(district: &DistrictId, blob: Blob, at_ms: i64) -> RowOp {
    let size = i64::try_from(blob.bytes.len()).unwrap_or(i64::MAX);
    RowOp::new(
        &PUT,
        params![
            district,
            blob.hash,
            blob.media_type,
            size,
            blob.bytes,
            at_ms
        ],
    )
}

impl Store {
    /// The file of this hash.
    pub async fn blob(
        &self,
        district: &DistrictId,
        hash: &str,
    ) -> Result<Option<Blob>, StoreError> {
        let rows = self.query(&GET, params![district, hash]).await?;
        let blob = |row: &crate::Row| {
            Ok(Blob {
                hash: row.text(0)?,
                media_type: row.text(1)?,
                bytes: row.blob(2)?,
            })
        };
        rows.first().map(blob).transpose()
    }
}
