//! A mapped sheet as values, with problems named by cell.

use super::heading::without_unit;
use super::{ColumnUse, Field, Headings, Mapping, RowsAre, Scope, Table, address};
use crate::definition::Code;
use crate::percent::rounded;
use crate::{Cadence, Definition, Flow, Refusal};
use figure::{Decimal, Period, Quantity};
use serde::Serialize;
use std::collections::BTreeMap;

/// Most values of one sheet.
const FOUND_MAX: usize = 50_000;
/// Most problems that are told; more are the same.
const PROBLEMS_MAX: usize = 500;
/// Decimals of a number that count: what a spreadsheet keeps beyond comes from its binary fractions
/// (12.299999999999999 for 12.3).
const PLACES_MAX: u32 = 10;
/// How units write that there is no value.
const NO_VALUE: [&str; 9] = ["", "-", "—", "——", "－", "…", "……", "/", "/"];

/// A value found in a sheet, in the definition's unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Cell of the value (C7).
    pub cell: String,
    /// Indicator.
    pub indicator: Code,
    /// Place.
    pub place: String,
    /// Period.
    pub period: Period,
    /// In the definition's unit.
    pub value: Decimal,
    /// As it stands in the sheet, with its unit.
    pub written: String,
    /// Growth as published, in percent.
    pub published_growth: Option<Decimal>,
    /// Last year's value on today's caliber, in the definition's unit.
    pub comparable_base: Option<Decimal>,
    /// The number of the cell, before any unit.
    pub number: Decimal,
    /// The number of last year's cell, before any unit.
    pub base_number: Option<Decimal>,
    /// The label of its row.
    pub label: String,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellProblem {
    /// Cell (C7).
    pub cell: String,
    /// Why.
    pub refusal: Refusal,
}

/// A dry run: what would be entered, and what cannot be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Read {
    /// Values, in the order of the sheet.
    pub found: Vec<Found>,
    /// Problems, in the order of the sheet; at most 500.
    pub problems: Vec<CellProblem>,
    /// Cells that say there is no value.
    pub empty: u32,
}

/// What a row is about.
struct Row<'a> {
    number: usize,
    code: Option<&'a str>,
    place: Option<&'a str>,
    period: Option<Period>,
}

/// Reads a sheet by its mapping. `period` is the sheet's where rows are none. Nothing is entered.
/// Errors of the whole: `mapping_does_not_fit`. Problems of a cell: `label_unknown`, `period_missing`,
/// `column_incomplete`, `indicator_unknown`, `scope_mismatch`, `unit_missing`, `unit_not_convertible`,
/// `not_a_number`, `value_twice`.
pub fn read(
    table: &Table,
    headings: &Headings,
    mapping: &Mapping,
    period: Option<Period>,
    definitions: &BTreeMap<Code, Definition>,
) -> Result<Read, Refusal> {
    if !mapping.fits(headings) {
        return Err(Refusal::new("mapping_does_not_fit").with("name", &mapping.name));
    }
    let mut out = Read::default();
    for number in headings.data_row..headings.end_row {
        let label = table.text(number, mapping.label_column);
        let silent = !mapping.columns.iter().any(|c| says(table, number, c));
        if silent || mapping.passed_over.iter().any(|l| l == label) {
            continue;
        }
        let Some(row) = row_of(mapping, number, label, period) else {
            let refusal = Refusal::new("label_unknown").with("label", label);
            problem(&mut out, number, mapping.label_column, refusal);
            continue;
        };
        read_row(table, headings, mapping, definitions, &row, &mut out);
        if out.found.len() > FOUND_MAX {
            return Err(Refusal::new("sheet_too_large")
                .with("rows", FOUND_MAX)
                .with("columns", super::table::COLUMNS_MAX));
        }
    }
    twice(&mut out);
    Ok(out)
}

/// Whether a row says anything in a column that is read: a section's title does not.
fn says(table: &Table, row: usize, column: &ColumnUse) -> bool {
    column.field != Field::Unit && !table.text(row, column.column).is_empty()
}

fn row_of<'a>(
    mapping: &'a Mapping,
    number: usize,
    label: &str,
    period: Option<Period>,
) -> Option<Row<'a>> {
    let known = mapping.rows.get(label)?;
    let place = mapping.place.as_deref();
    Some(match mapping.rows_are {
        RowsAre::Indicators => Row {
            number,
            code: Some(known),
            place,
            period,
        },
        RowsAre::Places => Row {
            number,
            code: None,
            place: Some(known),
            period,
        },
        RowsAre::Periods => Row {
            number,
            code: None,
            place,
            period: Some(mapping.period_of(label)?),
        },
    })
}

