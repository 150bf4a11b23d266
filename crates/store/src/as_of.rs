//! The ledger as it was at a past instant: the journal folded up to it.

use crate::sql::Sql;
use crate::subject::Loaded;
use crate::value::params;
use crate::{DistrictId, Row, Store, StoreError, Subject};
use jiff::Timestamp;
use journal::{Fields, fold_into};
use serde_json::Value as Json;

/// Entries folded at a time.
const PAGE: i64 = 2_000;

pub(crate) static KIND: Sql = Sql::new(
    "journal.as_of",
    "SELECT subject_id, seq, after FROM journal WHERE district_id = $1 AND subject_kind = $2 \
     AND at_ms <= $3 AND (subject_id, seq) > ($4, $5) ORDER BY subject_id, seq LIMIT $6",
);
pub(crate) static ONE: Sql = Sql::new(
    "journal.as_of_one",
    "SELECT subject_id, seq, after FROM journal WHERE district_id = $1 AND subject_kind = $2 \
     AND at_ms <= $3 AND subject_id = $4 AND seq > $5 ORDER BY seq LIMIT $6",
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
        let at_ms = instant.as_millisecond();
        let mut folding = Folding::new(kind);
        loop {
            let params = params![district, kind, at_ms, &folding.id, folding.seq, PAGE];
            let rows = self.query(&KIND, params).await?;
            folding.take(&rows)?;
            if (rows.len() as i64) < PAGE {
                return Ok(folding.finish());
            }
        }
    }

    /// One subject as it was at an instant, or `None` when it was not there yet.
    pub async fn as_of_one(
        &self,
        district: &DistrictId,
        subject: &Subject,
        instant: Timestamp,
    ) -> Result<Option<Loaded<Json>>, StoreError> {
        let at_ms = instant.as_millisecond();
        let mut folding = Folding::new(&subject.kind);
        loop {
            let params = params![
                district,
                &subject.kind,
                at_ms,
                &subject.id,
                folding.seq,
                PAGE
            ];
            let rows = self.query(&ONE, params).await?;
            folding.take(&rows)?;
            if (rows.len() as i64) < PAGE {
                return Ok(folding.finish().pop());
            }
        }
    }
}

struct Folding<'a> {
    kind: &'a str,
    id: String,
    seq: i64,
    state: Fields,
    done: Vec<Loaded<Json>>,
}

impl<'a> Folding<'a> {
    fn new(kind: &'a str) -> Self {
        Self {
            kind,
            id: String::new(),
            seq: 0,
            state: Fields::new(),
            done: Vec::new(),
        }
    }

    fn take(&mut self, rows: &[Row]) -> Result<(), StoreError> {
        for row in rows {
            let id = row.text(0)?;
            if id != self.id {
                self.close();
                self.id = id;
            }
            self.seq = row.int(1)?;
            let patch = serde_json::from_str(&row.text(2)?)
                .map_err(|error| StoreError::Corrupt(error.to_string()))?;
            fold_into(&mut self.state, patch);
        }
        Ok(())
    }

    fn close(&mut self) {
        if self.seq > 0 {
            self.done.push(Loaded {
                subject: Subject::new(self.kind, std::mem::take(&mut self.id)),
                seq: self.seq,
                state: Json::Object(std::mem::take(&mut self.state)),
            });
            self.seq = 0;
        }
    }

    fn finish(mut self) -> Vec<Loaded<Json>> {
        self.close();
        self.done
    }
}
