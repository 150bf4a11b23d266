//! The lists are what the journal says: a check that proves it, and a rebuild that makes it so.

use crate::projection::{self, TABLES, Table};
use crate::recount::{self, Recount};
use crate::replay::Replay;
use crate::sql::{RowOp, Sql};
use crate::subject::{Loaded, many};
use crate::value::{Value, params};
use crate::{DistrictId, Store, StoreError};
use journal::Fields;
use serde_json::Value as Json;

/// The most differences told.
pub const MAX_MISMATCHES: usize = 100;
/// Sorts after every id.
const END: &str = "\u{10FFFF}";

pub(crate) static RESTATE: Sql = Sql::new(
    "subject.restate",
    "UPDATE subject SET state = $4 WHERE district_id = $1 AND kind = $2 AND id = $3",
);
pub(crate) static DUE: Sql = Sql::new(
    "rebuild_due.of",
    "SELECT kind FROM rebuild_due WHERE district_id = $1 ORDER BY kind",
);
pub(crate) static DONE: Sql = Sql::new(
    "rebuild_due.done",
    "DELETE FROM rebuild_due WHERE district_id = $1 AND kind = $2",
);
pub(crate) static KINDS: Sql = Sql::new(
    "subject.kinds",
    "SELECT DISTINCT kind FROM subject WHERE district_id = $1 ORDER BY kind",
);

/// A row that is not what the journal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The table.
    pub table: String,
    /// The subject's id.
    pub id: String,
    /// The row the journal asks for; `None` when there should be none.
    pub expected: Option<String>,
    /// The row found.
    pub found: Option<String>,
}

impl Store {
    /// Replays the journal and compares states and lists with it; at most 100 differences are
    /// told. Meant for a store that nobody writes to meanwhile.
    pub async fn rebuild_check(&self, district: &DistrictId) -> Result<Vec<Mismatch>, StoreError> {
        let mut found = Vec::new();
        for kind in self.kinds_to_check(district).await? {
            let mut recount = Recount::default();
            let mut pages = Pages::new(self, district, &kind);
            while let Some((range, subjects)) = pages.next().await? {
                if kind == crate::kind::CASE {
                    recount.take(&subjects);
                }
                self.check_states(district, &kind, &subjects, &mut found)
                    .await?;
                for table in TABLES.iter().filter(|table| table.kind == kind) {
                    self.check_rows(district, table, &range, &subjects, &mut found)
                        .await?;
                }
                if found.len() >= MAX_MISMATCHES {
                    found.truncate(MAX_MISMATCHES);
                    return Ok(found);
                }
            }
            if kind == crate::kind::CASE {
                recount.check(self, district, &mut found).await?;
                found.truncate(MAX_MISMATCHES);
            }
        }
        Ok(found)
    }

    /// Writes states, lists and the search index anew from the journal, page by page, each page in one
    /// transaction. Meant for a store that nobody writes to meanwhile.
    pub async fn rebuild(&self, district: &DistrictId) -> Result<(), StoreError> {
        for kind in self.kinds_to_check(district).await? {
            self.rebuild_kind(district, &kind).await?;
        }
        self.open_cases().forget(district);
        self.search_rebuild(district, |_| ()).await?;
        Ok(())
    }

    /// Writes anew what an upgrade gave new columns; the cost follows the journal of those kinds. What
    /// was broken off begins again with the next opening.
    pub(crate) async fn catch_up(&self) -> Result<(), StoreError> {
        for district in self.districts().await? {
            for row in self.query(&DUE, params![&district]).await? {
                self.rebuild_kind(&district, &row.text(0)?).await?;
            }
        }
        Ok(())
    }

