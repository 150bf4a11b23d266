//! API tokens of units, found by the hash of their secret.

use crate::sql::{RowOp, Sql};
use crate::value::params;
use crate::{DistrictId, Store, StoreError};

/// An API token as stored; the secret is shown once and kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The token's id, for lists and revocation.
    pub id: String,
    /// The digest of the secret, hex.
    pub token_hash: String,
    /// The unit it acts for.
    pub unit: String,
    /// What it is for, in words.
    pub name: String,
    /// Who made it.
    pub created_by: String,
    /// When (ms UTC).
    pub created_ms: i64,
    /// When it was revoked (ms UTC).
    pub revoked_ms: Option<i64>,
}

pub(crate) static PUT: Sql = Sql::new(
    "api_token.put",
    "INSERT INTO api_token (district_id, id, token_hash, unit, name, created_by, created_ms, revoked_ms) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
pub(crate) static REVOKE: Sql = Sql::new(
    "api_token.revoke",
    "UPDATE api_token SET revoked_ms = $3 WHERE district_id = $1 AND id = $2 AND revoked_ms IS NULL",
);
pub(crate) static GET: Sql = Sql::new(
    "api_token.get",
    "SELECT id, token_hash, unit, name, created_by, created_ms, revoked_ms \
     FROM api_token WHERE district_id = $1 AND token_hash = $2",
)
.short();
pub(crate) fn put(district: &DistrictId, it: Token) -> RowOp {
    RowOp::new(
        &PUT,
        params![
            district,
            it.id,
            it.token_hash,
            it.unit,
            it.name,
            it.created_by,
            it.created_ms,
            it.revoked_ms
        ],
    )
}

pub(crate) fn revoke(district: &DistrictId, id: String, at: i64) -> RowOp {
    RowOp::new(&REVOKE, params![district, id, at])
}

pub(crate) fn read(row: &crate::Row) -> Result<Token, StoreError> {
    Ok(Token {
        id: row.text(0)?,
        token_hash: row.text(1)?,
        unit: row.text(2)?,
        name: row.text(3)?,
        created_by: row.text(4)?,
        created_ms: row.int(5)?,
        revoked_ms: row.maybe_int(6)?,
    })
}

impl Store {
    /// The token of a secret's hash, revoked or not: the caller looks at `revoked_ms`.
    pub async fn token(
        &self,
        district: &DistrictId,
        token_hash: &str,
    ) -> Result<Option<Token>, StoreError> {
        let rows = self.query(&GET, params![district, token_hash]).await?;
        rows.first().map(read).transpose()
    }
}
