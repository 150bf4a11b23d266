//! Cases by numbered pages, for protocols that know nothing else: bounded, the newest report first.

use super::ask::{Ask, Built};
use super::filter::CaseFilter;
use super::row::{COLUMNS, CaseRow};
use crate::value::Value;
use crate::{DistrictId, Store, StoreError};

/// The most rows of one window.
pub const MAX_WINDOW: usize = 1_000;
/// The most rows before it.
pub const MAX_SKIPPED: usize = 10_000;

impl Store {
    /// `limit` cases after `skip` newer ones: one query, at most [`MAX_WINDOW`] and [`MAX_SKIPPED`].
    /// What comes in meanwhile moves the rest on; lists of our own go by key.
    pub async fn case_window(
        &self,
        district: &DistrictId,
        filter: &CaseFilter,
        skip: usize,
        limit: usize,
    ) -> Result<Vec<CaseRow>, StoreError> {
        let (text, params) = window_query(district, filter, skip, limit)?;
        let rows = self.query_built(text, params).await?;
        rows.iter().map(CaseRow::read).collect()
    }
}

pub(crate) fn window_query(
    district: &DistrictId,
    filter: &CaseFilter,
    skip: usize,
    limit: usize,
) -> Result<Built, StoreError> {
    if skip > MAX_SKIPPED {
        return Err(StoreError::Limit(format!("最多跳过 {MAX_SKIPPED} 行")));
    }
    let mut ask = Ask::new(district);
    ask.say(&format!(
        "SELECT {COLUMNS} FROM case_row AS c WHERE c.district_id = $1"
    ));
    filter.apply(&mut ask);
    filter.scope(&mut ask);
    ask.say(" ORDER BY c.reported_ms DESC, c.id DESC LIMIT ");
    ask.value(Value::I64(limit.clamp(1, MAX_WINDOW) as i64));
    ask.say(" OFFSET ").value(Value::I64(skip as i64));
    ask.done()
}
