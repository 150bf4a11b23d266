//! What a sheet seems to say about itself, put before a person who maps it.

use super::heading::without_unit;
use super::{Headings, Table, read};
use figure::Period;

/// Most labels that are put before a person.
pub const LABELS_MAX: usize = 300;
/// Words before the name of a part.
const PART_WORDS: [&str; 4] = ["其中：", "其中:", "#", "＃"];

/// The column that holds the names of the rows: the first in which most rows of data have words.
pub fn label_column(table: &Table, headings: &Headings) -> usize {
    let rows = headings.data_row..headings.end_row;
    let words = |column: usize| {
        let texts = rows.clone().map(|row| table.text(row, column));
        texts
            .filter(|text| !text.is_empty() && read::number(text).is_none())
            .count()
    };
    let most = rows.len().div_ceil(2);
    (0..table.columns())
        .find(|column| words(*column) >= most)
        .unwrap_or(0)
}

/// The names of the rows in a column with the row of each, from 0; each name once, at most 300.
pub fn labels(table: &Table, headings: &Headings, column: usize) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = vec![];
    for row in headings.data_row..headings.end_row {
        let text = table.text(row, column);
        let known = found.iter().any(|(_, label)| label == text);
        let footnote = headings.footnotes.iter().any(|note| note == text);
        if !text.is_empty() && !known && !footnote && found.len() < LABELS_MAX {
            found.push((row, text.to_owned()));
        }
    }
    found
}

/// The name without its unit, its number (一、, （一）, 1.) and the words that mark a part; and whether
/// it is marked as a part.
fn bare(label: &str) -> (String, bool) {
    let (name, _) = without_unit(label);
    let cut = name.trim_start_matches(|c: char| "（(".contains(c));
    let numbered = cut
        .split_once(['、', '.', '．', '）', ')'])
        .filter(|(no, _)| {
            !no.is_empty()
                && no
                    .chars()
                    .all(|c| "一二三四五六七八九十0123456789".contains(c))
        });
    let name = numbered.map_or(name.as_str(), |(_, rest)| rest);
    let part = PART_WORDS.iter().find_map(|word| name.strip_prefix(word));
    (part.unwrap_or(name).to_owned(), part.is_some())
}

/// The code whose name is the label, number and unit aside; and whether the label marks a part.
pub fn named<'a>(label: &str, names: &[(&'a str, &str)]) -> (Option<&'a str>, bool) {
    let (bare, part) = bare(label);
    let found = names.iter().find(|(_, name)| *name == bare);
    (found.map(|(code, _)| *code), part)
}

/// The month that the lines above or in the heading speak of: 2026年1-10月, 2026年10月份. None where
/// they name none or several.
pub fn period(table: &Table, headings: &Headings) -> Option<Period> {
    let mut found: Vec<Period> = vec![];
    for row in 0..headings.data_row {
        for column in 0..table.columns() {
            let own = month_in(table.text(row, column));
            found.extend(own.filter(|period| !found.contains(period)));
        }
    }
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// 2026年…10月 in a text; January to February is the period of both.
fn month_in(text: &str) -> Option<Period> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (before, after) = text.split_once('年')?;
    let digits: Vec<char> = before.chars().rev().take(4).collect();
    let year: i16 = digits.iter().rev().collect::<String>().parse().ok()?;
    let (months, _) = after.split_once('月')?;
    let both = months.split_once(['-', '—', '－', '～', '~', '至', '–']);
    let last = both.map_or(months, |(_, last)| last);
    let month: i8 = last
        .trim_matches(|c: char| !c.is_ascii_digit())
        .parse()
        .ok()?;
    let fits = (1..=12).contains(&month) && (1990..=2100).contains(&year);
    match both.is_some() && month == 2 {
        _ if !fits => None,
        true => Some(Period::JanFeb(year)),
        false => Some(Period::Month { year, month }),
    }
}
