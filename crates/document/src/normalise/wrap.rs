//! Lines of fixed width put back into paragraphs.

use super::joins::stand_apart;
use super::lines::{self, Line};

/// Fewest lines from which a fixed width can be told.
const FEWEST_LINES: usize = 12;
/// Columns by which a full line may fall short: a mark or a number that may not be split.
const SLACK_COLUMNS: usize = 6;
/// Fewest indented lines that show paragraphs to be indented.
const FEWEST_INDENTS: usize = 3;
/// Widest line, in columns, that a page can hold.
const WIDEST_PAGE: usize = 160;
/// Narrowest line, in columns, taken for a page's.
pub(crate) const NARROWEST_PAGE: usize = 30;

/// Joins the lines of a text whose lines are nearly all as wide as its page; does nothing to
/// others. Returns the number of joins.
pub(super) fn unwrap_if_fixed_width(lines: &mut Vec<Line>) -> usize {
    let Some(width) = page_columns(lines) else {
        return 0;
    };
    let full = lines
        .iter()
        .filter(|l| is_full(lines::columns(&l.text), width))
        .count();
    let wider = lines
        .iter()
        .filter(|l| lines::columns(&l.text) > width + SLACK_COLUMNS)
        .count();
    let fixed = (NARROWEST_PAGE..=WIDEST_PAGE).contains(&width)
        && full * 2 > lines.len()
        && wider * 50 <= lines.len();
    if fixed { unwrap(lines, width) } else { 0 }
}

/// The page's width in columns: nine lines of ten are no wider.
pub(crate) fn page_columns(lines: &[Line]) -> Option<usize> {
    if lines.len() < FEWEST_LINES {
        return None;
    }
    let mut widths: Vec<usize> = lines.iter().map(|l| lines::columns(&l.text)).collect();
    widths.sort_unstable();
    Some(widths[widths.len() * 9 / 10])
}

/// Joins every full line to the next unless the next opens a paragraph. `width` in columns.
/// Where paragraphs are indented, a long line without an end goes on in the next as well.
pub(crate) fn unwrap(lines: &mut Vec<Line>, width: usize) -> usize {
    let blanks_tell = lines.iter().filter(|l| l.blank_before).count() * 2 < lines.len();
    let indents_tell = lines.iter().filter(|l| l.indented).count() >= FEWEST_INDENTS;
    let mut joined = 0;
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut last = (0, false);
    for line in lines.drain(..) {
        let (columns, ended) = last;
        let runs_on =
            is_full(columns, width) || (indents_tell && !ended && columns * 4 >= width * 3);
        let parted = blanks_tell && ended && line.blank_before;
        let opens = line.indented || line.fixed || lines::has_enumerator(&line.text);
        last = (lines::columns(&line.text), lines::is_closed(&line.text));
        match out.last_mut() {
            Some(previous)
                if runs_on
                    && !parted
                    && !opens
                    && !previous.fixed
                    && !stand_apart(&previous.text, &line.text) =>
            {
                lines::append(&mut previous.text, &line.text);
                joined += 1;
            }
            _ => out.push(line),
        }
    }
    *lines = out;
    joined
}

fn is_full(columns: usize, width: usize) -> bool {
    columns + SLACK_COLUMNS >= width
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(paragraphs: &[&str], width: usize, indent: &str) -> Vec<Line> {
        let mut out = Vec::new();
        for p in paragraphs {
            let text: Vec<char> = format!("{indent}{p}").chars().collect();
            for chunk in text.chunks(width) {
                out.push(Line::new(&chunk.iter().collect::<String>()));
            }
        }
        out
    }

    #[test]
    fn fixed_width_lines_become_paragraphs_again() {
        let long = "全面推进各项工作，不断取得新的进展，群众获得感持续增强。".repeat(9);
        let paragraphs = [
            "一、工作回顾",
            &long,
            "二、工作安排",
            &long,
            "（一）扩大内需",
            &long,
        ];
        let mut lines = wrapped(&paragraphs, 30, "  ");
        assert!(unwrap_if_fixed_width(&mut lines) > 10);
        assert_eq!(
            lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>(),
            paragraphs
        );
    }

    #[test]
    fn paragraphs_of_any_length_stay() {
        let mut lines: Vec<Line> = (1..40)
            .map(|n| Line::new(&"工作有序推进。".repeat(n)))
            .collect();
        assert_eq!(unwrap_if_fixed_width(&mut lines), 0);
    }
}
