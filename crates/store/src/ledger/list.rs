//! The ledger by pages.

use super::Filter;
use crate::list::{Ask, Listed, Listing, Sorting};
use crate::projection::NO_DAY;
use crate::select::{Key, Page, Select};
#[cfg(any(test, feature = "testing"))]
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

const LISTING: Listing = Listing {
    columns: "c.id, c.report_id, c.no, c.status, c.kind, c.title, c.body, c.section_key, \
        c.section_title, c.lead_unit, c.leader, c.deadline_day, c.measured_by, c.target_comparator, \
        c.target_value, c.target_unit, c.version, l.colour, l.done, l.reason, l.since_day, \
        l.next_change_day, l.next_colour, l.progress",
    from: "commitment AS c LEFT JOIN light AS l \
        ON l.district_id = c.district_id AND l.commitment_id = c.id",
    key: "c.district_id",
    sorts: &[
        Sorting {
            code: "no",
            keys: &[
                ("c.report_id", Key::Text),
                ("c.no", Key::Number),
                ("c.id", Key::Text),
            ],
            falling: false,
        },
        Sorting {
            code: "due",
            keys: &[("c.deadline_day", Key::Text), ("c.id", Key::Text)],
            falling: false,
        },
        Sorting {
            code: "light",
            keys: &[
                ("COALESCE(l.colour_rank, 3)", Key::Number),
                ("c.deadline_day", Key::Text),
                ("c.id", Key::Text),
            ],
            falling: false,
        },
        Sorting {
            code: "lead",
            keys: &[
                ("COALESCE(c.lead_unit, '')", Key::Text),
                ("c.no", Key::Number),
                ("c.id", Key::Text),
            ],
            falling: false,
        },
    ],
};

impl Listed for Filter {
    type Row = LedgerRow;

    fn listing() -> &'static Listing {
        &LISTING
    }

    fn apply(&self, select: &mut Select) {
        self.conditions(select);
    }

    fn read(_: &DistrictId, row: &Row) -> Result<LedgerRow, StoreError> {
        read(row)
    }
}

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
        self.list(district, filter, &ask(order.into(), after, limit))
            .await
    }
}

/// The text and parameters of [`Store::ledger_list`].
#[cfg(any(test, feature = "testing"))]
pub fn list_query(
    district: &DistrictId,
    filter: &Filter,
    order: Order,
    after: Option<&str>,
    limit: usize,
) -> Result<(String, Vec<Value>), StoreError> {
    crate::list::list_query(district, filter, &ask(order, after, limit))
}

fn ask(order: Order, after: Option<&str>, limit: usize) -> Ask {
    let sort = match order.by {
        Sort::No => "no",
        Sort::Due => "due",
        Sort::Light => "light",
        Sort::Lead => "lead",
    };
    Ask {
        sort: sort.to_owned(),
        reversed: order.descending,
        after: after.map(str::to_owned),
        limit,
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
