//! A list as a file: the same filter and order as on the page, every row.

use crate::table::{Table, write};
use crate::{App, FileOut, Format, Result};
use store::Ask;

/// Most rows of one file.
const ROWS_MAX: usize = 20_000;

/// One column of a file.
pub(crate) struct Column<T> {
    /// Its heading.
    pub heading: &'static str,
    /// Width in characters, for XLSX.
    pub width: u16,
    /// What stands in it: names and words, never ids alone.
    pub cell: fn(&T) -> String,
}

/// A file in the making, page after page: while [`Sheet::ask`] gives something, hand the page so
/// asked for to [`Sheet::add`].
pub(crate) struct Sheet<T: 'static> {
    columns: &'static [Column<T>],
    lines: Vec<Vec<String>>,
    ask: Option<Ask>,
}

impl<T> Sheet<T> {
    /// From the first row on, in the order asked for.
    pub fn new(columns: &'static [Column<T>], ask: &Ask) -> Self {
        Self {
            columns,
            lines: vec![],
            ask: Some(Ask {
                after: None,
                limit: store::MAX_PAGE,
                ..ask.clone()
            }),
        }
    }

    /// Which page comes next; none at the end or when the file is full.
    pub fn ask(&self) -> Option<Ask> {
        self.ask.clone().filter(|_| self.lines.len() < ROWS_MAX)
    }

    /// Takes a page.
    pub fn add(&mut self, rows: &[T], next: Option<String>) {
        let line = |row: &T| self.columns.iter().map(|c| (c.cell)(row)).collect();
        self.lines.extend(rows.iter().map(line));
        self.ask = self.ask.take().filter(|_| next.is_some());
        if let Some(ask) = &mut self.ask {
            ask.after = next;
        }
    }

    /// The file, named after the list and the day.
    pub fn write(self, app: &App, name: &str, format: Format) -> Result<FileOut> {
        let heading: Vec<&str> = self.columns.iter().map(|c| c.heading).collect();
        let widths: Vec<u16> = self.columns.iter().map(|c| c.width).collect();
        write(
            &Table {
                name: &format!("{name}-{}", app.today()),
                heading: &heading,
                widths: &widths,
                lines: self.lines,
            },
            format,
        )
    }
}
