//! Fresh rows are gathered into blocks.

use super::block::{Entry, ids, put};
use crate::projection::search::KINDS;
use crate::sql::{RowOp, Sql};
use crate::value::params;
use crate::{DistrictId, Store, StoreError};
use search::block::BLOCK_RECORDS;
use std::collections::{BTreeMap, HashMap};

/// Fresh rows are gathered from so many on: few enough to be looked at one by one.
pub const GATHER_FROM: usize = 512;

pub(crate) static FRESH_PAGE: Sql = Sql::new(
    "search_fresh.page",
    "SELECT id, sort_key, version, terms FROM search_fresh WHERE district_id = $1 AND kind = $2 \
     ORDER BY id LIMIT $3",
);
pub(crate) static DROP_FRESH: Sql = Sql::new(
    "search_fresh.drop",
    "DELETE FROM search_fresh WHERE district_id = $1 AND kind = $2 AND id = $3 AND version <= $4",
);
pub(crate) static HEADS: Sql = Sql::new(
    "search_block.page",
    "SELECT block, version, records, ids FROM search_block WHERE district_id = $1 AND kind = $2 \
     AND block > $3 ORDER BY block LIMIT 16",
);

/// Where fresh rows go: into the blocks they are in, and into the last one or new ones.
struct Places {
    of: HashMap<String, i64>,
    last: i64,
    last_records: usize,
}

impl Store {
    /// Gathers fresh rows into blocks where a kind has at least `from` of them, all that there are, each
    /// block in one transaction. Returns how many rows. A block that another server gathers into at the
    /// same time is left to it: the error says so, nothing is lost.
    pub async fn search_gather(
        &self,
        district: &DistrictId,
        from: usize,
    ) -> Result<usize, StoreError> {
        let mut gathered = 0;
        for kind in KINDS {
            loop {
                let fresh = self.fresh_page(district, kind).await?;
                if fresh.is_empty() || fresh.len() < from.min(BLOCK_RECORDS) {
                    break;
                }
                gathered += fresh.len();
                let last = fresh.len() < BLOCK_RECORDS;
                self.gather(district, kind, fresh).await?;
                if last {
                    break;
                }
            }
        }
        Ok(gathered)
    }

    async fn gather(
        &self,
        district: &DistrictId,
        kind: &str,
        fresh: Vec<(Entry, i64)>,
    ) -> Result<(), StoreError> {
        let mut places = self.places(district, kind, &fresh).await?;
        let mut by_block: BTreeMap<i64, Vec<(Entry, i64)>> = BTreeMap::new();
        for row in fresh {
            let block = match places.of.get(&row.0.id) {
                Some(block) => *block,
                None => {
                    if places.last == 0 || places.last_records >= BLOCK_RECORDS {
                        places.last += 1;
                        places.last_records = 0;
                    }
                    places.last_records += 1;
                    places.last
                }
            };
            by_block.entry(block).or_default().push(row);
        }
        for (number, rows) in by_block {
            let old = self.search_block(district, kind, number).await?;
            let version = old.as_ref().map(|block| block.version);
            let old = old.into_iter().flat_map(|block| block.entries);
            let mut entries: HashMap<String, Entry> =
                old.map(|entry| (entry.id.clone(), entry)).collect();
            let mut drops: Vec<RowOp> = Vec::with_capacity(rows.len());
            for (entry, seq) in rows {
                drops.push(RowOp::new(
                    &DROP_FRESH,
                    params![district, kind, &entry.id, seq],
                ));
                entries.insert(entry.id.clone(), entry);
            }
            let mut ops = put(
                district,
                kind,
                number,
                version,
                entries.into_values().collect(),
            );
            ops.append(&mut drops);
            self.run(ops).await?;
        }
        Ok(())
    }

    async fn fresh_page(
        &self,
        district: &DistrictId,
        kind: &str,
    ) -> Result<Vec<(Entry, i64)>, StoreError> {
        let params = params![district, kind, BLOCK_RECORDS as i64];
        let rows = self.query(&FRESH_PAGE, params).await?;
        rows.iter()
            .map(|row| {
                let terms = row.text(3)?;
                let entry = Entry {
                    id: row.text(0)?,
                    sort_key: row.int(1)?,
                    terms: terms.split_whitespace().map(str::to_owned).collect(),
                };
                Ok((entry, row.int(2)?))
            })
            .collect()
    }

    async fn places(
        &self,
        district: &DistrictId,
        kind: &str,
        fresh: &[(Entry, i64)],
    ) -> Result<Places, StoreError> {
        let wanted: HashMap<&str, ()> = fresh.iter().map(|(it, _)| (it.id.as_str(), ())).collect();
        let mut places = Places {
            of: HashMap::new(),
            last: 0,
            last_records: 0,
        };
        loop {
            let params = params![district, kind, places.last];
            let rows = self.query(&HEADS, params).await?;
            for row in &rows {
                places.last = row.int(0)?;
                let text = row.text(3)?;
                let ids = ids(&text)?;
                places.last_records = ids.len();
                for (_, id) in ids {
                    if wanted.contains_key(id) {
                        places.of.insert(id.to_owned(), places.last);
                    }
                }
            }
            if rows.len() < 16 {
                return Ok(places);
            }
        }
    }
}
