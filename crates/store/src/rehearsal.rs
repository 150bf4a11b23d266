//! What a rehearsal of a rule found, row by row, and the facts that cases had when something was
//! decided.

use crate::select::Select;
use crate::sql::{RowOp, Sql};
use crate::value::{Value, params};
use crate::{DistrictId, Row, Store, StoreError};

/// The most cases whose patches are read at once.
pub const PATCHES_OF_MAX: usize = 50;
/// Entries of one case that are read at most: its first ones.
pub const PATCHES_MAX: i64 = 200;

/// One thing that a draft would change, or one that could not be judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rehearsed {
    /// The rehearsal.
    pub rehearsal: String,
    /// Its place in the rehearsal, from 1.
    pub no: i64,
    /// `case`, `commitment` or `supervision`.
    pub kind: String,
    /// Its id.
    pub subject: String,
    /// Its number as printed.
    pub number: String,
    /// When it was reported or issued, ms UTC.
    pub reported_ms: i64,
    /// Not ended.
    pub open: bool,
    /// `unit`, `deadline`, `light` or `unjudged`.
    pub what: String,
    /// The clock, the day, or why it could not be judged; by code.
    pub about: String,
    /// Code of the unit it is counted for; empty for none.
    pub unit: String,
    /// By the rule in force: a unit's code, an instant, a colour.
    pub old: String,
    /// By the draft.
    pub new: String,
    /// What was really done, where that is known.
    pub actual: String,
    /// `late` or `in_time` where it would become that; else empty.
    pub effect: String,
    /// By how much a deadline moves, in milliseconds; 0 for other things.
    pub shift_ms: i64,
    /// Why, in Chinese.
    pub reason_zh: String,
    /// Why, in English.
    pub reason_en: String,
}

/// The columns of [`read`], in its order.
pub(crate) const COLUMNS: &str = "c.rehearsal, c.no, c.kind, c.subject, c.number, c.reported_ms, c.is_open, \
    c.what, c.about, c.unit, c.old, c.new, c.actual, c.effect, c.shift_ms, c.reason_zh, c.reason_en";

pub(crate) static PUT: Sql = Sql::new(
    "rehearsed.put",
    "INSERT INTO rehearsed (district_id, rehearsal, no, kind, subject, number, reported_ms, is_open, \
     what, about, unit, old, new, actual, effect, shift_ms, reason_zh, reason_en) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) \
     ON CONFLICT (district_id, rehearsal, no) DO UPDATE SET kind = excluded.kind, \
     subject = excluded.subject, number = excluded.number, reported_ms = excluded.reported_ms, \
     is_open = excluded.is_open, what = excluded.what, about = excluded.about, unit = excluded.unit, \
     old = excluded.old, new = excluded.new, actual = excluded.actual, effect = excluded.effect, \
     shift_ms = excluded.shift_ms, reason_zh = excluded.reason_zh, reason_en = excluded.reason_en",
);
pub(crate) static CLEAR: Sql = Sql::new(
    "rehearsed.clear",
    "DELETE FROM rehearsed WHERE district_id = $1 AND rehearsal = $2",
);

pub(crate) fn put(district: &DistrictId, it: Rehearsed) -> RowOp {
    RowOp::new(
        &PUT,
        params![
            district,
            it.rehearsal,
            it.no,
            it.kind,
            it.subject,
            it.number,
            it.reported_ms,
            it.open,
            it.what,
            it.about,
            it.unit,
            it.old,
            it.new,
            it.actual,
            it.effect,
            it.shift_ms,
            it.reason_zh,
            it.reason_en
        ],
    )
}

pub(crate) fn clear(district: &DistrictId, rehearsal: String) -> RowOp {
    RowOp::new(&CLEAR, params![district, rehearsal])
}

pub(crate) fn read(row: &Row) -> Result<Rehearsed, StoreError> {
    Ok(Rehearsed {
        rehearsal: row.text(0)?,
        no: row.int(1)?,
        kind: row.text(2)?,
        subject: row.text(3)?,
        number: row.text(4)?,
        reported_ms: row.int(5)?,
        open: row.flag(6)?,
        what: row.text(7)?,
        about: row.text(8)?,
        unit: row.text(9)?,
        old: row.text(10)?,
        new: row.text(11)?,
        actual: row.text(12)?,
        effect: row.text(13)?,
        shift_ms: row.int(14)?,
        reason_zh: row.text(15)?,
        reason_en: row.text(16)?,
    })
}

pub(crate) fn patches_query(
    district: &DistrictId,
    kind: &str,
    ids: &[String],
) -> Result<(String, Vec<Value>), StoreError> {
    let head = "SELECT j.subject_id, j.after FROM journal AS j";
    let mut select = Select::new(district, head, "j.district_id");
    select
        .and("j.subject_kind = ?", [kind.into()])
        .and_in("j.subject_id", ids, "")
        .and("j.seq <= ?", [PATCHES_MAX.into()])
        .tail(" ORDER BY j.subject_id, j.seq");
    select.done()
}

impl Store {
    /// What each entry of some subjects made of their fields, JSON, by subject and sequence: the
    /// first [`PATCHES_MAX`] entries of at most [`PATCHES_OF_MAX`] subjects. One query.
    pub async fn patches_of(
        &self,
        district: &DistrictId,
        kind: &str,
        ids: &[String],
    ) -> Result<Vec<(String, String)>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        if ids.len() > PATCHES_OF_MAX {
            return Err(StoreError::Limit(format!(
                "一次最多读取 {PATCHES_OF_MAX} 项"
            )));
        }
        let (text, params) = patches_query(district, kind, ids)?;
        let rows = self.query_built(text, params).await?;
        rows.iter()
            .map(|row| Ok((row.text(0)?, row.text(1)?)))
            .collect()
    }
}
