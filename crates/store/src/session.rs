//! Signed-in sessions, found by the hash of their token.

use crate::sql::{RowOp, Sql};
use crate::value::params;
use crate::{DistrictId, Store, StoreError};

/// A session as stored; the token itself is only in the person's cookie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The digest of the token, hex.
    pub token_hash: String,
    /// The person's id.
    pub person: String,
    /// The secret that forms carry.
    pub csrf: String,
    /// When it began (ms UTC).
    pub created_ms: i64,
    /// When it was last used (ms UTC).
    pub last_seen_ms: i64,
    /// When it ends (ms UTC).
    pub expires_ms: i64,
    /// Where it came from, for the security administrator: address and browser.
    pub origin: String,
}

pub(crate) static PUT: Sql = Sql::new(
    "session.put",
    "INSERT INTO session (district_id, token_hash, person, csrf, created_ms, last_seen_ms, expires_ms, origin) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
pub(crate) static TOUCH: Sql = Sql::new(
    "session.touch",
    "UPDATE session SET last_seen_ms = $3, expires_ms = $4 WHERE district_id = $1 AND token_hash = $2",
);
pub(crate) static DROP: Sql = Sql::new(
    "session.drop",
    "DELETE FROM session WHERE district_id = $1 AND token_hash = $2",
);
pub(crate) static DROP_OF: Sql = Sql::new(
    "session.drop_of",
    "DELETE FROM session WHERE district_id = $1 AND person = $2",
);
pub(crate) static PRUNE: Sql = Sql::new(
    "session.prune",
    "DELETE FROM session WHERE district_id = $1 AND expires_ms < $2",
);
pub(crate) static GET: Sql = Sql::new(
    "session.get",
    "SELECT token_hash, person, csrf, created_ms, last_seen_ms, expires_ms, origin \
     FROM session WHERE district_id = $1 AND token_hash = $2",
);
pub(crate) static OF: Sql = Sql::new(
    "session.of",
    "SELECT token_hash, person, csrf, created_ms, last_seen_ms, expires_ms, origin \
     FROM session WHERE district_id = $1 AND person = $2 ORDER BY last_seen_ms DESC LIMIT 100",
);

pub(crate) fn put(district: &DistrictId, it: Session) -> RowOp {
    RowOp::new(
        &PUT,
        params![
            district,
            it.token_hash,
            it.person,
            it.csrf,
            it.created_ms,
            it.last_seen_ms,
            it.expires_ms,
            it.origin
        ],
    )
}

pub(crate) fn touch(district: &DistrictId, token_hash: String, at: i64, expires: i64) -> RowOp {
    RowOp::new(&TOUCH, params![district, token_hash, at, expires])
}

pub(crate) fn drop(district: &DistrictId, token_hash: String) -> RowOp {
    RowOp::new(&DROP, params![district, token_hash])
}

pub(crate) fn drop_of(district: &DistrictId, person: String) -> RowOp {
    RowOp::new(&DROP_OF, params![district, person])
}

pub(crate) fn prune(district: &DistrictId, before: i64) -> RowOp {
    RowOp::new(&PRUNE, params![district, before])
}

pub(crate) fn read(row: &crate::Row) -> Result<Session, StoreError> {
    Ok(Session {
        token_hash: row.text(0)?,
        person: row.text(1)?,
        csrf: row.text(2)?,
        created_ms: row.int(3)?,
        last_seen_ms: row.int(4)?,
        expires_ms: row.int(5)?,
        origin: row.text(6)?,
    })
}

impl Store {
    /// The session of a token's hash, ended or not: the caller compares `expires_ms`.
    pub async fn session(
        &self,
        district: &DistrictId,
        token_hash: &str,
    ) -> Result<Option<Session>, StoreError> {
        let rows = self.query(&GET, params![district, token_hash]).await?;
        rows.first().map(read).transpose()
    }

    /// A person's sessions, last used first, at most 100.
    pub async fn sessions_of(
        &self,
        district: &DistrictId,
        person: &str,
    ) -> Result<Vec<Session>, StoreError> {
        let rows = self.query(&OF, params![district, person]).await?;
        rows.iter().map(read).collect()
    }
}