    async fn rebuild_kind(&self, district: &DistrictId, kind: &str) -> Result<(), StoreError> {
        let counted = kind == crate::kind::CASE;
        if counted {
            self.run(recount::clear(district).to_vec()).await?;
        }
        let mut pages = Pages::new(self, district, kind);
        while let Some((range, subjects)) = pages.next().await? {
            let tables = TABLES.iter().filter(|table| table.kind == kind);
            let clear = |table: &'static Table| {
                RowOp::new(&table.clear, params![district, &range.0, &range.1])
            };
            let mut ops: Vec<RowOp> = tables.map(clear).collect();
            if counted {
                ops.extend(recount::again(district, &subjects));
            }
            for loaded in subjects {
                let id = &loaded.subject.id;
                let rows = projection::rows(district, kind, id, loaded.seq, &loaded.state);
                let found_by = |op: &RowOp| std::ptr::eq(op.sql, &crate::search::PUT);
                ops.extend(rows.into_iter().filter(|op| !found_by(op)));
                let state = Json::Object(loaded.state).to_string();
                ops.push(RowOp::new(&RESTATE, params![district, kind, id, state]));
            }
            self.run(ops).await?;
        }
        self.run(vec![RowOp::new(&DONE, params![district, kind])])
            .await
    }

    async fn kinds_to_check(&self, district: &DistrictId) -> Result<Vec<String>, StoreError> {
        let rows = self.query(&KINDS, params![district]).await?;
        let mut kinds = rows
            .iter()
            .map(|row| row.text(0))
            .collect::<Result<Vec<_>, _>>()?;
        kinds.extend(TABLES.iter().map(|table| table.kind.to_owned()));
        kinds.sort();
        kinds.dedup();
        Ok(kinds)
    }

    async fn check_states(
        &self,
        district: &DistrictId,
        kind: &str,
        subjects: &[Loaded<Fields>],
        found: &mut Vec<Mismatch>,
    ) -> Result<(), StoreError> {
        for some in subjects.chunks(crate::MAX_LOAD) {
            let mut params = params![district, kind];
            params.extend(some.iter().map(|loaded| Value::from(&loaded.subject.id)));
            let rows = self.query_built(many(some.len()), params).await?;
            for loaded in some {
                let row = rows
                    .iter()
                    .find(|row| row.text(1).as_ref() == Ok(&loaded.subject.id));
                let held = row.map(|row| row.text(3)).transpose()?;
                let state = held
                    .as_deref()
                    .and_then(|text| serde_json::from_str::<Fields>(text).ok());
                if state.as_ref() != Some(&loaded.state) {
                    found.push(Mismatch {
                        table: "subject".to_owned(),
                        id: loaded.subject.id.clone(),
                        expected: Some(Json::Object(loaded.state.clone()).to_string()),
                        found: held,
                    });
                }
            }
        }
        Ok(())
    }

    async fn check_rows(
        &self,
        district: &DistrictId,
        table: &'static Table,
        range: &(String, String),
        subjects: &[Loaded<Fields>],
        found: &mut Vec<Mismatch>,
    ) -> Result<(), StoreError> {
        let mut expected = Vec::new();
        for loaded in subjects {
            let id = &loaded.subject.id;
            let ops = projection::rows(district, table.kind, id, loaded.seq, &loaded.state);
            let ops = ops.into_iter().filter(|op| std::ptr::eq(op.sql, table.put));
            expected.extend(ops.map(|op| line(op.params.into_iter().skip(1))));
        }
        let rows = self
            .query(&table.read, params![district, &range.0, &range.1])
            .await?;
        let mut actual: Vec<_> = rows
            .iter()
            .map(|row| line(row.cells().iter().cloned()))
            .collect();
        expected.sort();
        actual.sort();
        let wanted = expected
            .iter()
            .filter(|row| actual.binary_search(row).is_err());
        let wanted = wanted.map(|row| (row, true));
        let extra = actual
            .iter()
            .filter(|row| expected.binary_search(row).is_err());
        for ((id, cells), missing) in wanted.chain(extra.map(|row| (row, false))) {
            found.push(Mismatch {
                table: table.name.to_owned(),
                id: id.clone(),
                expected: missing.then(|| cells.clone()),
                found: (!missing).then(|| cells.clone()),
            });
        }
        Ok(())
    }
}

/// A row as its id and a comparable line; both engines' booleans look the same.
fn line(cells: impl Iterator<Item = Value>) -> (String, String) {
    let mut id = String::new();
    let mut text = Vec::new();
    for (index, cell) in cells.enumerate() {
        let cell = match cell {
            Value::Bool(flag) => Value::I64(i64::from(flag)),
            other => other,
        };
        if let (0, Value::Text(first)) = (index, &cell) {
            id.clone_from(first);
        }
        text.push(format!("{cell:?}"));
    }
    (id, text.join(", "))
}

/// Pages of replayed subjects, each with the range of ids it stands for; the ranges leave no gap,
/// so that a row of no subject is found too.
struct Pages<'a> {
    replay: Replay<'a>,
    after: String,
    waiting: Option<Vec<Loaded<Fields>>>,
    ended: bool,
}

type Range = (String, String);

impl<'a> Pages<'a> {
    fn new(store: &'a Store, district: &'a DistrictId, kind: &'a str) -> Self {
        Self {
            replay: Replay::new(store, district, kind, i64::MAX),
            after: String::new(),
            waiting: None,
            ended: false,
        }
    }

    async fn next(&mut self) -> Result<Option<(Range, Vec<Loaded<Fields>>)>, StoreError> {
        if self.ended {
            return Ok(None);
        }
        let page = match self.waiting.take() {
            Some(page) => Some(page),
            None => self.replay.next().await?,
        };
        self.waiting = self.replay.next().await?;
        self.ended = self.waiting.is_none();
        let page = page.unwrap_or_default();
        let last = page.last().filter(|_| !self.ended);
        let to = last.map_or_else(|| END.to_owned(), |loaded| loaded.subject.id.clone());
        let from = std::mem::replace(&mut self.after, to.clone());
        Ok(Some(((from, to), page)))
    }
}
