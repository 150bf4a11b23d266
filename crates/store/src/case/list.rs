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
use std::borrow::Cow;

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
    let page = PageAsked::new(order, after, limit)?;
    let mut ask = Ask::new(district);
    match Ways::of(filter).filter(|_| page.sorted_by_unit()) {
        Some(ways) => {
            ask.say(&format!("SELECT {COLUMNS} FROM ("));
            ways.each(&mut ask, &page);
            ask.say(") AS k JOIN case_row AS c ON c.district_id = $1 AND c.id = k.id");
            page.order(&mut ask, "c", "id");
        }
        None => {
            ask.say(&format!(
                "SELECT {COLUMNS} FROM case_row AS c WHERE c.district_id = $1"
            ));
            page.conditions(&mut ask, filter);
            filter.scope(&mut ask);
            page.after(&mut ask, "c", "id");
            page.order(&mut ask, "c", "id");
        }
    }
    ask.done()
}

struct PageAsked {
    order: CaseOrder,
    after: Option<Vec<Value>>,
    limit: usize,
}

/// The units and areas whose cases are meant, each a way into an index of its own.
pub(super) struct Ways<'a> {
    /// What else is asked.
    filter: Cow<'a, CaseFilter>,
    /// Columns and codes.
    codes: Vec<(&'static str, &'a str)>,
}

/// What is taken of the cases of one unit or area.
pub(super) trait Part {
    /// Only open ones are meant.
    fn open(&self) -> bool;
    /// How they are cut off: conditions, order and limit, on the columns of this table.
    fn end(&self, ask: &mut Ask, table: &str, id: &str);
}

impl<'a> Ways<'a> {
    /// Those of the asker's scope; of a filter for some units where the scope is the whole district.
    pub(super) fn of(filter: &'a CaseFilter) -> Option<Self> {
        let mut codes: Vec<(&'static str, &'a str)> = Vec::new();
        let mut add = |column, some: &'a [String]| {
            codes.extend(some.iter().map(|code| (column, code.as_str())));
        };
        let rest = match &filter.scope {
            CaseScope::Within {
                units,
                subdistricts,
                communities,
            } => {
                add("u.unit", units);
                add("c.subdistrict", subdistricts);
                add("c.community", communities);
                Cow::Borrowed(filter)
            }
            CaseScope::All => {
                add("u.unit", &filter.units);
                Cow::Owned(CaseFilter {
                    units: Vec::new(),
                    ..filter.clone()
                })
            }
        };
        (1..=MAX_BRANCHES).contains(&codes.len()).then_some(Self {
            filter: rest,
            codes,
        })
    }

    /// One branch for each, joined; they give ids.
    pub(super) fn each(&self, ask: &mut Ask, part: &impl Part) {
        for (at, (column, code)) in self.codes.iter().enumerate() {
            if at > 0 {
                ask.say(" UNION ");
            }
            ask.say("SELECT * FROM (");
            self.branch(ask, part, column, code);
            ask.say(&format!(") AS b{}", at + 1));
        }
    }

    fn branch(&self, ask: &mut Ask, part: &impl Part, column: &str, code: &str) {
        let open = part.open() || self.filter.only_open();
        if column != "u.unit" {
            ask.say("SELECT c.id AS id FROM case_row AS c WHERE c.district_id = $1");
            ask.and(&format!("{column} = ?"), [Value::from(code)]);
            if open && !self.filter.only_open() {
                ask.say(" AND c.is_open = TRUE");
            }
            self.filter.apply(ask);
            return part.end(ask, "c", "id");
        }
        ask.say("SELECT u.case_id AS id FROM case_unit AS u");
        let plain = CaseFilter {
            scope: CaseScope::All,
            open: self.filter.open.filter(|open| !open),
            ..self.filter.as_ref().clone()
        };
        // The row says nothing more where nothing is asked of it.
        let alone = plain == CaseFilter::default();
        if !alone {
            ask.say(" JOIN case_row AS c ON c.district_id = u.district_id AND c.id = u.case_id");
        }
        ask.say(" WHERE u.district_id = $1");
        ask.and("u.unit = ?", [Value::from(code)]);
        if open {
            ask.say(" AND u.is_open = TRUE");
        }
        if !alone {
            self.filter.apply(ask);
        }
        part.end(ask, "u", "case_id");
    }
}

impl Part for PageAsked {
    fn open(&self) -> bool {
        self.open()
    }

    fn end(&self, ask: &mut Ask, table: &str, id: &str) {
        self.after(ask, table, id);
        self.order(ask, table, id);
    }
}

impl PageAsked {
    fn new(order: CaseOrder, after: Option<&str>, limit: usize) -> Result<Self, StoreError> {
        let first = match order.by {
            CaseSort::Number => Key::Text,
            _ => Key::Number,
        };
        Ok(Self {
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

    /// Whether the cases of a unit or area have an index of their own for this sort.
    fn sorted_by_unit(&self) -> bool {
        matches!(self.order.by, CaseSort::Reported | CaseSort::Due)
    }

    fn falling(&self) -> bool {
        (self.order.by == CaseSort::Reported) != self.order.reversed
    }

    fn open(&self) -> bool {
        matches!(self.order.by, CaseSort::Due | CaseSort::Entered)
    }

    fn conditions(&self, ask: &mut Ask, filter: &CaseFilter) {
        if self.open() && !filter.only_open() {
            ask.say(" AND c.is_open = TRUE");
        }
        filter.apply(ask);
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
