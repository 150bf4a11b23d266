//! The two steps of a sheet as they are shown: the mapping, and what it would enter.

use super::super::words::number;
use super::form::PASSED_OVER;
use crate::frame::Frame;
use crate::pages::carried::Shown;
use crate::pages::review::upload::Upload;
use ::indicator::Cadence;
use ::indicator::sheet::{Field, RowsAre, Scope, address};
use app::indicator::{Asked, Enterable, ImportLine, Label, SheetImport, SheetLook};
use figure::Period;
use jiff::civil::Date;

/// Periods that a sheet may be of, by how often.
pub struct Periods(pub Vec<(&'static str, Vec<Period>)>);

impl Periods {
    /// Those that have begun, the latest first.
    pub fn until(today: Date) -> Self {
        let of = |every: Cadence, most: usize| {
            let years = (0..3).map(|back| today.year() - back);
            let mut all: Vec<Period> = years.flat_map(|y| every.periods_of(y, false)).collect();
            all.retain(|p| p.first_day().is_some_and(|day| day <= today));
            all.sort_by_key(|p| std::cmp::Reverse(p.last_day()));
            all.truncate(most);
            (every.code(), all)
        };
        let merged = (0..2).map(|back| Period::JanFeb(today.year() - back));
        let mut months = of(Cadence::Month, 24);
        months.1.extend(merged);
        Self(vec![
            months,
            of(Cadence::Quarter, 8),
            of(Cadence::Half, 4),
            of(Cadence::Year, 3),
        ])
    }
}

/// A code with its words, and whether it is chosen.
pub type Pick = (&'static str, String, bool);

/// A column of the sheet.
pub struct ColumnView {
    pub at: usize,
    pub letter: String,
    pub heading: String,
    /// The unit that stands in its heading.
    pub stated: String,
    /// A unit said by hand.
    pub unit: String,
    pub fields: Vec<Pick>,
    pub scopes: Vec<Pick>,
    pub indicator: String,
}

/// A row of the sheet.
pub struct RowView {
    pub at: usize,
    pub label: Label,
    pub is: String,
    pub part_of: String,
}

/// A sheet to be mapped.
pub struct MapView {
    pub name: String,
    pub hex: String,
    pub layout: String,
    pub by_period: bool,
    pub label_column: usize,
    pub letters: Vec<(usize, String)>,
    pub heading_lines: String,
    pub columns: Vec<ColumnView>,
    pub rows: Vec<RowView>,
    pub labels: Vec<String>,
    pub indicators: Vec<Enterable>,
    pub period: String,
    pub preview: Vec<Vec<String>>,
}

impl MapView {
    pub fn of(f: &Frame, look: SheetLook, shown: Shown<SheetImport>) -> Self {
        let mapping = look.mapping;
        let letter = |column: usize| address(0, column).trim_end_matches('1').to_owned();
        let columns = look.headings.columns.iter();
        let columns = columns.filter(|h| h.column != mapping.label_column);
        let columns = columns.map(|heading| {
            let used = mapping.columns.iter().find(|c| c.column == heading.column);
            let scope = used.map_or(heading.scope, |c| c.scope);
            let field = |field: &Field| {
                let words = f.t_in("indicator.sheet_field", field.code());
                (field.code(), words, used.is_some_and(|c| c.field == *field))
            };
            let scoped = |s: &Scope| {
                (
                    s.code(),
                    f.t_in("indicator.sheet_scope", s.code()),
                    *s == scope,
                )
            };
            ColumnView {
                at: heading.column,
                letter: letter(heading.column),
                heading: heading.line(),
                stated: heading
                    .unit
                    .clone()
                    .or(look.headings.unit.clone())
                    .unwrap_or_default(),
                unit: used.and_then(|c| c.unit.clone()).unwrap_or_default(),
                fields: Field::ALL.iter().map(field).collect(),
                scopes: Scope::ALL.iter().map(scoped).collect(),
                indicator: used.and_then(|c| c.indicator.clone()).unwrap_or_default(),
            }
        });
        let columns: Vec<ColumnView> = columns.collect();
        let labels: Vec<String> = look.labels.iter().map(|l| l.label.clone()).collect();
        let rows = look
            .labels
            .into_iter()
            .enumerate()
            .map(|(at, label)| RowView {
                at,
                is: match mapping.rows.get(&label.label) {
                    Some(code) => code.clone(),
                    None if mapping.passed_over.contains(&label.label) => PASSED_OVER.to_owned(),
                    None => String::new(),
                },
                part_of: mapping.parts.get(&label.label).cloned().unwrap_or_default(),
                label,
            });
        Self {
            rows: rows.collect(),
            letters: look
                .headings
                .columns
                .iter()
                .map(|h| (h.column, letter(h.column)))
                .collect(),
            heading_lines: serde_json::to_string(&mapping.heading_lines).unwrap_or_default(),
            by_period: mapping.rows_are == RowsAre::Periods,
            label_column: mapping.label_column,
            layout: mapping.name,
            columns,
            labels,
            indicators: look.indicators,
            period: look.period.map(Period::to_chinese).unwrap_or_default(),
            preview: look.rows,
            name: shown.name,
            hex: shown.hex,
        }
    }
}

/// A value the sheet would enter.
pub struct LineView {
    pub line: ImportLine,
    pub before: String,
    pub value: String,
}

/// What is asked about a cell, with what was typed.
pub struct AskedView {
    pub asked: Asked,
    pub choice: String,
    pub unit: String,
    pub why: String,
}

/// What a sheet would enter.
pub struct ReadView {
    pub shown: Shown<SheetImport>,
    /// The mapping as the next form carries it; empty where it is remembered.
    pub mapping: String,
    pub layout: String,
    pub asked: Vec<AskedView>,
    pub lines: Vec<LineView>,
    /// Answers given before that are carried on: cell, choice, unit, reason.
    pub answered: Vec<(String, String, String, String)>,
}

impl ReadView {
    pub fn of(form: &Upload, mut shown: Shown<SheetImport>) -> Self {
        let typed = |name: &str, cell: &str| form.field(&format!("{name}_{cell}")).to_owned();
        let asked: Vec<AskedView> = std::mem::take(&mut shown.diff.asked)
            .into_iter()
            .map(|asked| AskedView {
                choice: typed("choice", &asked.cell),
                unit: typed("as", &asked.cell),
                why: typed("why", &asked.cell),
                asked,
            })
            .collect();
        let open = |cell: &str| asked.iter().any(|a| a.asked.cell == cell);
        let mut cells: Vec<&str> = form
            .fields
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .filter_map(|(name, _)| name.strip_prefix("choice_"))
            .filter(|cell| !open(cell))
            .collect();
        cells.sort_unstable();
        let answered = cells.iter().map(|cell| {
            let typed = |name| typed(name, cell);
            (
                (*cell).to_owned(),
                typed("choice"),
                typed("as"),
                typed("why"),
            )
        });
        let mapping = shown.diff.mapping.as_ref();
        Self {
            answered: answered.collect(),
            layout: mapping.map(|m| m.name.clone()).unwrap_or_default(),
            mapping: match shown.diff.remembered {
                true => String::new(),
                false => mapping
                    .and_then(|m| serde_json::to_string(m).ok())
                    .unwrap_or_default(),
            },
            lines: std::mem::take(&mut shown.diff.lines)
                .into_iter()
                .map(|line| LineView {
                    before: line.before.as_ref().map(number).unwrap_or_default(),
                    value: number(&line.value),
                    line,
                })
                .collect(),
            asked,
            shown,
        }
    }

    /// Whether it can be taken over.
    pub fn ready(&self) -> bool {
        self.asked.is_empty() && !self.lines.is_empty()
    }
}
