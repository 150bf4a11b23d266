//! Lists by pages: filtered, narrowed to what the asker may see, sorted by one of a fixed set of
//! keys, each page beginning where the last one ended.
//!
//! A list is a filter type that implements [`Listed`]: its [`Listing`] says which columns are read
//! from which tables and by what they can be sorted, [`Listed::apply`] turns the filter into
//! conditions, [`Listed::read`] makes a row. [`Store::list`] and [`Store::list_count`] do the rest:
//! `district_id` is the first condition, the scope stands in the `WHERE` beside the filter, and
//! every sort ends in a key that no two rows share, so that no row is lost or shown twice however
//! many are equal in the first keys. A new list is one file with one such type, entered in
//! `catalogue/lists.rs`.

mod bulletin;
mod change_request;
mod duty;
mod entry;
mod person;
mod record;
mod rehearsed;
mod report;
mod supervision;
mod token;

pub use bulletin::{BulletinFilter, BulletinRow};
pub use change_request::RequestFilter;
pub use duty::{Duty, DutyCount, DutyFilter};
pub use entry::JournalFilter;
pub use person::PersonFilter;
pub use record::RecordFilter;
pub use rehearsed::RehearsedFilter;
pub use report::{ReportFilter, ReportRow};
pub use supervision::SupervisionFilter;
pub use token::TokenFilter;

#[cfg(test)]
pub(crate) use duty::count_query as duty_counts;

use crate::error::StoreError;
use crate::row::Row;
use crate::select::{Key, Page, Select, parse_cursor};
use crate::value::Value;
use crate::{DistrictId, Store};

/// What any list is asked beside its own filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// By what, a code of the list; empty: its first.
    pub sort: String,
    /// The other way round.
    pub reversed: bool,
    /// Where the page before ended.
    pub after: Option<String>,
    /// Rows wanted, 1 to [`crate::MAX_PAGE`].
    pub limit: usize,
}

/// What a list reads and by what it can be sorted.
#[derive(Debug)]
pub struct Listing {
    /// The columns of [`Listed::read`], in its order.
    pub(crate) columns: &'static str,
    /// The tables with their joins, after `FROM`.
    pub(crate) from: &'static str,
    /// The district's column of the first table.
    pub(crate) key: &'static str,
    /// The sorts; the first is taken where none is asked for.
    pub(crate) sorts: &'static [Sorting],
}

impl Listing {
    /// The codes of the sorts, and whether the greatest comes first; the first is the usual one.
    pub fn sorts(&self) -> impl Iterator<Item = (&'static str, bool)> {
        self.sorts.iter().map(|sort| (sort.code, sort.falling))
    }
}

/// One way to sort a list.
#[derive(Debug)]
pub struct Sorting {
    /// Its stable code.
    pub(crate) code: &'static str,
    /// Expressions that are never null, the last one unlike in any two rows.
    pub(crate) keys: &'static [(&'static str, Key)],
    /// The greatest first, unless asked the other way round.
    pub(crate) falling: bool,
}

/// A filter that makes a list. See the module.
pub trait Listed {
    /// What one row is read as.
    type Row;
    /// Columns, tables, sorts.
    fn listing() -> &'static Listing;
    /// Values that the listing names itself: `$2` and on.
    fn fixed(&self) -> Vec<Value> {
        Vec::new()
    }
    /// Adds the conditions.
    fn apply(&self, select: &mut Select);
    /// Reads the columns.
    fn read(district: &DistrictId, row: &Row) -> Result<Self::Row, StoreError>;
}

impl Store {
    /// A page of a list: one query. Errors: a cursor of another list or sort, a sort that the
    /// list does not have, more than 500 values in one condition.
    pub async fn list<F: Listed>(
        &self,
        district: &DistrictId,
        filter: &F,
        ask: &Ask,
    ) -> Result<Page<F::Row>, StoreError> {
        let keys = sorting::<F>(&ask.sort)?.keys.len();
        let (text, params) = list_query(district, filter, ask)?;
        let rows = self.query_built(text, params).await?;
        let page = Page::cut(rows, ask.limit, |row: &Row| {
            let cells = row.cells();
            cells[cells.len().saturating_sub(keys)..].to_vec()
        });
        let rows = page.rows.iter().map(|row| F::read(district, row));
        Ok(Page {
            rows: rows.collect::<Result<_, _>>()?,
            next: page.next,
        })
    }

    /// How many rows a list has in all: one query.
    pub async fn list_count<F: Listed>(
        &self,
        district: &DistrictId,
        filter: &F,
    ) -> Result<i64, StoreError> {
        let (text, params) = count_query(district, filter)?;
        let rows = self.query_built(text, params).await?;
        rows.first().map_or(Ok(0), |row| row.int(0))
    }
}

/// The text and parameters of [`Store::list`].
pub(crate) fn list_query<F: Listed>(
    district: &DistrictId,
    filter: &F,
    ask: &Ask,
) -> Result<(String, Vec<Value>), StoreError> {
    let (listing, sorting) = (F::listing(), sorting::<F>(&ask.sort)?);
    let (keys, kinds): (Vec<&'static str>, Vec<Key>) = sorting.keys.iter().copied().unzip();
    let columns = format!("{}, {}", listing.columns, keys.join(", "));
    let mut select = start(district, filter, &columns);
    let falling = sorting.falling != ask.reversed;
    let after = parse_cursor(ask.after.as_deref(), &kinds)?;
    select.page(&keys, falling, after, ask.limit);
    select.done()
}

/// The text and parameters of [`Store::list_count`].
pub(crate) fn count_query<F: Listed>(
    district: &DistrictId,
    filter: &F,
) -> Result<(String, Vec<Value>), StoreError> {
    start(district, filter, "COUNT(*)").done()
}

fn start<F: Listed>(district: &DistrictId, filter: &F, columns: &str) -> Select {
    let listing = F::listing();
    let head = format!("SELECT {columns} FROM {}", listing.from);
    let mut select = Select::new(district, &head, listing.key);
    select.fixed(filter.fixed());
    filter.apply(&mut select);
    select
}

fn sorting<F: Listed>(code: &str) -> Result<&'static Sorting, StoreError> {
    let sorts = F::listing().sorts;
    let found = sorts
        .iter()
        .find(|sort| code.is_empty() || sort.code == code);
    found.ok_or(StoreError::Sort)
}

/// For lists whose rows are subjects: their ids.
fn id(row: &Row) -> Result<String, StoreError> {
    row.text(0)
}
