//! What all lists have in common: a typed filter with a sort and a place to go on from, the part of
//! it that the actor may see, one page with its total, and the same rows as a file.
//!
//! A list of some noun is a filter type of `store` (see `store::Listed`) and one function beside the
//! noun: set the filter's `within` by [`within`], read a [`page`] of ids, load what the rows show.
//! Its file is the same function walked by [`Sheet`], with the right to export asked as well.

mod file;
mod reach;

pub(crate) use file::{Column, Sheet};
pub(crate) use reach::within;
pub use store::{
    Ask, BulletinFilter, DutyFilter, Filter as LedgerFilter, JournalFilter, Listed, PersonFilter,
    RecordFilter, RehearsedFilter, ReportFilter, RequestFilter, SupervisionFilter, TokenFilter,
};

use crate::{App, AppError, Kind, Result};
use serde::Serialize;

/// Rows of one page, unless fewer are asked for.
pub const PAGE_ROWS: usize = 50;

/// What is asked of a list.
#[derive(Debug, Clone, Default)]
pub struct Query<F> {
    /// Which rows; how far the actor may see is not asked but set.
    pub filter: F,
    /// In which order, from where on, how many: at most [`PAGE_ROWS`], 0 means as many.
    pub ask: Ask,
}

/// One page of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
    /// How many there are in all; none where that is not counted (the journal).
    pub total: Option<i64>,
}

impl<T> Page<T> {
    /// Nothing.
    pub(crate) fn empty() -> Self {
        Self {
            rows: vec![],
            next: None,
            total: Some(0),
        }
    }

    /// The page of rows that are all at hand, in their order; `key` names a row, as `after` does. Errors:
    /// `request.cursor` for a row that is no longer among them.
    pub(crate) fn of_all(all: Vec<T>, ask: &Ask, key: impl Fn(&T) -> &str) -> Result<Self> {
        let total = i64::try_from(all.len()).ok();
        let start = match &ask.after {
            None => 0,
            Some(after) => {
                let found = all.iter().position(|row| key(row) == after);
                1 + found.ok_or_else(no_such_place)?
            }
        };
        let limit = for_people(ask).limit;
        let more = all.len() > start + limit;
        let rows: Vec<T> = all.into_iter().skip(start).take(limit).collect();
        let next = rows
            .last()
            .filter(|_| more)
            .map(|last| key(last).to_owned());
        Ok(Self { rows, next, total })
    }

    /// The same page with other rows.
    pub(crate) fn with<U>(self, rows: Vec<U>) -> Page<U> {
        Page {
            rows,
            next: self.next,
            total: self.total,
        }
    }
}

fn no_such_place() -> AppError {
    AppError::new(
        Kind::Unprocessable,
        "request.cursor",
        "翻页位置无效，请从第一页重新打开",
        "No such place to go on from; begin at the first page",
    )
}

/// What a list can be sorted by: code, and whether the greatest comes first; the first is usual.
pub fn sorts<F: Listed>() -> Vec<(&'static str, bool)> {
    F::listing().sorts().collect()
}

/// The words of a code in the language of a file: group of the catalogue, code.
pub type Say<'a> = &'a (dyn Fn(&str, &str) -> String + Sync);

/// A page as people see it, with its total: two queries.
pub(crate) async fn page<F: Listed>(app: &App, filter: &F, ask: &Ask) -> Result<Page<F::Row>> {
    let page = some(app, filter, &for_people(ask)).await?;
    let total = app.store().list_count(app.district(), filter).await?;
    Ok(Page {
        total: Some(total),
        ..page
    })
}

/// A page without its total, as large as asked: one query.
pub(crate) async fn some<F: Listed>(app: &App, filter: &F, ask: &Ask) -> Result<Page<F::Row>> {
    let page = app.store().list(app.district(), filter, ask).await?;
    Ok(Page {
        rows: page.rows,
        next: page.next,
        total: None,
    })
}

/// With a size that people get.
pub(crate) fn for_people(ask: &Ask) -> Ask {
    let limit = match ask.limit {
        0 => PAGE_ROWS,
        some => some.min(PAGE_ROWS),
    };
    Ask {
        limit,
        ..ask.clone()
    }
}
