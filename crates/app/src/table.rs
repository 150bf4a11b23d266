//! A table of text cells written as CSV or XLSX.

use crate::{AppError, FileOut, Format, Kind, Result};
use rust_xlsxwriter::{Format as Style, Workbook};

/// A table: heading and lines, all text. Cells that a spreadsheet would take for a formula are
/// written as text in XLSX and with a leading apostrophe in CSV.
pub(crate) struct Table<'a> {
    pub name: &'a str,
    pub heading: &'a [&'a str],
    /// Column widths in characters, for XLSX.
    pub widths: &'a [u16],
    pub lines: Vec<Vec<String>>,
}

pub(crate) fn write(table: &Table<'_>, format: Format) -> Result<FileOut> {
    match format {
        Format::Csv => csv(table),
        Format::Xlsx => xlsx(table),
    }
}

fn csv(table: &Table<'_>) -> Result<FileOut> {
    let mut writer = csv::Writer::from_writer(b"\xEF\xBB\xBF".to_vec());
    writer.write_record(table.heading).map_err(failed)?;
    for line in &table.lines {
        writer
            .write_record(line.iter().map(|cell| harmless(cell)))
            .map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(failed)?;
    Ok(FileOut {
        name: format!("{}.csv", table.name),
        media_type: "text/csv; charset=utf-8".into(),
        bytes,
    })
}

fn xlsx(table: &Table<'_>) -> Result<FileOut> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Style::new().set_bold().set_text_wrap();
    let wrap = Style::new().set_text_wrap();
    for (column, words) in (0u16..).zip(table.heading) {
        sheet
            .write_string_with_format(0, column, *words, &bold)
            .map_err(failed)?;
    }
    for (column, width) in (0u16..).zip(table.widths) {
        sheet.set_column_width(column, *width).map_err(failed)?;
    }
    for (row, line) in (1u32..).zip(&table.lines) {
        for (column, cell) in (0u16..).zip(line) {
            sheet
                .write_string_with_format(row, column, cell, &wrap)
                .map_err(failed)?;
        }
    }
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    let bytes = book.save_to_buffer().map_err(failed)?;
    let media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".into();
    Ok(FileOut {
        name: format!("{}.xlsx", table.name),
        media_type,
        bytes,
    })
}

/// Text that spreadsheets would run as a formula, made plain.
pub(crate) fn harmless(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

pub(crate) fn failed(why: impl std::fmt::Display) -> AppError {
    AppError::new(
        Kind::Unavailable,
        "export.failed",
        "导出失败，请稍后再试",
        "Export failed; try again",
    )
    .with_detail(why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_written_as_text() {
        let table = Table {
            name: "t",
            heading: &["a"],
            widths: &[10],
            lines: vec![vec!["=1+1".into()], vec!["−3".into()]],
        };
        let file = write(&table, Format::Csv).unwrap();
        let text = String::from_utf8(file.bytes).unwrap();
        assert!(text.starts_with('\u{feff}'));
        assert!(text.contains("'=1+1"));
        assert!(text.contains("\n−3"));
    }
}
