//! The ledger by pages.

use super::Filter;
use crate::projection::{NO_DAY, light_rank};
use crate::select::{Key, Page, Select, parse_cursor};
use crate::value::Value;
use crate::{DistrictId, Row, Store, StoreError};

/// What a list is sorted by; ties by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Report and number.
    #[default]
    No,
    /// Deadline; those without one last.
    Due,
    /// Urgency of the light, then deadline.
    Light,
    /// Lead unit, then number; those without one first.
    Lead,
}

/// A sort and its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Order {
    /// By what.
    pub by: Sort,
    /// The other way round.
    pub descending: bool,
}

impl From<Sort> for Order {
    fn from(by: Sort) -> Self {
        Self {
            by,
            descending: false,
        }
    }
}

/// The light of a row, as last judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LightRow {
    /// Its colour's code.
    pub colour: String,
    /// Whether the commitment is done.
    pub done: bool,
    /// The reason, JSON of `light::Reason`.
    pub reason: String,
    /// The first day of this colour.
    pub since_day: String,
    /// The day it changes if nothing happens.
    pub next_change_day: Option<String>,
    /// To which colour.
    pub next_colour: Option<String>,
    /// The progress, JSON of `light::Progress` or `null`.
    pub progress: String,
}

/// One commitment of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// Its id.
    pub id: String,
    /// Its report.
    pub report: String,
    /// Its number within the report.
    pub no: i64,
    /// Its status.
    pub status: String,
    /// Its kind.
    pub kind: String,
    /// Its short name.
    pub title: String,
    /// The promise in full.
    pub text: String,
    /// Labels of its section, joined by `/`.
    pub section_key: String,
    /// The heading of its section.
    pub section_title: String,
    /// The lead unit.
    pub lead: Option<String>,
    /// The overseeing leader.
    pub leader: Option<String>,
    /// The last day in time.
    pub deadline: Option<String>,
    /// Where its facts come from.
    pub measured_by: String,
    /// The target's comparator.
    pub target_comparator: Option<String>,
    /// The target's value in `target_unit`, exact decimal text.
    pub target_value: Option<String>,
    /// The target's base unit.
    pub target_unit: Option<String>,
    /// Its version.
    pub version: i64,
    /// Its light, once judged.
    pub light: Option<LightRow>,
}

const HEAD: &str = "SELECT c.id, c.report_id, c.no, c.status, c.kind, c.title, c.body, c.section_key, \
    c.section_title, c.lead_unit, c.leader, c.deadline_day, c.measured_by, c.target_comparator, \
    c.target_value, c.target_unit, c.version, l.colour, l.done, l.reason, l.since_day, \
    l.next_change_day, l.next_colour, l.progress FROM commitment AS c LEFT JOIN light AS l \
    ON l.district_id = c.district_id AND l.commitment_id = c.id";

impl Store {
    /// A page of the ledger: one query. `after` is the cursor of the page before; at most 200 rows.
    pub async fn ledger_list(
        &self,
        district: &DistrictId,
        filter: &Filter,
        order: impl Into<Order>,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Page<LedgerRow>, StoreError> {
        let order = order.into();
        let (text, params) = list_query(district, filter, order, after, limit)?;
        let rows = self.query_built(text, params).await?;
        let rows = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::cut(rows, limit, |row| key(row, order.by)))
    }
}

/// The text and parameters of [`Store::ledger_list`].
pub fn list_query(
    district: &DistrictId,
    filter: &Filter,
    order: Order,
    after: Option<&str>,
    limit: usize,
) -> Result<(String, Vec<Value>), StoreError> {
    let mut select = Select::new(district, HEAD, "c.district_id");
    filter.apply(&mut select);
    use Key::{Number, Text};
    let (keys, of): (&[&str], &[Key]) = match order.by {
        Sort::No => (&["c.report_id", "c.no", "c.id"], &[Text, Number, Text]),
        Sort::Due => (&["c.deadline_day", "c.id"], &[Text, Text]),
        Sort::Light => (
            &["COALESCE(l.colour_rank, 3)", "c.deadline_day", "c.id"],
            &[Number, Text, Text],
        ),
        Sort::Lead => (
            &["COALESCE(c.lead_unit, '')", "c.no", "c.id"],
            &[Text, Number, Text],
        ),
    };
    select.page(keys, order.descending, parse_cursor(after, of)?, limit);
    select.done()
}

fn key(row: &LedgerRow, by: Sort) -> Vec<Value> {
    let id = Value::from(&row.id);
    let day = Value::from(row.deadline.as_deref().unwrap_or(NO_DAY));
    let rank = row.light.as_ref().map_or("", |light| &light.colour);
    match by {
        Sort::No => vec![Value::from(&row.report), row.no.into(), id],
        Sort::Due => vec![day, id],
        Sort::Light => vec![light_rank(rank).into(), day, id],
        Sort::Lead => vec![row.lead.as_deref().unwrap_or("").into(), row.no.into(), id],
    }
}

fn read(row: &Row) -> Result<LedgerRow, StoreError> {
    Ok(LedgerRow {
        id: row.text(0)?,
        report: row.text(1)?,
        no: row.int(2)?,
        status: row.text(3)?,
        kind: row.text(4)?,
        title: row.text(5)?,
        text: row.text(6)?,
        section_key: row.text(7)?,
        section_title: row.text(8)?,
        lead: row.maybe_text(9)?,
        leader: row.maybe_text(10)?,
        deadline: Some(row.text(11)?).filter(|day| day != NO_DAY),
        measured_by: row.text(12)?,
        target_comparator: row.maybe_text(13)?,
        target_value: row.maybe_text(14)?,
        target_unit: row.maybe_text(15)?,
        version: row.int(16)?,
        light: light(row)?,
    })
}

fn light(row: &Row) -> Result<Option<LightRow>, StoreError> {
    let Some(colour) = row.maybe_text(17)? else {
        return Ok(None);
    };
    Ok(Some(LightRow {
        colour,
        done: row.flag(18)?,
        reason: row.text(19)?,
        since_day: row.text(20)?,
        next_change_day: row.maybe_text(21)?,
        next_colour: row.maybe_text(22)?,
        progress: row.text(23)?,
    }))
}
