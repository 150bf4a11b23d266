//! Pieces of text on pages put into lines, lines into paragraphs.

use std::collections::HashMap;

use super::content::Piece;
use crate::normalise::furniture::is_page_number;
use crate::normalise::lines::{self, Line, columns};
use crate::normalise::wrap;
use crate::note::{self, Note, NoteKind};

/// Pieces whose heights differ by less than this part of their size stand on one line.
const SAME_LINE: f64 = 0.45;
/// A line that starts this many characters right of the margin opens a paragraph.
const INDENT_CHARS: f64 = 1.2;
/// A gap of this many characters inside a line is a space.
const GAP_CHARS: f64 = 0.8;
/// Lines at the top and at the bottom of a page among which running heads and numbers stand.
const EDGE_LINES: usize = 2;

/// A line of text on a page.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    x: f64,
    size: f64,
    text: String,
}

/// The text of all pages as paragraphs, and what was mended.
pub(super) fn paragraphs(pages: Vec<Vec<Piece>>, lost: usize) -> (String, Vec<Note>) {
    let mut pages: Vec<Vec<Row>> = pages.into_iter().map(rows).collect();
    let mut notes = Vec::new();
    note::push(&mut notes, NoteKind::CharactersLost, lost);
    note::push(
        &mut notes,
        NoteKind::PageNumbersDropped,
        drop_edges(&mut pages),
    );
    let rows: Vec<Row> = pages.into_iter().flatten().collect();
    let mut lines = to_lines(&rows);
    let width = wrap::page_columns(&lines)
        .or_else(|| lines.iter().map(|l| columns(&l.text)).max())
        .unwrap_or(0);
    if width >= wrap::NARROWEST_PAGE {
        note::push(
            &mut notes,
            NoteKind::LinesUnwrapped,
            wrap::unwrap(&mut lines, width),
        );
    }
    let mut text = String::new();
    for line in lines {
        text.push_str(&line.text);
        text.push('\n');
    }
    (text, notes)
}

/// The lines of one page from top to bottom.
fn rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    pieces.retain(|p| {
        !p.text.trim().is_empty() && p.x.is_finite() && p.y.is_finite() && p.size.is_finite()
    });
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if (row[0].y - piece.y).abs() <= SAME_LINE * row[0].size.max(piece.size) => {
                row.push(piece)
            }
            _ => rows.push(vec![piece]),
        }
    }
    rows.into_iter().map(row).collect()
}

/// Pieces of one line from left to right; a visible gap becomes a space.
fn row(mut pieces: Vec<Piece>) -> Row {
    pieces.sort_by(|a, b| a.x.total_cmp(&b.x));
    let size = pieces.iter().map(|p| p.size).fold(0.0, f64::max);
    let x = pieces.first().map_or(0.0, |p| p.x);
    let mut text = String::new();
    let mut end = x;
    for piece in pieces {
        let gap = piece.x - end;
        if !text.is_empty() && size > 0.0 && gap > GAP_CHARS * size {
            text.push(' ');
        }
        end = piece.x + columns(&piece.text) as f64 * piece.size / 2.0;
        text.push_str(&piece.text);
    }
    Row {
        x,
        size,
        text: text.replace('\u{fffd}', ""),
    }
}

/// Drops page numbers and running heads; returns how many lines.
fn drop_edges(pages: &mut [Vec<Row>]) -> usize {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        for n in edges(page.len()) {
            *seen.entry(without_digits(&page[n].text)).or_default() += 1;
        }
    }
    let all = pages.len();
    let mut dropped = 0;
    for page in pages {
        for n in edges(page.len()).into_iter().rev() {
            let text = page[n].text.trim();
            let number = is_page_number(text)
                || (all > 1
                    && text.len() <= 4
                    && !text.is_empty()
                    && text.bytes().all(|b| b.is_ascii_digit()));
            let running = all >= 3
                && seen
                    .get(&without_digits(text))
                    .is_some_and(|&times| times * 2 > all && times >= 3);
            if number || running {
                page.remove(n);
                dropped += 1;
            }
        }
    }
    dropped
}

