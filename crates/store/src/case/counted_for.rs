//! What cases add up to for commitments, in groups: exact sums are made of them by the caller.

use super::ask::{Ask, Built};
use crate::projection::NO_DAY;
use crate::value::Value;
use crate::{DistrictId, MAX_LOAD, Row, Store, StoreError};

/// The most groups of one question.
pub const MAX_GROUPS: usize = 200_000;

/// Cases that count for one commitment on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedFor {
    /// The commitment.
    pub commitment: String,
    /// The day, ISO.
    pub day: String,
}

/// Cases of one commitment that counted alike in the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedGroup {
    /// The commitment.
    pub commitment: String,
    /// The day they were verified, ISO.
    pub day: String,
    /// The day from which they counted, ISO.
    pub known_day: String,
    /// The day from which they no longer did, ISO.
    pub until_day: Option<String>,
    /// The number each added, as written.
    pub amount: Option<String>,
    /// Their place.
    pub place: Option<String>,
    /// How many.
    pub cases: i64,
}

impl Store {
    /// All that ever counted for up to [`MAX_LOAD`] commitments, in at most [`MAX_GROUPS`] groups.
    pub async fn counted_groups(
        &self,
        district: &DistrictId,
        commitments: &[String],
    ) -> Result<Vec<CountedGroup>, StoreError> {
        if commitments.is_empty() {
            return Ok(Vec::new());
        }
        if commitments.len() > MAX_LOAD {
            return Err(StoreError::Limit(format!("一次最多读取 {MAX_LOAD} 项")));
        }
        let (text, params) = groups_query(district, commitments)?;
        let rows = self.query_built(text, params).await?;
        if rows.len() > MAX_GROUPS {
            return Err(StoreError::Limit(format!("计数案件最多 {MAX_GROUPS} 组")));
        }
        rows.iter().map(group).collect()
    }
}

/// The text and parameters of [`Store::counted_groups`].
pub(crate) fn groups_query(
    district: &DistrictId,
    commitments: &[String],
) -> Result<Built, StoreError> {
    let mut ask = Ask::new(district);
    ask.say(
        "SELECT k.commitment_id, k.day, k.known_day, k.until_day, k.amount, k.place, COUNT(*) \
         FROM counted_case AS k WHERE k.district_id = $1",
    )
    .and_in("k.commitment_id", commitments)
    .say(
        " GROUP BY k.commitment_id, k.day, k.known_day, k.until_day, k.amount, k.place \
         ORDER BY k.commitment_id, k.known_day, k.day, k.until_day, k.amount, k.place LIMIT ",
    )
    .value(Value::I64(MAX_GROUPS as i64 + 1));
    ask.done()
}

fn group(row: &Row) -> Result<CountedGroup, StoreError> {
    Ok(CountedGroup {
        commitment: row.text(0)?,
        day: row.text(1)?,
        known_day: row.text(2)?,
        until_day: Some(row.text(3)?).filter(|day| day != NO_DAY),
        amount: row.maybe_text(4)?,
        place: row.maybe_text(5)?,
        cases: row.int(6)?,
    })
}
