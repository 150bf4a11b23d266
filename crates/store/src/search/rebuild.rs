//! The index anew from the records.

use super::block::{Entry, put};
use super::gather::DROP_FRESH;
use crate::projection::search::{KINDS, indexed};
use crate::sql::{RowOp, Sql};
use crate::subject::LOAD_PAGE;
use crate::value::params;
use crate::{DistrictId, Row, Store, StoreError};
use journal::Fields;
use search::block::BLOCK_RECORDS;
use std::collections::{HashMap, VecDeque};
use tokio::task::{JoinHandle, spawn_blocking};

/// Blocks in the making at once.
const AT_ONCE: usize = 3;

pub(crate) static CLEAR_FRESH: Sql = Sql::new(
    "search_fresh.clear",
    "DELETE FROM search_fresh WHERE district_id = $1",
);
pub(crate) static CLEAR_BLOCKS: Sql = Sql::new(
    "search_block.clear",
    "DELETE FROM search_block WHERE district_id = $1",
);
pub(crate) static CLEAR_POSTINGS: Sql = Sql::new(
    "search_posting.clear",
    "DELETE FROM search_posting WHERE district_id = $1",
);

pub(crate) static FRESH_BETWEEN: Sql = Sql::new(
    "search_fresh.between",
    "SELECT id, version FROM search_fresh WHERE district_id = $1 AND kind = $2 AND id > $3 AND id <= $4",
);

/// What a rebuild made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Records read.
    pub records: usize,
    /// Blocks written.
    pub blocks: usize,
}

impl Store {
    /// Whether the index was never made: there are records, and none of them is in it.
    pub async fn search_is_missing(&self, district: &DistrictId) -> Result<bool, StoreError> {
        for kind in KINDS {
            let blocks = self
                .query(&super::NEXT, params![district, kind, 0_i64])
                .await?;
            let first = self
                .query(&LOAD_PAGE, params![district, kind, "", 1_i64])
                .await?;
            let fresh = self
                .query(&super::gather::FRESH_PAGE, params![district, kind, 1_i64])
                .await?;
            let id = |row: Option<&Row>, at| row.map(|row| row.text(at)).transpose();
            if blocks.is_empty() && id(first.first(), 1)? != id(fresh.first(), 0)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

type Made = JoinHandle<Result<Vec<RowOp>, StoreError>>;

impl Store {
    /// Makes the search index anew from the present states, one block at a time in memory, and tells how
    /// far it is. Changes meanwhile are kept; what is looked for meanwhile may not be found.
    pub async fn search_rebuild(
        &self,
        district: &DistrictId,
        mut told: impl FnMut(Rebuilt),
    ) -> Result<Rebuilt, StoreError> {
        let clear = [&CLEAR_FRESH, &CLEAR_BLOCKS, &CLEAR_POSTINGS];
        let clear = clear.map(|sql| RowOp::new(sql, params![district]));
        self.run(clear.to_vec()).await?;
        let mut rebuilt = Rebuilt::default();
        for kind in KINDS {
            let (mut after, mut number) = (String::new(), 0);
            let mut making: VecDeque<(usize, Made)> = VecDeque::new();
            loop {
                let params = params![district, kind, &after, BLOCK_RECORDS as i64];
                let rows = self.query(&LOAD_PAGE, params).await?;
                let read = rows.len();
                if let Some(row) = rows.last() {
                    let last = row.text(1)?;
                    let fresh = self.fresh_between(district, kind, &after, &last).await?;
                    after = last;
                    number += 1;
                    let here = district.clone();
                    let made = spawn_blocking(move || made(&here, kind, number, &rows, &fresh));
                    making.push_back((read, made));
                }
                let ended = read < BLOCK_RECORDS;
                while making.len() >= AT_ONCE || ended && !making.is_empty() {
                    let Some((records, ops)) = making.pop_front() else {
                        break;
                    };
                    let ops = ops
                        .await
                        .map_err(|e| StoreError::Unavailable(e.to_string()))?;
                    self.run(ops?).await?;
                    rebuilt.records += records;
                    rebuilt.blocks += 1;
                    told(rebuilt);
                }
                if ended {
                    break;
                }
            }
        }
        Ok(rebuilt)
    }
}

impl Store {
    /// Changes since the index was cleared, by id with their version. Read after the states: what they have
    /// taken in is among it.
    async fn fresh_between(
        &self,
        district: &DistrictId,
        kind: &str,
        after: &str,
        last: &str,
    ) -> Result<HashMap<String, i64>, StoreError> {
        let params = params![district, kind, after, last];
        let rows = self.query(&FRESH_BETWEEN, params).await?;
        let pair = |row: &Row| Ok((row.text(0)?, row.int(1)?));
        rows.iter().map(pair).collect()
    }
}

fn made(
    district: &DistrictId,
    kind: &'static str,
    number: i64,
    rows: &[Row],
    fresh: &HashMap<String, i64>,
) -> Result<Vec<RowOp>, StoreError> {
    let mut entries = Vec::with_capacity(rows.len());
    let mut drops = Vec::new();
    for row in rows {
        let state: Fields = serde_json::from_str(&row.text(3)?)
            .map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let it = indexed(kind, &state);
        let id = row.text(1)?;
        let seq = row.int(2)?;
        if fresh.get(&id).is_some_and(|version| *version <= seq) {
            drops.push(RowOp::new(&DROP_FRESH, params![district, kind, &id, seq]));
        }
        entries.push(Entry {
            sort_key: it.sort_key,
            id,
            terms: it.terms,
        });
    }
    let mut ops = put(district, kind, number, None, entries);
    ops.extend(drops);
    Ok(ops)
}
