//! The evidence file of an invented record: a one-line sheet that says so.

use crate::table::{Table, write};
use crate::{FileIn, Format, Result};

pub(super) fn sheet(cells: [&str; 4]) -> Result<FileIn> {
    let lines = vec![cells.map(str::to_owned).to_vec()];
    let table = Table {
        name: "示例证据",
        heading: &["日期", "数量", "地点", "说明（示例数据）"],
        widths: &[12, 16, 20, 50],
        lines,
    };
    let file = write(&table, Format::Xlsx)?;
    Ok(FileIn {
        name: file.name,
        bytes: file.bytes,
    })
}
