//! A file of tickets, read line by line as often as needed and never held as a table.

use super::columns::Heading;
use super::{IMPORT_BYTES_MAX, IMPORT_LINES_MAX, broken, too_large};
use crate::case::OpenCmd;
use crate::sheet::xlsx::{self, Bounds};
use crate::{AppError, FileIn, Result};
use casework::{CaseType, CaseTypes};
use jiff::civil::Date;
use profile::Profile;
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::sync::mpsc;

/// Lines read, decided and written at a time.
pub(super) const CHUNK_LINES: usize = 2_000;
/// Chunks read before they are asked for.
const CHUNKS_AHEAD: usize = 1;
/// How much of a workbook is read: sheets as a stream, shared texts as a whole.
const BOOK: Bounds = Bounds {
    lines: IMPORT_LINES_MAX + 1,
    part_bytes: 512 * 1024 * 1024,
    other_bytes: 128 * 1024 * 1024,
    unpacked_bytes: 640 * 1024 * 1024,
    words_bytes: 256 * 1024 * 1024,
};

/// A line made ready: its number in the file, and the case to open or what is wrong.
pub(super) type Ticket = (usize, Result<OpenCmd>);

/// A file of tickets, CSV or XLSX. Cheap to clone.
#[derive(Clone)]
pub struct TicketFile {
    name: Arc<str>,
    content: Content,
}

#[derive(Clone)]
enum Content {
    Text(Arc<String>),
    Book(Arc<Vec<u8>>),
}

impl TicketFile {
    /// Takes a file in. Errors: `import.too_large`, those of an unreadable text or workbook.
    pub async fn read(file: FileIn) -> Result<Self> {
        if file.bytes.len() > IMPORT_BYTES_MAX {
            return Err(too_large("文件超过256MB，请分成几份"));
        }
        super::blocking(move || Self::take(file)).await
    }

    fn take(file: FileIn) -> Result<Self> {
        let content = if file.bytes.starts_with(b"PK") {
            xlsx::check_unpacked(&file.bytes, &BOOK)?;
            Content::Book(Arc::new(file.bytes))
        } else {
            // A text in UTF-8 is not copied.
            let text = match String::from_utf8(file.bytes) {
                Ok(text) => text,
                Err(other) => document::decode(other.as_bytes()).map_err(AppError::from)?,
            };
            Content::Text(Arc::new(text))
        };
        Ok(Self {
            name: file.name.into(),
            content,
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How much memory it takes, in bytes.
    pub fn bytes(&self) -> usize {
        match &self.content {
            Content::Text(text) => text.len(),
            Content::Book(bytes) => bytes.len(),
        }
    }

    /// At most so many lines below the heading; 0 where only reading tells.
    pub(super) fn lines_at_most(&self) -> u64 {
        match &self.content {
            Content::Text(text) => {
                let breaks = text.trim_end().bytes().filter(|b| *b == b'\n').count();
                breaks as u64
            }
            Content::Book(_) => 0,
        }
    }

    /// Reads all lines on a thread of its own, by chunks of 2,000; after an error nothing follows.
    pub(super) fn chunks(
        &self,
        profile: Arc<Profile>,
        system: String,
        today: Date,
    ) -> mpsc::Receiver<Result<Vec<Ticket>>> {
        let (sender, receiver) = mpsc::channel(CHUNKS_AHEAD);
        let content = self.content.clone();
        tokio::task::spawn_blocking(move || {
            let types = current(&profile.case_types, today);
            let mut reading = Reading {
                types,
                system,
                heading: None,
                chunk: Vec::with_capacity(CHUNK_LINES),
                lines: 0,
                sender: &sender,
            };
            let done = reading.all(&content);
            let last = std::mem::take(&mut reading.chunk);
            match done {
                Ok(()) if last.is_empty() => {}
                Ok(()) => drop(sender.blocking_send(Ok(last))),
                Err(error) => drop(sender.blocking_send(Err(error))),
            }
        });
        receiver
    }
}

/// The types in force on a day.
fn current(types: &CaseTypes, today: Date) -> Vec<&CaseType> {
    let ids: BTreeSet<&str> = types.iter().map(|kind| kind.id.as_str()).collect();
    let current = ids.into_iter();
    current.filter_map(|id| types.current(id, today)).collect()
}

struct Reading<'a> {
    types: Vec<&'a CaseType>,
    system: String,
    heading: Option<Heading>,
    chunk: Vec<Ticket>,
    lines: usize,
    sender: &'a mpsc::Sender<Result<Vec<Ticket>>>,
}

impl Reading<'_> {
    fn all(&mut self, content: &Content) -> Result<()> {
        match content {
            Content::Book(bytes) => {
                xlsx::each(bytes, &BOOK, |(line, cells)| self.line(line, &cells))?;
            }
            Content::Text(text) => self.text(text.trim_start_matches('\u{feff}'))?,
        }
        match self.heading {
            Some(_) => Ok(()),
            None => Heading::read(&[], &self.types).map(|_| ()),
        }
    }

    fn text(&mut self, text: &str) -> Result<()> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).map_err(not_csv)? {
            let line = record.position().map_or(0, |p| p.line() as usize);
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                self.line(line, &cells)?;
            }
        }
        Ok(())
    }

    fn line(&mut self, line: usize, cells: &[String]) -> Result<()> {
        let Some(heading) = &self.heading else {
            self.heading = Some(Heading::read(cells, &self.types)?);
            return Ok(());
        };
        self.lines += 1;
        if self.lines > IMPORT_LINES_MAX {
            return Err(too_large("文件超过30万行，请分成几份"));
        }
        let taken = heading.take(cells, &self.system, &self.types);
        self.chunk.push((line, taken));
        if self.chunk.len() < CHUNK_LINES {
            return Ok(());
        }
        let full = std::mem::replace(&mut self.chunk, Vec::with_capacity(CHUNK_LINES));
        // Nobody listens any more: the import ended with an error.
        self.sender.blocking_send(Ok(full)).map_err(broken)
    }
}

fn not_csv(error: csv::Error) -> AppError {
    AppError::field(
        "file",
        "import.broken",
        "文件不是完好的CSV",
        "The file is not sound CSV",
    )
    .with_detail(error)
}
