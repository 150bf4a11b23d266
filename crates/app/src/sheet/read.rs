//! A sheet file as lines: XLSX or CSV (UTF-8 or GB18030, judged by content).

use super::columns::{CELL_CHARS_MAX, LINES_MAX, Line};
use crate::{AppError, FileIn, Kind, Result};

/// Largest sheet, in bytes (10 MiB).
pub const SHEET_BYTES_MAX: usize = 10 * 1024 * 1024;

pub(super) fn read(file: &FileIn) -> Result<Vec<Line>> {
    let lines = table(file, &["序号", "任务"])?
        .into_iter()
        .map(|(number, cells)| {
            let mut line = Line {
                line: number,
                ..Line::default()
            };
            for (heading, cell) in &cells {
                line.put(heading, cell);
            }
            line
        });
    Ok(lines.filter(|line| !line.is_blank()).collect())
}

/// A line below the heading: its number in the file, and its cells with their headings.
pub(crate) type TableLine = (usize, Vec<(String, String)>);

/// The lines below the heading, which is the first line that has all of `needed`.
///
/// Errors: `sheet.too_large`, `sheet.too_many_lines`, `sheet.long_cell`, `sheet.broken`,
/// `sheet.no_heading`.
pub(crate) fn table(file: &FileIn, needed: &[&str]) -> Result<Vec<TableLine>> {
    if file.bytes.len() > SHEET_BYTES_MAX {
        return Err(too_large("超过10MB"));
    }
    let rows = if file.bytes.starts_with(b"PK") {
        super::xlsx::rows(&file.bytes)?
    } else {
        csv(&file.bytes)?
    };
    below_heading(rows, needed)
}

pub(super) fn csv(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>> {
    let text = document::decode(bytes).map_err(AppError::from)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = vec![];
    for record in reader.records().take(LINES_MAX + 1) {
        let record = record.map_err(broken)?;
        let line = record
            .position()
            .map_or(0, |p| usize::try_from(p.line()).unwrap_or(0));
        rows.push((line, record.iter().map(plain).collect()));
    }
    Ok(rows)
}

/// Without the apostrophe that keeps a spreadsheet from running a cell.
fn plain(cell: &str) -> String {
    let guarded = cell
        .strip_prefix('\'')
        .filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    guarded.unwrap_or(cell).to_owned()
}

fn below_heading(rows: Vec<(usize, Vec<String>)>, needed: &[&str]) -> Result<Vec<TableLine>> {
    if rows.len() > LINES_MAX {
        return Err(too_many_lines(LINES_MAX));
    }
    let is_heading = |cells: &[String]| needed.iter().all(|h| cells.iter().any(|c| c.trim() == *h));
    let at = rows.iter().position(|(_, cells)| is_heading(cells));
    let at = at.ok_or_else(|| {
        let names = needed.iter().map(|h| format!("“{h}”")).collect::<String>();
        AppError::field(
            "file",
            "sheet.no_heading",
            format!("没有找到表头：第一行应含{names}等列名"),
            "No heading line found",
        )
    })?;
    let heading = rows[at].1.clone();
    let mut found = vec![];
    for (number, cells) in rows.into_iter().skip(at + 1) {
        let mut line = vec![];
        for (name, cell) in heading.iter().zip(cells) {
            if cell.chars().count() > CELL_CHARS_MAX {
                return Err(long_cell(number, name));
            }
            line.push((name.clone(), cell));
        }
        found.push((number, line));
    }
    Ok(found)
}

pub(super) fn too_large(how: &str) -> AppError {
    AppError::new(
        Kind::TooLarge,
        "sheet.too_large",
        format!("表格过大：{how}"),
        "The sheet is too large",
    )
}

pub(super) fn too_many_lines(most: usize) -> AppError {
    AppError::new(
        Kind::TooLarge,
        "sheet.too_many_lines",
        format!("表格超过{most}行，请分成几份"),
        format!("More than {most} lines; split the file"),
    )
}

pub(super) fn long_cell(line: usize, name: &str) -> AppError {
    AppError::field(
        "file",
        "sheet.long_cell",
        format!("第{line}行“{name}”超过{CELL_CHARS_MAX}字"),
        "A cell is too long",
    )
}

pub(super) fn broken(why: impl std::fmt::Display) -> AppError {
    AppError::field(
        "file",
        "sheet.broken",
        "表格文件无法读取，请另存为 .xlsx 或 .csv 后再试",
        "The sheet cannot be read; save it as .xlsx or .csv",
    )
    .with_detail(why)
}
