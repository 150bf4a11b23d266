//! The used cells of an XLSX file, read one after the other within bounds. What the file claims
//! about itself (sizes of its parts, extent of its sheet) is never believed.

use super::columns::{CELL_CHARS_MAX, LINES_MAX};
use super::read::{broken, long_cell, too_large, too_many_lines};
use crate::Result;
use calamine::{DataRef, Reader, Xlsx};
use std::io::{Cursor, Read, copy, sink};
use zip::ZipArchive;

/// Most parts of the container.
const PARTS_MAX: usize = 1_000;
/// Most columns in use.
const COLUMNS_MAX: u32 = 64;
/// One mebibyte.
const MIB: u64 = 1024 * 1024;

/// How much of a file is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Most lines in use.
    pub lines: usize,
    /// Largest sheet unpacked, in bytes: it is read as a stream.
    pub part_bytes: u64,
    /// Largest other part unpacked, in bytes: shared texts are kept in memory as a whole.
    pub other_bytes: u64,
    /// All parts unpacked, in bytes.
    pub unpacked_bytes: u64,
    /// All words of the cells together, in bytes: one shared text may stand in many cells.
    pub words_bytes: u64,
}

/// A task breakdown: a few thousand lines.
const SHEET: Bounds = Bounds {
    lines: LINES_MAX,
    part_bytes: 32 * MIB,
    other_bytes: 32 * MIB,
    unpacked_bytes: 64 * MIB,
    words_bytes: 16 * MIB,
};

/// A line in use: its number in the file, from 1, and its cells.
pub(crate) type Row = (usize, Vec<String>);

/// Lines in use of the first sheet of a task breakdown.
///
/// Errors: `sheet.too_large`, `sheet.too_many_lines`, `sheet.long_cell`, `sheet.broken`.
pub(crate) fn rows(bytes: &[u8]) -> Result<Vec<Row>> {
    check_unpacked(bytes, &SHEET)?;
    let mut all = vec![];
    each(bytes, &SHEET, |row| {
        all.push(row);
        Ok(())
    })?;
    Ok(all)
}

/// Hands out the lines in use of the first sheet, one after the other; what [`check_unpacked`] let
/// through. A line that stands after a later one is refused. Errors: as [`rows`], and those of `take`.
pub(crate) fn each(
    bytes: &[u8],
    bounds: &Bounds,
    mut take: impl FnMut(Row) -> Result<()>,
) -> Result<()> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let names = book.sheet_names();
    let first = names.first().ok_or_else(|| broken("no sheet"))?;
    let mut reader = book.worksheet_cells_reader(first).map_err(broken)?;
    let mut now: Option<(u32, Vec<String>)> = None;
    let (mut lines, mut words_bytes) = (0, 0);
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let words = words(cell.get_value(), row)?;
        if words.is_empty() {
            continue;
        }
        words_bytes += words.len() as u64;
        if column >= COLUMNS_MAX {
            return Err(too_large(&format!("超过{COLUMNS_MAX}列")));
        }
        if words_bytes > bounds.words_bytes {
            let most = bounds.words_bytes / MIB;
            return Err(too_large(&format!("文字超过{most}MB")));
        }
        match &mut now {
            Some((at, cells)) if *at == row => put(cells, column as usize, words),
            _ => {
                if now.as_ref().is_some_and(|(at, _)| *at > row) {
                    return Err(broken("lines out of order"));
                }
                if let Some((at, cells)) = now.take() {
                    take((at as usize + 1, cells))?;
                }
                lines += 1;
                if lines > bounds.lines {
                    return Err(too_many_lines(bounds.lines));
                }
                let mut cells = vec![];
                put(&mut cells, column as usize, words);
                now = Some((row, cells));
            }
        }
    }
    match now {
        Some((at, cells)) => take((at as usize + 1, cells)),
        None => Ok(()),
    }
}

/// Unpacks every part to nowhere, as far as it may go.
pub(crate) fn check_unpacked(bytes: &[u8], bounds: &Bounds) -> Result<()> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > PARTS_MAX {
        return Err(too_large("压缩包内文件过多"));
    }
    let mut left = bounds.unpacked_bytes;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(broken)?;
        let name = part.name().map_err(broken)?.to_ascii_lowercase();
        let own = match name.contains("worksheets/") {
            true => bounds.part_bytes,
            false => bounds.other_bytes,
        };
        let most = left.min(own);
        let size = copy(&mut part.take(most + 1), &mut sink()).map_err(broken)?;
        if size > most {
            return Err(too_large("解压后超过限额"));
        }
        left -= size;
    }
    Ok(())
}

fn put(cells: &mut Vec<String>, column: usize, words: String) {
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    cells[column] = words;
}

