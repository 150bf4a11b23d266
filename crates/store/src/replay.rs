//! States from the journal, page by page.

use crate::sql::Sql;
use crate::subject::Loaded;
use crate::value::params;
use crate::{DistrictId, Row, Store, StoreError, Subject};
use journal::{Fields, fold_into};

/// Entries folded at a time.
const PAGE: i64 = 2_000;

pub(crate) static KIND: Sql = Sql::new(
    "journal.replay",
    "SELECT subject_id, seq, after FROM journal WHERE district_id = $1 AND subject_kind = $2 \
     AND at_ms <= $3 AND (subject_id, seq) > ($4, $5) ORDER BY subject_id, seq LIMIT $6",
);

/// The subjects of a kind, folded up to an instant, in the order of their ids.
#[derive(Debug)]
pub(crate) struct Replay<'a> {
    store: &'a Store,
    district: &'a DistrictId,
    kind: &'a str,
    at_ms: i64,
    id: String,
    seq: i64,
    state: Fields,
    ended: bool,
}

impl<'a> Replay<'a> {
    pub(crate) fn new(
        store: &'a Store,
        district: &'a DistrictId,
        kind: &'a str,
        at_ms: i64,
    ) -> Self {
        Self {
            store,
            district,
            kind,
            at_ms,
            id: String::new(),
            seq: 0,
            state: Fields::new(),
            ended: false,
        }
    }

    /// The same from the id behind this one on.
    pub(crate) fn behind(mut self, id: &str) -> Self {
        // No id ends in a space, so the next one after this is the next subject's.
        self.id = format!("{id} ");
        self
    }

    /// The next subjects, whole; `None` at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<Loaded<Fields>>>, StoreError> {
        let mut whole = Vec::new();
        while whole.is_empty() && !self.ended {
            let params = params![
                self.district,
                self.kind,
                self.at_ms,
                &self.id,
                self.seq,
                PAGE
            ];
            let rows = self.store.query(&KIND, params).await?;
            for row in &rows {
                self.take(row, &mut whole)?;
            }
            if (rows.len() as i64) < PAGE {
                self.ended = true;
                self.close(&mut whole);
            }
        }
        Ok((!whole.is_empty()).then_some(whole))
    }

    fn take(&mut self, row: &Row, whole: &mut Vec<Loaded<Fields>>) -> Result<(), StoreError> {
        let id = row.text(0)?;
        if id != self.id {
            self.close(whole);
            self.id = id;
        }
        self.seq = row.int(1)?;
        fold_into(&mut self.state, patch(&row.text(2)?)?);
        Ok(())
    }

    fn close(&mut self, whole: &mut Vec<Loaded<Fields>>) {
        if self.seq > 0 {
            whole.push(Loaded {
                subject: Subject::new(self.kind, self.id.clone()),
                seq: self.seq,
                state: std::mem::take(&mut self.state),
            });
            self.seq = 0;
        }
    }
}

pub(crate) fn patch(after: &str) -> Result<Fields, StoreError> {
    serde_json::from_str(after).map_err(|error| StoreError::Corrupt(error.to_string()))
}
