//! Cases by pages.
//!
//! An asker who sees only some units gets one branch for each unit and area, each the first rows
//! of an index; the branches are merged. So a page costs the same however many cases there are.

use super::ask::{Ask, Built};
use super::filter::{CaseFilter, CaseScope};
use super::row::{COLUMNS, CaseRow};
use crate::projection::case::NO_DUE;
use crate::select::{Key, Page, page_size, parse_cursor};
use crate::value::Value;
use crate::{DistrictId, Store, StoreError};

/// The most branches of one query; beyond, the scope is one condition.
const MAX_BRANCHES: usize = 40;

/// What a list is sorted by; ties by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CaseSort {
    /// The newest report first.
    #[default]
    Reported,
    /// The first due first; only open cases, those whose clock stands still last.
    Due,
    /// The longest in its state first; only open cases.
    Entered,
    /// By number.
    Number,
}

/// A sort and its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CaseOrder {
    /// By what.
    pub by: CaseSort,
    /// The other way round.
    pub reversed: bool,
}

impl From<CaseSort> for CaseOrder {
    fn from(by: CaseSort) -> Self {
        Self {
            by,
            reversed: false,
        }
    }
}

impl Store {
    /// A page of cases: one query. `after` is the cursor of the page before; at most 200 rows.
    pub async fn case_list(
        &self,
        district: &DistrictId,
        filter: &CaseFilter,
        order: impl Into<CaseOrder>,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Page<CaseRow>, StoreError> {
        let order = order.into();
        let (text, params) = list_query(district, filter, order, after, limit)?;
        let rows = self.query_built(text, params).await?;
        let rows = rows
            .iter()
            .map(CaseRow::read)
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Page::cut(rows, limit, |row| key(row, order.by)))
    }
}

/// The text and parameters of [`Store::case_list`].
pub fn list_query(
    district: &DistrictId,
    filter: &CaseFilter,
    order: CaseOrder,
    after: Option<&str>,
    limit: usize,
) -> Result<Built, StoreError> {
    let page = PageAsked::new(filter, order, after, limit)?;
    let mut ask = Ask::new(district);
    match &filter.scope {
        CaseScope::Within {
            units,
            subdistricts,
            communities,
        } if page.branches(units, subdistricts, communities) => {
            ask.say(&format!("SELECT {COLUMNS} FROM ("));
            let mut number = 0;
            for (column, codes) in [
                ("u.unit", units),
                ("c.subdistrict", subdistricts),
                ("c.community", communities),
            ] {
                for code in codes {
                    number += 1;
                    page.branch(&mut ask, number, column, code);
                }
            }
            ask.say(") AS k JOIN case_row AS c ON c.district_id = $1 AND c.id = k.id");
            page.end(&mut ask, "c");
        }
        _ => {
            ask.say(&format!(
                "SELECT {COLUMNS} FROM case_row AS c WHERE c.district_id = $1"
            ));
            page.conditions(&mut ask);
            filter.scope(&mut ask);
            page.after(&mut ask, "c", "id");
            page.end(&mut ask, "c");
        }
    }
    ask.done()
}

struct PageAsked<'a> {
    filter: &'a CaseFilter,
    order: CaseOrder,
    after: Option<Vec<Value>>,
    limit: usize,
}

impl<'a> PageAsked<'a> {
    fn new(
        filter: &'a CaseFilter,
        order: CaseOrder,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Self, StoreError> {
        let first = match order.by {
            CaseSort::Number => Key::Text,
            _ => Key::Number,
        };
        Ok(Self {
            filter,
            order,
            after: parse_cursor(after, &[first, Key::Text])?,
            limit: page_size(limit) + 1,
        })
    }

    fn column(&self) -> &'static str {
        match self.order.by {
            CaseSort::Reported => "reported_ms",
            CaseSort::Due => "due_ms",
            CaseSort::Entered => "entered_ms",
            CaseSort::Number => "number",
        }
    }

    /// Whether the scope has an index of its own for this sort.
    fn branches(&self, units: &[String], subdistricts: &[String], communities: &[String]) -> bool {
        let count = units.len() + subdistricts.len() + communities.len();
        let sorted = matches!(self.order.by, CaseSort::Reported | CaseSort::Due);
        sorted && (1..=MAX_BRANCHES).contains(&count)
    }

    fn falling(&self) -> bool {
        (self.order.by == CaseSort::Reported) != self.order.reversed
    }

    fn open(&self) -> bool {
        matches!(self.order.by, CaseSort::Due | CaseSort::Entered)
    }

    fn conditions(&self, ask: &mut Ask) {
        if self.open() && !self.filter.only_open() {
            ask.say(" AND c.is_open = TRUE");
        }
        self.filter.apply(ask);
    }

    fn branch(&self, ask: &mut Ask, number: usize, column: &str, code: &str) {
        if number > 1 {
            ask.say(" UNION ");
        }
        ask.say("SELECT * FROM (");
        let (table, id) = match column {
            "u.unit" => {
                ask.say(
                    "SELECT u.case_id AS id FROM case_unit AS u JOIN case_row AS c \
                     ON c.district_id = u.district_id AND c.id = u.case_id WHERE u.district_id = $1",
                );
                ("u", "case_id")
            }
            _ => {
                ask.say("SELECT c.id AS id FROM case_row AS c WHERE c.district_id = $1");
                ("c", "id")
            }
        };
        ask.and(&format!("{column} = ?"), [Value::from(code)]);
        if table == "u" && (self.open() || self.filter.only_open()) {
            ask.say(" AND u.is_open = TRUE");
        }
        self.conditions(ask);
        self.after(ask, table, id);
        self.order(ask, table, id);
        ask.say(&format!(") AS b{number}"));
    }

    fn after(&self, ask: &mut Ask, table: &str, id: &str) {
        let Some(after) = &self.after else {
            return;
        };
        let compare = if self.falling() { "<" } else { ">" };
        let column = self.column();
        ask.and(
            &format!("({table}.{column}, {table}.{id}) {compare} (?, ?)"),
            after.iter().cloned(),
        );
    }

    fn end(&self, ask: &mut Ask, table: &str) {
        self.order(ask, table, "id");
    }

    fn order(&self, ask: &mut Ask, table: &str, id: &str) {
        let (column, falling) = (self.column(), if self.falling() { " DESC" } else { "" });
        ask.say(&format!(
            " ORDER BY {table}.{column}{falling}, {table}.{id}{falling} LIMIT "
        ));
        ask.value(Value::I64(self.limit as i64));
    }
}

fn key(row: &CaseRow, by: CaseSort) -> Vec<Value> {
    let first = match by {
        CaseSort::Reported => Value::I64(row.reported_ms),
        CaseSort::Due => Value::I64(row.due_ms.unwrap_or(NO_DUE)),
        CaseSort::Entered => Value::I64(row.entered_ms),
        CaseSort::Number => Value::from(&row.number),
    };
    vec![first, Value::from(&row.id)]
}
