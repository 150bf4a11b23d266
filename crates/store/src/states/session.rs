//! A session with the person and whether a new password is due: one query per request.

use crate::session::Session;
use crate::sql::Sql;
use crate::value::params;
use crate::{DistrictId, Store, StoreError};
use serde::de::DeserializeOwned;

/// A session, whose it is, and whether the password must be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedSession<T> {
    /// The session.
    pub session: Session,
    /// The person's state.
    pub person: T,
    /// True when a new password must be set first.
    pub must_change: bool,
}

pub(crate) static WITH_PERSON: Sql = Sql::new(
    "session.with_person",
    "SELECT n.token_hash, n.person, n.csrf, n.created_ms, n.last_seen_ms, n.expires_ms, n.origin, \
     s.state, COALESCE(k.must_change, FALSE) FROM session AS n \
     JOIN subject AS s ON s.district_id = n.district_id AND s.kind = 'person' AND s.id = n.person \
     LEFT JOIN credential AS k ON k.district_id = n.district_id AND k.person = n.person \
     WHERE n.district_id = $1 AND n.token_hash = $2",
)
.short();

impl Store {
    /// The session of a token with its person.
    pub async fn signed_session<T: DeserializeOwned>(
        &self,
        district: &DistrictId,
        token_hash: &str,
    ) -> Result<Option<SignedSession<T>>, StoreError> {
        let rows = self
            .query(&WITH_PERSON, params![district, token_hash])
            .await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let state = row.text(7)?;
        let person =
            serde_json::from_str(&state).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        Ok(Some(SignedSession {
            session: crate::session::read(row)?,
            person,
            must_change: row.flag(8)?,
        }))
    }
}
