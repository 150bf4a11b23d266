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

pub(crate) static DROP: Sql = Sql::new(
    "blob.drop",
    "DELETE FROM blob WHERE district_id = $1 AND hash = $2 AND NOT EXISTS (\
     SELECT 1 FROM blob_use AS u WHERE u.district_id = $1 AND u.hash = $2 AND u.released = FALSE)",
);
pub(crate) static RELEASED: Sql = Sql::new(
    "blob.released",
    "SELECT b.hash FROM blob AS b WHERE b.district_id = $1 \
     AND EXISTS (SELECT 1 FROM blob_use AS r WHERE r.district_id = $1 AND r.hash = b.hash \
     AND r.released = TRUE) \
     AND NOT EXISTS (SELECT 1 FROM blob_use AS u WHERE u.district_id = $1 AND u.hash = b.hash \
     AND u.released = FALSE) ORDER BY b.hash LIMIT $2",
);
pub(crate) static UNUSED: Sql = Sql::new(
    "blob.unused",
    "SELECT b.hash FROM blob AS b WHERE b.district_id = $1 AND b.at_ms < $2 \
     AND NOT EXISTS (SELECT 1 FROM blob_use AS u WHERE u.district_id = $1 AND u.hash = b.hash \
     AND u.released = FALSE) ORDER BY b.hash LIMIT $3",
);
pub(crate) static MISSING: Sql = Sql::new(
    "blob.missing",
    "SELECT u.kind, u.id, u.hash FROM blob_use AS u WHERE u.district_id = $1 AND u.released = FALSE \
     AND NOT EXISTS (SELECT 1 FROM blob AS b WHERE b.district_id = $1 AND b.hash = u.hash) \
     ORDER BY u.kind, u.id, u.hash LIMIT $2",
);

/// Files and those who name them, where they do not fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Misfiled {
    /// Files that nobody names, at most [`MAX_MISFILED`].
    pub unused: Vec<String>,
    /// Subjects that name a file whose bytes are not there, at most as many: kind, id, digest.
    pub missing: Vec<(String, String, String)>,
}

/// The most of each that is told.
pub const MAX_MISFILED: usize = 1_000;

pub(crate) fn drop(district: &DistrictId, hash: &str) -> RowOp {
    RowOp::new(&DROP, params![district, hash])
}

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

    /// Files that somebody let go of and nobody names any more, at most [`MAX_MISFILED`]: what is left
    /// where two let go of the same file at once.
    pub async fn released_blobs(&self, district: &DistrictId) -> Result<Vec<String>, StoreError> {
        let most = MAX_MISFILED as i64;
        let rows = self.query(&RELEASED, params![district, most]).await?;
        rows.iter().map(|row| row.text(0)).collect()
    }

    /// Holds the files and the register of who names them against each other: files put before an
    /// instant (ms UTC) that nobody names, and names without a file.
    pub async fn misfiled(
        &self,
        district: &DistrictId,
        before_ms: i64,
    ) -> Result<Misfiled, StoreError> {
        let most = MAX_MISFILED as i64;
        let unused = self
            .query(&UNUSED, params![district, before_ms, most])
            .await?;
        let missing = self.query(&MISSING, params![district, most]).await?;
        let missing = missing.iter();
        let missing = missing.map(|row| Ok((row.text(0)?, row.text(1)?, row.text(2)?)));
        Ok(Misfiled {
            unused: unused
                .iter()
                .map(|row| row.text(0))
                .collect::<Result<_, _>>()?,
            missing: missing.collect::<Result<_, StoreError>>()?,
        })
    }
}