fn edges(rows: usize) -> Vec<usize> {
    (0..rows)
        .filter(|&n| n < EDGE_LINES || n + EDGE_LINES >= rows)
        .collect()
}

fn without_digits(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_ascii_digit() && !c.is_whitespace())
        .collect()
}

/// Lines that know whether they open a paragraph: by their indent, or by another size of letters.
fn to_lines(rows: &[Row]) -> Vec<Line> {
    let margin = margin(rows);
    let mut last_size = None;
    rows.iter()
        .map(|row| {
            let spaced: String = row
                .text
                .chars()
                .map(|c| if lines::is_wide_space(c) { ' ' } else { c })
                .collect();
            let mut line = Line::new(&spaced);
            let other_size = last_size.is_some_and(|s: f64| (s - row.size).abs() > 1.0);
            line.indented |= row.x > margin + INDENT_CHARS * row.size || other_size;
            line.fixed = false;
            last_size = Some(row.size);
            line
        })
        .filter(|line| !line.text.is_empty())
        .collect()
}

/// Where most lines start, in points.
fn margin(rows: &[Row]) -> f64 {
    let mut starts: HashMap<i64, usize> = HashMap::new();
    for row in rows {
        *starts.entry(row.x.round() as i64).or_default() += 1;
    }
    let most = starts.values().copied().max().unwrap_or(0);
    starts
        .into_iter()
        .filter(|&(_, n)| n * 4 >= most)
        .map(|(x, _)| x)
        .min()
        .map_or(0.0, |x| x as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(x: f64, y: f64, text: &str) -> Piece {
        Piece {
            x,
            y,
            size: 10.0,
            text: text.to_owned(),
        }
    }

    #[test]
    fn pieces_of_a_line_are_put_in_order() {
        let rows = rows(vec![
            piece(100.0, 500.0, "个项目"),
            piece(70.0, 500.0, "建成"),
            piece(90.0, 501.0, "12"),
            piece(70.0, 520.0, "上一行"),
        ]);
        assert_eq!(
            rows.iter().map(|r| r.text.as_str()).collect::<Vec<_>>(),
            ["上一行", "建成12个项目"]
        );
    }

    #[test]
    fn a_gap_becomes_a_space() {
        assert_eq!(
            row(vec![piece(10.0, 0.0, "区长"), piece(50.0, 0.0, "王某")]).text,
            "区长 王某"
        );
    }

    #[test]
    fn running_heads_and_page_numbers_go() {
        let page = |n: usize| {
            vec![
                piece(10.0, 800.0, "云溪区人民政府文件"),
                piece(
                    10.0,
                    700.0,
                    &format!("第{}段正文", "一二三四".chars().nth(n).unwrap()),
                ),
                piece(
                    10.0,
                    600.0,
                    &format!("第{}段又一行", "甲乙丙丁".chars().nth(n).unwrap()),
                ),
                piece(10.0, 40.0, &n.to_string()),
            ]
        };
        let (text, notes) = paragraphs((0..4).map(page).collect(), 0);
        assert!(
            !text.contains("云溪区")
                && !text.contains(|c: char| c.is_ascii_digit())
                && text.contains("第丙段又一行"),
            "{text}"
        );
        assert_eq!(
            notes[0],
            Note {
                kind: NoteKind::PageNumbersDropped,
                count: 8
            }
        );
    }

    #[test]
    fn an_indented_line_opens_a_paragraph() {
        let full = "全面推进各项工作有序开展并取得新的进展";
        let page = vec![
            piece(30.0, 90.0, full),
            piece(10.0, 80.0, &format!("{full}推进")),
            piece(10.0, 70.0, &format!("{full}结束")),
            piece(30.0, 60.0, full),
        ];
        let (text, _) = paragraphs(vec![page], 0);
        assert_eq!(text, format!("{full}{full}推进{full}结束\n{full}\n"));
    }
}
