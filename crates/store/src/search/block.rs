//! A block as it is kept.

use crate::sql::{RowOp, Sql};
use crate::value::params;
use crate::{DistrictId, Store, StoreError};
use search::block::{read, write};

pub(crate) static IDS: Sql = Sql::new(
    "search_block.ids",
    "SELECT version, ids FROM search_block WHERE district_id = $1 AND kind = $2 AND block = $3",
);
pub(crate) static POSTINGS: Sql = Sql::new(
    "search_posting.of_block",
    "SELECT places FROM search_posting WHERE district_id = $1 AND kind = $2 \
     AND bucket BETWEEN 0 AND 511 AND block = $3",
);
pub(crate) static DROP_BLOCK: Sql = Sql::new(
    "search_block.drop",
    "DELETE FROM search_block WHERE district_id = $1 AND kind = $2 AND block = $3 AND version = $4",
);
pub(crate) static CLEAR_BLOCK: Sql = Sql::new(
    "search_posting.drop_block",
    "DELETE FROM search_posting WHERE district_id = $1 AND kind = $2 \
     AND bucket BETWEEN 0 AND 511 AND block = $3",
);
pub(crate) static PUT_BLOCK: Sql = Sql::new(
    "search_block.put",
    "INSERT INTO search_block (district_id, kind, block, version, records, first_key, last_key, ids) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
pub(crate) static PUT_POSTINGS: Sql = Sql::new(
    "search_posting.put",
    "INSERT INTO search_posting (district_id, kind, bucket, block, places) VALUES ($1, $2, $3, $4, $5)",
);

/// One record of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub sort_key: i64,
    pub id: String,
    pub terms: Vec<String>,
}

/// A block as read: its version, and its records.
pub(super) struct Block {
    pub version: i64,
    pub entries: Vec<Entry>,
}

/// The operations that write a block; when somebody else wrote it since, they fail. `version` is that of
/// the block they replace; none for a new one.
pub(super) fn put(
    district: &DistrictId,
    kind: &str,
    number: i64,
    version: Option<i64>,
    mut entries: Vec<Entry>,
) -> Vec<RowOp> {
    entries.sort_unstable_by(|a, b| (a.sort_key, &a.id).cmp(&(b.sort_key, &b.id)));
    let mut ops = Vec::new();
    if let Some(version) = version {
        ops.push(RowOp::new(
            &DROP_BLOCK,
            params![district, kind, number, version],
        ));
    }
    let ids: Vec<String> = entries
        .iter()
        .map(|entry| format!("{} {}", entry.sort_key, entry.id))
        .collect();
    let key = |entry: Option<&Entry>| entry.map_or(0, |entry| entry.sort_key);
    ops.push(RowOp::new(
        &PUT_BLOCK,
        params![
            district,
            kind,
            number,
            version.unwrap_or(0) + 1,
            entries.len() as i64,
            key(entries.first()),
            key(entries.last()),
            ids.join("\n")
        ],
    ));
    if version.is_some() {
        ops.push(RowOp::new(&CLEAR_BLOCK, params![district, kind, number]));
    }
    let terms: Vec<Vec<String>> = entries.into_iter().map(|entry| entry.terms).collect();
    for (bucket, places) in write(&terms) {
        ops.push(RowOp::new(
            &PUT_POSTINGS,
            params![district, kind, bucket, number, places],
        ));
    }
    ops
}

/// The records of a block as its row names them: sort key and id.
pub(super) fn ids(text: &str) -> Result<Vec<(i64, &str)>, StoreError> {
    let ids = text.lines().map(id).collect::<Option<Vec<_>>>();
    ids.ok_or_else(damaged)
}

/// One line of them.
pub(super) fn id(line: &str) -> Option<(i64, &str)> {
    let (key, id) = line.split_once(' ')?;
    Some((key.parse().ok()?, id))
}

pub(super) fn damaged() -> StoreError {
    StoreError::Corrupt("a block of the search index".to_owned())
}

impl Store {
    /// A block, or `None` where it is not.
    pub(super) async fn search_block(
        &self,
        district: &DistrictId,
        kind: &str,
        number: i64,
    ) -> Result<Option<Block>, StoreError> {
        let params = params![district, kind, number];
        let rows = self.query(&IDS, params.clone()).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let text = row.text(1)?;
        let ids = ids(&text)?;
        let mut terms = vec![Vec::new(); ids.len()];
        let places = self.query(&POSTINGS, params).await?;
        for row in &places {
            read(&row.blob(0)?, &mut terms).map_err(|_| damaged())?;
        }
        let entries = ids
            .into_iter()
            .zip(terms)
            .map(|((sort_key, id), mut terms)| {
                terms.sort_unstable();
                Entry {
                    sort_key,
                    id: id.to_owned(),
                    terms,
                }
            });
        Ok(Some(Block {
            version: row.int(0)?,
            entries: entries.collect(),
        }))
    }
}
