//! A reading as a workbook: tasks on the first sheet, all figures on the second.

use super::rows::{HEADING, rows};
use report::Reading;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

const FIGURE_HEADING: [&str; 9] = [
    "序号", "指标", "数值", "上限", "单位", "口径", "比较", "类别", "期间",
];

/// The file's bytes.
pub fn write(reading: &Reading, text: &str) -> anyhow::Result<Vec<u8>> {
    let mut book = Workbook::new();
    let tasks: Vec<Vec<String>> = rows(reading, text).into_iter().map(Vec::from).collect();
    fill(book.add_worksheet().set_name("任务")?, &HEADING, &tasks)?;
    let figures: Vec<Vec<String>> = reading.figures.iter().enumerate().map(figure).collect();
    fill(
        book.add_worksheet().set_name("数字")?,
        &FIGURE_HEADING,
        &figures,
    )?;
    Ok(book.save_to_buffer()?)
}

fn figure((index, f): (usize, &report::Figure)) -> Vec<String> {
    let kind = serde_json::to_value(f.kind)
        .ok()
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_default();
    vec![
        (index + 1).to_string(),
        f.measure.clone(),
        f.value.to_string(),
        f.value_hi.map(|v| v.to_string()).unwrap_or_default(),
        f.unit.clone(),
        f.basis.code().to_owned(),
        f.comparator.code().to_owned(),
        kind,
        f.period.clone(),
    ]
}

fn fill(sheet: &mut Worksheet, heading: &[&str], lines: &[Vec<String>]) -> anyhow::Result<()> {
    let bold = Format::new().set_bold();
    for (column, words) in (0u16..).zip(heading) {
        sheet.write_string_with_format(0, column, *words, &bold)?;
    }
    for (row, line) in (1u32..).zip(lines) {
        for (column, cell) in (0u16..).zip(line) {
            sheet.write_string(row, column, cell)?;
        }
    }
    sheet.set_column_width(1, 60)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
