//! CSV: names in the first line, instants in UTC, cells that a spreadsheet would run made harmless.

use super::Writer;
use super::columns::{COLUMNS, Cell, Line, decimal};
use crate::Result;
use crate::table::{failed, harmless};

pub(super) struct Csv;

impl Writer for Csv {
    fn head(&mut self) -> Result<Vec<u8>> {
        let names = COLUMNS.iter().map(|c| c.name.to_owned());
        let mut bytes = b"\xEF\xBB\xBF".to_vec();
        bytes.extend(records([names.collect()].into_iter())?);
        Ok(bytes)
    }

    fn lines(&mut self, lines: Vec<Line>) -> Result<Vec<u8>> {
        let cells = |line: &Line| COLUMNS.iter().map(|c| words((c.cell)(line))).collect();
        records(lines.iter().map(cells))
    }

    fn tail(&mut self) -> Result<Vec<u8>> {
        Ok(vec![])
    }
}

fn records(lines: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let mut writer = ::csv::Writer::from_writer(vec![]);
    for line in lines {
        writer.write_record(line).map_err(failed)?;
    }
    writer.into_inner().map_err(failed)
}

fn words(cell: Cell) -> String {
    match cell {
        Cell::Text(words) => harmless(&words),
        Cell::Count(count) => count.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Instant(at) => at.to_string(),
        Cell::Degrees(millionths) => decimal(millionths),
        Cell::None => String::new(),
    }
}