fn read_row(
    table: &Table,
    headings: &Headings,
    mapping: &Mapping,
    definitions: &BTreeMap<Code, Definition>,
    row: &Row<'_>,
    out: &mut Read,
) {
    let values = mapping.columns.iter().filter(|c| c.field == Field::Value);
    let mut fitted = false;
    let mut misfit = None;
    for column in values {
        let code = row.code.or(column.indicator.as_deref());
        let place = row.place.or(column.place.as_deref());
        let (Some(code), Some(place)) = (code, place) else {
            let refusal = Refusal::new("column_incomplete");
            problem(out, row.number, column.column, refusal);
            continue;
        };
        let Some(definition) = definitions.get(code) else {
            let refusal = Refusal::new("indicator_unknown").with("code", code);
            problem(out, row.number, column.column, refusal);
            continue;
        };
        if !fits(definition.flow, column.scope) {
            misfit = Some((column, definition));
            continue;
        }
        fitted = true;
        let Some(period) = row.period.map(|p| kept_as(definition, p)) else {
            problem(
                out,
                row.number,
                column.column,
                Refusal::new("period_missing"),
            );
            continue;
        };
        let context = Values {
            table,
            headings,
            mapping,
            definition,
            row: row.number,
        };
        match context.found(column, code, place, period) {
            Ok(Some(found)) => out.found.push(found),
            Ok(None) => out.empty += 1,
            Err((at, refusal)) => problem(out, row.number, at, refusal),
        }
    }
    if let (false, Some((column, definition))) = (fitted, misfit) {
        let refusal = Refusal::new("scope_mismatch")
            .with("name", &definition.name)
            .with("flow", definition.flow.zh())
            .with("scope", column.scope.zh());
        problem(out, row.number, column.column, refusal);
    }
}

/// The period under which a series keeps what stands at the end of a month: September is the third quarter
/// of a quarterly series, as far as it is cumulative or a stock, and February both months where they come
/// as one.
fn kept_as(definition: &Definition, period: Period) -> Period {
    let Period::Month { year, month } = period else {
        return period;
    };
    let ends = |months: i8| month % months == 0;
    match definition.cadence {
        Cadence::Month if definition.jan_feb_merged && month == 2 => Period::JanFeb(year),
        _ if definition.flow == Flow::Current => period,
        Cadence::Quarter if ends(3) => Period::Quarter {
            year,
            quarter: month / 3,
        },
        Cadence::Half if ends(6) => Period::Half {
            year,
            half: month / 6,
        },
        Cadence::Year if ends(12) => Period::Year(year),
        _ => period,
    }
}

/// A column serves an indicator only where it says that it covers what the indicator does.
fn fits(flow: Flow, scope: Scope) -> bool {
    match flow {
        Flow::Cumulative => scope == Scope::Cumulative,
        Flow::Current => scope == Scope::Current,
        Flow::Stock => matches!(scope, Scope::Unsaid | Scope::Current),
    }
}

struct Values<'a> {
    table: &'a Table,
    headings: &'a Headings,
    mapping: &'a Mapping,
    definition: &'a Definition,
    row: usize,
}

type AtColumn = (usize, Refusal);

