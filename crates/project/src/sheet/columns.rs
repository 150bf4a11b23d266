//! Columns by their headings, and cells by their column.

use super::SheetProblem;
use crate::{Project, Refusal};
use figure::{Decimal, Quantity};
use indicator::sheet::{Headings, Table, address, headings, number};

/// Headings of an annual plan, as it is written.
pub const PLAN_COLUMNS: [&str; 11] = [
    "项目代码",
    "项目名称",
    "业主",
    "责任单位",
    "联系领导",
    "街道",
    "类别",
    "总投资（万元）",
    "年度计划（万元）",
    "专项债（万元）",
    "计划开工月",
];
/// Headings of a monthly progress sheet, as it is written; amounts are from January on.
pub const PROGRESS_COLUMNS: [&str; 4] = [
    "项目代码",
    "项目名称",
    "报送累计（万元）",
    "入库累计（万元）",
];
/// How units write that there is no value.
const NO_VALUE: [&str; 5] = ["", "-", "—", "——", "/"];

/// A table with its headings.
pub(super) struct Sheet<'a> {
    pub table: &'a Table,
    pub headings: Headings,
}

/// A column that was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column(usize);

impl<'a> Sheet<'a> {
    /// Errors: `sheet_without_headings`.
    pub fn new(table: &'a Table) -> Result<Self, Refusal> {
        let headings = headings(table).ok_or_else(|| Refusal::new("sheet_without_headings"))?;
        Ok(Self { table, headings })
    }

    /// The one column whose heading holds one of the words. Errors: `column_missing`, `column_twice`.
    pub fn column(&self, words: &[&'static str]) -> Result<Column, Refusal> {
        let name = words.first().copied().unwrap_or_default();
        self.optional(words)?
            .ok_or_else(|| Refusal::new("column_missing").with("column", name))
    }

    /// The same where it may be absent. Errors: `column_twice`.
    pub fn optional(&self, words: &[&'static str]) -> Result<Option<Column>, Refusal> {
        let holds = |line: &str| words.iter().any(|word| line.contains(word));
        let all = self.headings.columns.iter();
        let mut found = all.filter(|h| holds(&h.line())).map(|h| Column(h.column));
        match (found.next(), found.next()) {
            (_, Some(_)) => Err(Refusal::new("column_twice")
                .with("column", words.first().copied().unwrap_or_default())),
            (one, None) => Ok(one),
        }
    }

    pub fn text(&self, row: usize, column: Column) -> &str {
        self.table.text(row, column.0)
    }

    pub fn words(&self, row: usize, column: Option<Column>) -> Option<String> {
        let text = column.map(|c| self.text(row, c))?;
        (!NO_VALUE.contains(&text)).then(|| text.to_owned())
    }

    /// An amount in 元; none where the cell says there is none. Errors: `not_a_number`, `unit_missing`.
    pub fn amount(&self, row: usize, column: Column) -> Result<Option<Decimal>, SheetProblem> {
        let text = self.text(row, column);
        if NO_VALUE.contains(&text) {
            return Ok(None);
        }
        let problem = |refusal| self.problem(row, column, refusal);
        let wrong = || problem(Refusal::new("not_a_number").with("text", text));
        let value = number(text).ok_or_else(wrong)?;
        let heading = self.headings.columns.get(column.0);
        let unit = heading.and_then(|h| h.unit.clone());
        let unit = unit.or_else(|| self.headings.unit.clone());
        let unit = unit.filter(|u| ["元", "万元", "亿元"].contains(&u.as_str()));
        let unit = unit.ok_or_else(|| problem(Refusal::new("unit_missing")))?;
        let yuan = figure::unit("元").and_then(|yuan| {
            let quantity = Quantity::new(value, &unit).ok()?;
            quantity.convert(yuan).ok()
        });
        yuan.map(|q| Some(q.value.normalize())).ok_or_else(wrong)
    }

    pub fn problem(&self, row: usize, column: Column, refusal: Refusal) -> SheetProblem {
        SheetProblem {
            cell: address(row, column.0),
            refusal,
        }
    }

    /// Rows that hold a number, sums apart.
    pub fn rows(&self, name: Column) -> impl Iterator<Item = usize> {
        let all = self.headings.data_row..self.headings.end_row;
        let named = |row: &usize| {
            let text = self.text(*row, name);
            let amounts =
                (0..self.table.columns()).any(|c| number(self.table.text(*row, c)).is_some());
            amounts && !["合计", "总计", "小计"].contains(&text)
        };
        all.filter(named).collect::<Vec<_>>().into_iter()
    }
}

/// The project of a row: by code where one is given, else by name. None for a new one. Errors:
/// `project_unnamed`, `project_ambiguous`.
pub(super) fn project_of<'a>(
    projects: &'a [Project],
    code: Option<&str>,
    name: &str,
) -> Result<Option<&'a Project>, Refusal> {
    if name.is_empty() {
        return Err(Refusal::new("project_unnamed"));
    }
    let by_code = |p: &&Project| code.is_some() && p.code.as_deref() == code;
    if let Some(found) = projects.iter().find(by_code) {
        return Ok(Some(found));
    }
    let mut named = projects.iter().filter(|p| p.name == name);
    match (named.next(), named.next()) {
        (_, Some(_)) => Err(Refusal::new("project_ambiguous").with("name", name)),
        (one, None) => Ok(one),
    }
}

/// An amount in 万元, as sheets are written.
pub(super) fn wan(amount: Option<Decimal>) -> String {
    let shown = amount.and_then(|a| a.checked_div(Decimal::from(10_000)));
    shown.map_or_else(String::new, |a| a.normalize().to_string())
}
