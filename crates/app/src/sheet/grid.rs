//! A sheet as a grid with its merged ranges, for forms whose headings stand over several columns.

use super::columns::LINES_MAX;
use super::read::{SHEET_BYTES_MAX, broken, csv, too_large};
use crate::{AppError, FileIn, Kind, Result};
use calamine::{Reader, Xlsx};
use indicator::sheet::{Merge, Table};
use std::io::Cursor;

/// Most merged ranges.
const MERGES_MAX: usize = 1_000;

/// The first sheet of a file, XLSX or CSV, cells at their places.
///
/// Errors: `sheet.too_large`, `sheet.too_many_lines`, `sheet.long_cell`, `sheet.broken`, and those of
/// [`Table::new`].
pub(crate) fn grid(file: &FileIn) -> Result<Table> {
    if file.bytes.len() > SHEET_BYTES_MAX {
        return Err(too_large("超过10MB"));
    }
    let (lines, merges) = match file.bytes.starts_with(b"PK") {
        true => (super::xlsx::rows(&file.bytes)?, merges(&file.bytes)?),
        false => (csv(&file.bytes)?, vec![]),
    };
    let last = lines.last().map_or(0, |(number, _)| *number);
    if last > LINES_MAX {
        return Err(super::read::too_many_lines(LINES_MAX));
    }
    let mut rows = vec![vec![]; last];
    for (number, cells) in lines {
        if let Some(row) = number.checked_sub(1).and_then(|at| rows.get_mut(at)) {
            *row = cells;
        }
    }
    Ok(Table::new(rows, merges)?)
}

/// The same, away from the threads that answer requests.
pub(crate) async fn read(file: FileIn) -> Result<Table> {
    let read = tokio::task::spawn_blocking(move || grid(&file)).await;
    read.map_err(|e| {
        let zh = "读取表格时出错";
        AppError::new(Kind::Unavailable, "sheet.failed", zh, "Reading failed").with_detail(e)
    })?
}

fn merges(bytes: &[u8]) -> Result<Vec<Merge>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let names = book.sheet_names();
    let first = names.first().ok_or_else(|| broken("no sheet"))?;
    let found = book.merge_cells_by_sheet_name(first).map_err(broken)?;
    if found.len() > MERGES_MAX {
        return Err(too_large("合并单元格过多"));
    }
    let merge = |d: &calamine::Dimensions| Merge {
        top: d.start.0 as usize,
        left: d.start.1 as usize,
        bottom: d.end.0 as usize,
        right: d.end.1 as usize,
    };
    Ok(found.iter().map(merge).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{Format, Workbook};

    #[test]
    fn merged_headings_are_read_at_their_places() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet
            .merge_range(1, 1, 1, 2, "累计（万元）", &Format::new())
            .unwrap();
        sheet.write_string(2, 1, "报送").unwrap();
        sheet.write_number(4, 2, 12.5).unwrap();
        let file = FileIn {
            name: "x.xlsx".into(),
            bytes: book.save_to_buffer().unwrap(),
        };
        let table = grid(&file).unwrap();
        assert_eq!(table.text(1, 2), "累计（万元）");
        assert_eq!(table.text(2, 1), "报送");
        assert_eq!(table.text(3, 1), "");
        assert_eq!(table.text(4, 2), "12.5");
    }
}
