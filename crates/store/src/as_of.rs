//! The ledger as it was at a past instant: the journal folded up to it.

use crate::replay::{Replay, patch};
use crate::sql::Sql;
use crate::subject::Loaded;
use crate::value::params;
use crate::{DistrictId, Store, StoreError, Subject};
use jiff::Timestamp;
use journal::{Fields, fold_into};
use serde_json::Value as Json;

/// Entries folded at a time.
const PAGE: i64 = 2_000;

pub(crate) static ONE: Sql = Sql::new(
    "journal.as_of_one",
    "SELECT seq, after FROM journal WHERE district_id = $1 AND subject_kind = $2 \
     AND subject_id = $3 AND at_ms <= $4 AND seq > $5 ORDER BY seq LIMIT $6",
);

impl Store {
    /// Every subject of a kind as it was at an instant, in the order of their ids.
    /// The cost follows the kind's journal up to then.
    pub async fn as_of(
        &self,
        district: &DistrictId,
        kind: &str,
        instant: Timestamp,
    ) -> Result<Vec<Loaded<Json>>, StoreError> {
        let mut replay = Replay::new(self, district, kind, instant.as_millisecond());
        let mut subjects = Vec::new();
        while let Some(page) = replay.next().await? {
            subjects.extend(page.into_iter().map(|loaded| Loaded {
                subject: loaded.subject,
                seq: loaded.seq,
                state: Json::Object(loaded.state),
            }));
        }
        Ok(subjects)
    }

    /// One subject as it was at an instant, or `None` when it was not there yet.
    pub async fn as_of_one(
        &self,
        district: &DistrictId,
        subject: &Subject,
        instant: Timestamp,
    ) -> Result<Option<Loaded<Json>>, StoreError> {
        let at_ms = instant.as_millisecond();
        let mut state = Fields::new();
        let mut seq = 0;
        loop {
            let params = params![district, &subject.kind, &subject.id, at_ms, seq, PAGE];
            let rows = self.query(&ONE, params).await?;
            for row in &rows {
                seq = row.int(0)?;
                fold_into(&mut state, patch(&row.text(1)?)?);
            }
            if (rows.len() as i64) < PAGE {
                break;
            }
        }
        Ok((seq > 0).then(|| Loaded {
            subject: subject.clone(),
            seq,
            state: Json::Object(state),
        }))
    }
}
