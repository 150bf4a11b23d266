//! What records are found by (docs/decisions/0023).
//!
//! A change writes its record's terms as one row of `search_fresh`, in its own transaction. Rows are
//! gathered into blocks of up to 4,096 records, turned round and cut in buckets: an entry of
//! `search_posting` says which records of a block have each of some terms. What stands in
//! `search_fresh` holds against what a block says of the same record.

mod ask;
mod block;
mod check;
mod gather;
mod rebuild;

pub use ask::{SearchAsk, SearchFound};
#[cfg(test)]
pub(crate) use ask::{blocks_query, fresh_query, postings_query};
#[cfg(test)]
pub(crate) use block::{CLEAR_BLOCK, DROP_BLOCK, IDS, POSTINGS, PUT_BLOCK, PUT_POSTINGS};
pub use gather::GATHER_FROM;
#[cfg(test)]
pub(crate) use gather::{DROP_FRESH, FRESH_PAGE, HEADS};
pub use rebuild::Rebuilt;
#[cfg(test)]
pub(crate) use rebuild::{CLEAR_BLOCKS, CLEAR_FRESH, CLEAR_POSTINGS, FRESH_BETWEEN};

use crate::sql::Sql;

pub(crate) static PUT: Sql = Sql::new(
    "search_fresh.put",
    "INSERT INTO search_fresh (district_id, kind, id, sort_key, version, terms) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (district_id, kind, id) DO UPDATE SET \
     sort_key = excluded.sort_key, version = excluded.version, terms = excluded.terms",
);

pub(crate) static NEXT: Sql = Sql::new(
    "search_block.next",
    "SELECT block FROM search_block WHERE district_id = $1 AND kind = $2 AND block > $3 \
     ORDER BY block LIMIT 1",
);
