//! Parquet: row groups of a fixed size, each written out when it is full.

use super::Writer;
use super::columns::{COLUMNS, Cell, Column, Kind, Line};
use crate::Result;
use crate::table::failed;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use std::io::Write;
use std::sync::{Arc, Mutex};

/// Rows of a group: what is held in memory, about a kilobyte each.
pub(super) const GROUP_ROWS: usize = 5_000;

/// Bytes written and not yet taken.
#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Sink {
    fn take(&self) -> Vec<u8> {
        let mut held = self.0.lock().unwrap_or_else(|e| e.into_inner());
        std::mem::take(&mut held)
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut held = self.0.lock().unwrap_or_else(|e| e.into_inner());
        held.extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

pub(super) struct Parquet {
    file: Option<SerializedFileWriter<Sink>>,
    sink: Sink,
    waiting: Vec<Line>,
}

impl Parquet {
    pub(super) fn new() -> Result<Self> {
        let columns: String = COLUMNS.iter().map(declared).collect();
        let schema = parse_message_type(&format!("message case {{ {columns} }}"));
        let sink = Sink::default();
        let properties = WriterProperties::builder()
            .set_created_by("xiuhua".to_owned())
            .build();
        let schema = Arc::new(schema.map_err(failed)?);
        let file = SerializedFileWriter::new(sink.clone(), schema, Arc::new(properties));
        Ok(Self {
            file: Some(file.map_err(failed)?),
            sink,
            waiting: vec![],
        })
    }

    /// Rows held at this moment.
    #[cfg(test)]
    pub(super) fn held(&self) -> usize {
        self.waiting.len()
    }

    fn group(&mut self) -> Result<()> {
        let lines = std::mem::take(&mut self.waiting);
        let Some(file) = self.file.as_mut().filter(|_| !lines.is_empty()) else {
            return Ok(());
        };
        let mut group = file.next_row_group().map_err(failed)?;
        for column in COLUMNS {
            let cells = lines.iter().map(column.cell);
            let Some(mut writer) = group.next_column().map_err(failed)? else {
                break;
            };
            write_column(&mut writer, column.kind, cells)?;
            writer.close().map_err(failed)?;
        }
        group.close().map_err(failed)?;
        Ok(())
    }
}

impl Writer for Parquet {
    fn head(&mut self) -> Result<Vec<u8>> {
        Ok(self.sink.take())
    }

    fn lines(&mut self, lines: Vec<Line>) -> Result<Vec<u8>> {
        self.waiting.extend(lines);
        if self.waiting.len() >= GROUP_ROWS {
            self.group()?;
        }
        Ok(self.sink.take())
    }

    fn tail(&mut self) -> Result<Vec<u8>> {
        self.group()?;
        if let Some(file) = self.file.take() {
            file.close().map_err(failed)?;
        }
        Ok(self.sink.take())
    }
}

/// A column of the schema; any may be empty.
fn declared(column: &Column) -> String {
    let name = column.name;
    match column.kind {
        Kind::Text => format!("OPTIONAL BYTE_ARRAY {name} (UTF8); "),
        Kind::Count => format!("OPTIONAL INT64 {name}; "),
        Kind::Flag => format!("OPTIONAL BOOLEAN {name}; "),
        Kind::Instant => format!("OPTIONAL INT64 {name} (TIMESTAMP(MILLIS,true)); "),
        Kind::Degrees => format!("OPTIONAL DOUBLE {name}; "),
    }
}

fn write_column(
    writer: &mut SerializedColumnWriter<'_>,
    kind: Kind,
    cells: impl Iterator<Item = Cell>,
) -> Result<()> {
    match kind {
        Kind::Text => put::<ByteArrayType>(writer, cells, |cell| match cell {
            Cell::Text(words) => Some(ByteArray::from(words.into_bytes())),
            _ => None,
        }),
        Kind::Count => put::<Int64Type>(writer, cells, |cell| match cell {
            Cell::Count(count) => Some(count),
            _ => None,
        }),
        Kind::Flag => put::<BoolType>(writer, cells, |cell| match cell {
            Cell::Flag(flag) => Some(flag),
            _ => None,
        }),
        Kind::Instant => put::<Int64Type>(writer, cells, |cell| match cell {
            Cell::Instant(at) => Some(at.as_millisecond()),
            _ => None,
        }),
        Kind::Degrees => put::<DoubleType>(writer, cells, |cell| match cell {
            Cell::Degrees(millionths) => Some(millionths as f64 / 1e6),
            _ => None,
        }),
    }
}

/// Values that are there, and for each cell whether it is.
fn put<T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = Cell>,
    read: fn(Cell) -> Option<T::T>,
) -> Result<()> {
    let (mut values, mut levels) = (vec![], vec![]);
    for cell in cells {
        let value = read(cell);
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    let written = writer
        .typed::<T>()
        .write_batch(&values, Some(&levels), None);
    written.map_err(failed)?;
    Ok(())
}
