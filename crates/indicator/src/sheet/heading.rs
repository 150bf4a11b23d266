//! Headings over several rows, merged across columns, with units in brackets.

use super::Table;
use crate::coded;
use serde::Serialize;

/// Most rows a heading may have.
const HEADING_ROWS_MAX: usize = 6;
/// Rows above the heading that may hold a title or a common unit.
const TITLE_ROWS_MAX: usize = 6;
/// Words a footnote begins with.
const FOOTNOTES: [&str; 7] = ["注", "备注", "说明", "数据来源", "资料来源", "填表人", "*"];

coded! {
    /// What a heading says about the values below.
    Scope {
        /// From the first of the year.
        Cumulative => "cumulative", "累计";
        /// The period alone.
        Current => "current", "当期";
        /// A growth rate.
        Growth => "growth", "增速";
        /// A growth rate of the cumulative value.
        CumulativeGrowth => "cumulative_growth", "累计增速";
        /// Nothing.
        Unsaid => "unsaid", "未注明";
    }
}

/// The heading of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Column, from 0.
    pub column: usize,
    /// Its words from top to bottom, without units.
    pub words: Vec<String>,
    /// Unit in brackets, if one stands there.
    pub unit: Option<String>,
    /// What it says about the values.
    pub scope: Scope,
}

impl Heading {
    /// The words in one line.
    pub fn line(&self) -> String {
        self.words.join("/")
    }
}

/// The headings of a table, and where its data stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Headings {
    /// First row of the heading, from 0.
    pub first_row: usize,
    /// First row of data.
    pub data_row: usize,
    /// Row after the last of data. Blank rows and footnotes may stand between.
    pub end_row: usize,
    /// Unit for the whole table (单位：亿元 above it).
    pub unit: Option<String>,
    /// One for each column.
    pub columns: Vec<Heading>,
    /// Footnotes below.
    pub footnotes: Vec<String>,
}

/// The headings of a table: the rows just above the first row that holds a number right of a label.
/// None where there is no such row.
pub fn headings(table: &Table) -> Option<Headings> {
    let data_row = (1..table.rows()).find(|row| is_data(table, *row))?;
    let first_row = (data_row.saturating_sub(HEADING_ROWS_MAX)..data_row)
        .find(|row| is_heading(table, *row))?;
    let last = (data_row..table.rows()).rfind(|row| has_number(table, *row));
    let end_row = last.unwrap_or(data_row) + 1;
    let columns = (0..table.columns())
        .map(|column| heading(table, column, first_row, data_row))
        .collect();
    let above = first_row.saturating_sub(TITLE_ROWS_MAX)..first_row;
    Some(Headings {
        first_row,
        data_row,
        end_row,
        unit: above.flat_map(|row| cells(table, row)).find_map(table_unit),
        columns,
        footnotes: (data_row..table.rows())
            .filter_map(|row| footnote(table, row))
            .collect(),
    })
}

fn cells(table: &Table, row: usize) -> impl Iterator<Item = &str> {
    (0..table.columns()).map(move |column| table.text(row, column))
}

/// A row with a label that is no number, and a number right of it.
fn is_data(table: &Table, row: usize) -> bool {
    let word = |c: &str| !c.is_empty() && super::read::number(c).is_none();
    has_number(table, row) && cells(table, row).any(word)
}

fn has_number(table: &Table, row: usize) -> bool {
    cells(table, row).any(|c| super::read::number(c).is_some())
}

/// A row of the heading fills at least two different cells.
fn is_heading(table: &Table, row: usize) -> bool {
    let mut words: Vec<&str> = cells(table, row).filter(|c| !c.is_empty()).collect();
    words.sort_unstable();
    words.dedup();
    let unit = |c: &&str| table_unit(c).is_some();
    words.iter().filter(|c| !unit(c)).count() >= 2
}

/// The words of a footnote: alone in its row, and beginning as footnotes do.
fn footnote(table: &Table, row: usize) -> Option<String> {
    let mut words = cells(table, row).filter(|c| !c.is_empty());
    let first = words.next()?;
    let begins = FOOTNOTES.iter().any(|word| first.starts_with(word));
    (begins && words.all(|other| other == first)).then(|| first.to_owned())
}

fn heading(table: &Table, column: usize, first_row: usize, data_row: usize) -> Heading {
    let mut words: Vec<String> = vec![];
    let mut unit = None;
    for row in first_row..data_row {
        let (text, found) = without_unit(table.text(row, column));
        unit = found.or(unit);
        if !text.is_empty() && words.last() != Some(&text) {
            words.push(text);
        }
    }
    let line = words.concat();
    Heading {
        column,
        scope: scope(&line, unit.as_deref()),
        words,
        unit,
    }
}

fn scope(line: &str, unit: Option<&str>) -> Scope {
    let says = |words: &[&str]| words.iter().any(|w| line.contains(w));
    let months = line.contains("1-") || line.contains("1—") || line.contains("1～");
    let cumulative = says(&["累计", "本年", "年初至"]) || months;
    let growth =
        says(&["同比", "增速", "增长", "增幅", "±"]) && !says(&["增长额", "增加额", "增量"]);
    match (growth || unit == Some("%") && says(&["比上年"]), cumulative) {
        (true, true) => Scope::CumulativeGrowth,
        (true, false) => Scope::Growth,
        (false, true) => Scope::Cumulative,
        (false, false)
            if says(&[
                "本月", "当月", "当期", "本季", "本旬", "当旬", "本周", "当日",
            ]) =>
        {
            Scope::Current
        }
        (false, false) => Scope::Unsaid,
    }
}

/// The text without a unit in brackets at its end, and the unit: 社零（亿元） → 社零, 亿元.
pub(super) fn without_unit(text: &str) -> (String, Option<String>) {
    let text: String = text.split_whitespace().collect();
    for (open, close) in [('（', '）'), ('(', ')')] {
        let inner = text
            .strip_suffix(close)
            .and_then(|rest| rest.rsplit_once(open));
        if let Some((before, unit)) = inner {
            let known = unit.split(['、', '，']).next_back().unwrap_or(unit);
            let known = known.strip_prefix("单位：").unwrap_or(known);
            let known = if known == "％" { "%" } else { known };
            if scaled_unit(known) {
                return (before.to_owned(), Some(known.to_owned()));
            }
        }
    }
    (text, None)
}

/// 单位：亿元 above a table.
fn table_unit(text: &str) -> Option<String> {
    let text: String = text.split_whitespace().collect();
    let unit = ["单位：", "单位:", "计量单位："]
        .iter()
        .find_map(|word| text.split_once(word))
        .map(|(_, unit)| unit.trim_end_matches(['）', ')']))?;
    let unit = unit.split(['、', '，', ',']).next().unwrap_or(unit);
    let unit = if unit == "％" { "%" } else { unit };
    scaled_unit(unit).then(|| unit.to_owned())
}

/// A unit, or one with a scale word (万户).
fn scaled_unit(unit: &str) -> bool {
    let plain = ["万", "亿"].iter().find_map(|s| unit.strip_prefix(s));
    figure::unit(unit).is_some() || plain.is_some_and(|u| figure::unit(u).is_some())
}