fn words(value: &DataRef<'_>, row: u32) -> Result<String> {
    let bounded = |text: &str| match text.chars().nth(CELL_CHARS_MAX) {
        Some(_) => Err(long_cell(row as usize + 1, "单元格")),
        None => Ok(text.to_owned()),
    };
    match value {
        DataRef::Empty | DataRef::Error(_) => Ok(String::new()),
        DataRef::SharedString(text) => bounded(text),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            bounded(text)
        }
        DataRef::DateTime(at) => Ok(excel_day(at.as_f64())),
        DataRef::Int(n) => Ok(n.to_string()),
        DataRef::Float(n) => Ok(n.to_string()),
        DataRef::Bool(yes) => Ok(yes.to_string()),
    }
}

/// Days since 1899-12-30, as spreadsheets count them, as an ISO day; with the time of the day,
/// to the second, where there is one.
fn excel_day(serial: f64) -> String {
    let seconds = (serial.clamp(0.0, 100_000.0) * 86_400.0).round() as i64;
    let span = jiff::Span::new().seconds(seconds);
    let at = jiff::civil::datetime(1899, 12, 30, 0, 0, 0, 0).checked_add(span);
    match at {
        Ok(at) if at.time() == jiff::civil::Time::midnight() => at.date().to_string(),
        Ok(at) => at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn code(bytes: &[u8]) -> &'static str {
        rows(bytes).map(|rows| rows.len()).unwrap_err().code()
    }

    fn book(cells: &[(u32, u16, &str)]) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, column, words) in cells {
            sheet.write_string(*row, *column, *words).unwrap();
        }
        book.save_to_buffer().unwrap()
    }

    /// The longest text that the writer lets into a cell.
    const LONG: usize = 32_767;

    #[test]
    fn cells_keep_their_places_and_gaps_cost_nothing() {
        let file = book(&[(0, 1, "任务"), (1_048_575, 0, "末行")]);
        assert_eq!(
            rows(&file).unwrap(),
            vec![
                (1, vec![String::new(), "任务".to_owned()]),
                (1_048_576, vec!["末行".to_owned()])
            ]
        );
    }

    #[test]
    fn a_cell_in_the_last_corner_is_refused_before_room_is_made_for_it() {
        let file = book(&[(0, 0, "序号"), (1_048_575, 16_383, "远")]);
        assert!(file.len() < 10_000);
        assert_eq!(code(&file), "sheet.too_large");
    }

    #[test]
    fn lines_and_cells_have_bounds() {
        let lines = |count| {
            let cells: Vec<_> = (0..count).map(|row| (row, 0, "一")).collect();
            book(&cells)
        };
        let most = u32::try_from(LINES_MAX).unwrap();
        assert_eq!(rows(&lines(most)).unwrap().len(), LINES_MAX);
        assert_eq!(code(&lines(most + 1)), "sheet.too_many_lines");
        assert_eq!(
            code(&book(&[(0, 0, &"长".repeat(LONG))])),
            "sheet.long_cell"
        );
    }

    #[test]
    fn one_text_in_many_cells_is_counted_each_time() {
        let text = "长".repeat(CELL_CHARS_MAX);
        let fits = SHEET.words_bytes as usize / text.len();
        let cells: Vec<_> = (0..=u32::try_from(fits).unwrap())
            .map(|row| (row, 0, text.as_str()))
            .collect();
        assert_eq!(code(&book(&cells)), "sheet.too_large");
    }

    fn packed(parts: &[u64]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(vec![]));
        for (number, bytes) in parts.iter().enumerate() {
            let name = format!("xl/part{number}.xml");
            writer
                .start_file(name, SimpleFileOptions::default())
                .unwrap();
            let block = vec![b' '; 1024 * 1024];
            for _ in 0..*bytes / (1024 * 1024) {
                writer.write_all(&block).unwrap();
            }
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_file_that_unpacks_to_much_more_is_refused() {
        let mib = 1024 * 1024;
        let one = packed(&[SHEET.part_bytes + mib]);
        assert!(one.len() < 1024 * 1024, "{}", one.len());
        assert_eq!(code(&one), "sheet.too_large");
        let together = packed(&[24 * mib, 24 * mib, 24 * mib]);
        assert_eq!(code(&together), "sheet.too_large");
        assert_eq!(code(&packed(&[mib])), "sheet.broken");
    }

    #[test]
    fn a_time_of_day_is_kept() {
        assert_eq!(excel_day(46_327.0), "2026-11-01");
        assert_eq!(excel_day(46_327.396_527_78), "2026-11-01 09:31:00");
        assert_eq!(excel_day(-3.0), "1899-12-30");
    }

    #[test]
    fn shared_texts_have_a_bound_of_their_own() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for row in 0..100 {
            sheet.write_string(row, 0, format!("第{row}行")).unwrap();
        }
        let file = book.save_to_buffer().unwrap();
        let tight = Bounds {
            other_bytes: 1_000,
            ..SHEET
        };
        assert!(check_unpacked(&file, &SHEET).is_ok());
        let refused = check_unpacked(&file, &tight).unwrap_err();
        assert_eq!(refused.code(), "sheet.too_large");
    }

    #[test]
    fn a_damaged_file_is_refused() {
        assert_eq!(code(b"PK\x03\x04"), "sheet.broken");
    }
}