impl Values<'_> {
    fn found(
        &self,
        column: &ColumnUse,
        code: &str,
        place: &str,
        period: Period,
    ) -> Result<Option<Found>, AtColumn> {
        let Some(value) = self.number(column.column)? else {
            return Ok(None);
        };
        let unit = self.unit(column.column)?;
        let base = self.beside(column, Field::ComparableBase);
        let base = match base {
            Some(at) => self.number(at)?.map(|b| (at, b)),
            None => None,
        };
        let converted = base.map(|(at, b)| in_unit(b, &unit, self.definition).map_err(|r| (at, r)));
        Ok(Some(Found {
            cell: address(self.row, column.column),
            indicator: code.to_owned(),
            place: place.to_owned(),
            period,
            value: in_unit(value, &unit, self.definition).map_err(|r| (column.column, r))?,
            written: format!("{}{unit}", self.table.text(self.row, column.column)),
            number: value,
            base_number: base.as_ref().map(|(_, number)| *number),
            label: self.label().to_owned(),
            published_growth: self.growth(column)?,
            comparable_base: converted.transpose()?,
        }))
    }

    /// Growth in percent, from either kind of column.
    fn growth(&self, column: &ColumnUse) -> Result<Option<Decimal>, AtColumn> {
        if let Some(at) = self.beside(column, Field::Growth) {
            return self.number(at);
        }
        let Some(at) = self.beside(column, Field::GrowthShare) else {
            return Ok(None);
        };
        let share = self.number(at)?;
        Ok(share.and_then(|s| s.checked_mul(Decimal::ONE_HUNDRED)))
    }

    /// The column of a field that goes with a value column: same indicator and place, same scope.
    fn beside(&self, value: &ColumnUse, field: Field) -> Option<usize> {
        let scope = match (field, value.scope) {
            (Field::Growth | Field::GrowthShare, Scope::Cumulative) => Scope::CumulativeGrowth,
            (Field::Growth | Field::GrowthShare, _) => Scope::Growth,
            (_, scope) => scope,
        };
        let same = |c: &&ColumnUse| {
            c.field == field
                && c.scope == scope
                && c.indicator == value.indicator
                && c.place == value.place
        };
        self.mapping.columns.iter().find(same).map(|c| c.column)
    }

    fn label(&self) -> &str {
        self.table.text(self.row, self.mapping.label_column)
    }

    /// Errors: `not_a_number`.
    fn number(&self, column: usize) -> Result<Option<Decimal>, AtColumn> {
        let text = self.table.text(self.row, column);
        if NO_VALUE.contains(&text) {
            return Ok(None);
        }
        match number(text) {
            Some(value) => Ok(Some(rounded(value, PLACES_MAX).normalize())),
            None => Err((column, Refusal::new("not_a_number").with("text", text))),
        }
    }

    /// The unit of a value: the row's own, the column's, the table's. Errors: `unit_missing`.
    fn unit(&self, column: usize) -> Result<String, AtColumn> {
        let own = self.mapping.columns.iter().find(|c| c.field == Field::Unit);
        let own = own.map(|c| self.table.text(self.row, c.column));
        let own = own.filter(|text| !text.is_empty()).map(str::to_owned);
        let heading = self.headings.columns.get(column);
        let used = self.mapping.columns.iter().find(|c| c.column == column);
        own.or_else(|| without_unit(self.label()).1)
            .or_else(|| heading.and_then(|h| h.unit.clone()))
            .or_else(|| self.headings.unit.clone())
            .or_else(|| used.and_then(|c| c.unit.clone()))
            .ok_or_else(|| (column, Refusal::new("unit_missing")))
    }
}

/// The value in the definition's unit; scale words before a unit are multiplied out (万户). Errors:
/// `unit_not_convertible`.
pub(super) fn in_unit(
    value: Decimal,
    unit: &str,
    definition: &Definition,
) -> Result<Decimal, Refusal> {
    let refuse = || {
        let refusal = Refusal::on("unit_not_convertible", "unit");
        refusal.with("from", unit).with("to", &definition.unit)
    };
    let unit = if unit == "％" { "%" } else { unit };
    let (value, symbol) = match figure::unit(unit) {
        Some(_) => (Some(value), unit),
        None => [("万", 10_000i64), ("亿", 100_000_000)]
            .iter()
            .find_map(|(word, size)| {
                let rest = unit.strip_prefix(word)?;
                Some((value.checked_mul(Decimal::from(*size)), rest))
            })
            .ok_or_else(refuse)?,
    };
    let quantity = Quantity::new(value.ok_or_else(refuse)?, symbol).map_err(|_| refuse())?;
    let to = definition.unit().ok_or_else(refuse)?;
    let converted = quantity.convert(to).map_err(|_| refuse())?;
    Ok(converted.value.normalize())
}

/// A number as sheets write it: commas between digits, full width, a percent sign at the end.
pub fn number(text: &str) -> Option<Decimal> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
            '．' => '.',
            '，' => ',',
            '－' | '−' | '–' => '-',
            '％' => '%',
            other => other,
        })
        .collect();
    let plain = plain.strip_suffix('%').unwrap_or(&plain);
    let plain = plain.strip_prefix('+').unwrap_or(plain);
    let digits = plain.strip_prefix('-').unwrap_or(plain);
    let whole = digits.split_once('.').map_or(digits, |(whole, _)| whole);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let grouped = whole.contains(',');
    let well_grouped = (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3);
    if (grouped && !well_grouped) || !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    plain.replace(',', "").parse().ok()
}

/// A value that stands twice for one cell of a series is a problem at the second.
fn twice(out: &mut Read) {
    let mut seen: BTreeMap<(String, String, String), String> = BTreeMap::new();
    let mut again = vec![];
    out.found.retain(|found| {
        let key = (
            found.indicator.clone(),
            found.place.clone(),
            found.period.to_string(),
        );
        let Some(first) = seen.get(&key) else {
            seen.insert(key, found.cell.clone());
            return true;
        };
        again.push(CellProblem {
            cell: found.cell.clone(),
            refusal: Refusal::new("value_twice").with("first", first),
        });
        false
    });
    out.problems.extend(again);
}

fn problem(out: &mut Read, row: usize, column: usize, refusal: Refusal) {
    if out.problems.len() < PROBLEMS_MAX {
        out.problems.push(CellProblem {
            cell: address(row, column),
            refusal,
        });
    }
}
