//! A commitment with all that an action on its records looks at: one statement, and so one moment.

use super::record::MAX_RECORDS;
use crate::sql::Sql;
use crate::subject::{self, Loaded};
use crate::value::params;
use crate::{DistrictId, Row, Store, StoreError, kind};
use serde::de::DeserializeOwned;

/// How a commitment stands: itself, its light, the turnstile of its actions, its records by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<C, L, G, R> {
    /// The commitment.
    pub commitment: Option<Loaded<C>>,
    /// Its light, once judged.
    pub light: Option<Loaded<L>>,
    /// The turnstile, once passed.
    pub gate: Option<Loaded<G>>,
    /// Its records by day.
    pub records: Vec<Loaded<R>>,
}

pub(crate) static STANDING: Sql = Sql::new(
    "commitment.standing",
    "SELECT s.kind, s.id, s.seq, s.state, '' FROM subject AS s \
     WHERE s.district_id = $1 AND s.kind IN ('commitment', 'light', 'gate') AND s.id = $2 \
     UNION ALL \
     SELECT s.kind, s.id, s.seq, s.state, r.day FROM record AS r LEFT JOIN subject AS s \
     ON s.district_id = r.district_id AND s.kind = 'record' AND s.id = r.id \
     WHERE r.district_id = $1 AND r.commitment_id = $2 ORDER BY 5, 2 LIMIT $3",
)
.short();
/// Rows of a standing that are no records.
const BESIDE: i64 = 3;

impl Store {
    /// A commitment, its light, its turnstile and its records, all as of the same moment.
    pub async fn standing<C, L, G, R>(
        &self,
        district: &DistrictId,
        commitment: &str,
    ) -> Result<Standing<C, L, G, R>, StoreError>
    where
        C: DeserializeOwned,
        L: DeserializeOwned,
        G: DeserializeOwned,
        R: DeserializeOwned,
    {
        let params = params![district, commitment, MAX_RECORDS + BESIDE];
        let rows = self.query(&STANDING, params).await?;
        let (records, beside): (Vec<&Row>, Vec<&Row>) =
            rows.iter().partition(|row| row.is_text(0, kind::RECORD));
        let of = |kind: &str| beside.iter().copied().find(|row| row.is_text(0, kind));
        Ok(Standing {
            commitment: of(kind::COMMITMENT).map(subject::read).transpose()?,
            light: of(kind::LIGHT).map(subject::read).transpose()?,
            gate: of(kind::GATE).map(subject::read).transpose()?,
            records: records
                .into_iter()
                .map(subject::read)
                .collect::<Result<_, _>>()?,
        })
    }
}
