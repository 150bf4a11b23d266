//! From a file to a document.

use std::ops::Range;

use crate::detect::{self, SourceFormat};
use crate::limits::{MAX_FILE_BYTES, MAX_TEXT_CHARS};
use crate::normalise::lines::CELL_BREAK;
use crate::normalise::normalise;
use crate::note::{self, Note, NoteKind};
use crate::refusal::Refusal;
use crate::{docx, encoding, html, markdown, pdf};

/// Bytes in one MiB.
const MIB: usize = 1024 * 1024;

/// The text of a file and how it was come by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The normalised text: one paragraph a line, each ended by `\n`, never empty. Table rows are
    /// lines with `｜` between the cells; footnotes stand behind the text under a line `注释`.
    pub text: String,
    /// What the file was, told by its content.
    pub source_format: SourceFormat,
    /// Name of the character encoding (`UTF-8`, `gb18030`, `UTF-16LE`…); none where the format
    /// settles it (docx, pdf).
    pub encoding: Option<&'static str>,
    /// What was mended, each kind once.
    pub notes: Vec<Note>,
    /// The tables among the lines.
    pub tables: Vec<Table>,
}

/// A table of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The lines of [`Document::text`] it takes, counted from 0.
    pub lines: Range<usize>,
    /// Its cells, row by row; rows may differ in length.
    pub rows: Vec<Vec<String>>,
}

/// Text of a file before normalisation.
struct Extract {
    text: String,
    encoding: Option<&'static str>,
    notes: Vec<Note>,
}

/// Reads a file of any supported format. `name` is the file's name; only its extension is looked
/// at, and only to tell Markdown and unmarked HTML from plain text.
///
/// # Errors
/// A [`Refusal`] with a stable code for everything that cannot be read.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::EmptyFile);
    }
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Refusal::TooLarge {
            megabytes: bytes.len().div_ceil(MIB),
            limit: MAX_FILE_BYTES / MIB,
        });
    }
    let source_format = detect::detect(name, bytes)?;
    let extract = extract(source_format, bytes)?;
    if extract.text.chars().count() > MAX_TEXT_CHARS {
        return Err(Refusal::TooLong {
            limit: MAX_TEXT_CHARS,
        });
    }
    let (text, mended) = normalise(&extract.text);
    if text.is_empty() {
        return Err(Refusal::NoText);
    }
    let mut notes = extract.notes;
    mended
        .into_iter()
        .for_each(|n| note::push(&mut notes, n.kind, n.count));
    let may_hold_tables = notes.iter().any(|n| n.kind == NoteKind::TablesRendered);
    let tables = if may_hold_tables {
        find_tables(&text)
    } else {
        Vec::new()
    };
    Ok(Document {
        text,
        source_format,
        encoding: extract.encoding,
        notes,
        tables,
    })
}

fn extract(format: SourceFormat, bytes: &[u8]) -> Result<Extract, Refusal> {
    let mut notes = Vec::new();
    Ok(match format {
        SourceFormat::Text => {
            let (text, encoding) = encoding::decode(bytes, None)?;
            Extract {
                text,
                encoding: Some(encoding),
                notes,
            }
        }
        SourceFormat::Markdown => {
            let (text, encoding) = encoding::decode(bytes, None)?;
            let (text, tables) = markdown::to_plain(&text);
            note::push(&mut notes, NoteKind::TablesRendered, tables);
            Extract {
                text,
                encoding: Some(encoding),
                notes,
            }
        }
        SourceFormat::Html => {
            let page = html::read(bytes)?;
            note::push(&mut notes, NoteKind::NavigationDropped, page.dropped);
            note::push(&mut notes, NoteKind::TablesRendered, page.tables);
            Extract {
                text: page.text,
                encoding: Some(page.encoding),
                notes,
            }
        }
        SourceFormat::Docx => {
            let docx = docx::read(bytes)?;
            Extract {
                text: docx.text,
                encoding: None,
                notes: docx.notes,
            }
        }
        SourceFormat::Pdf => {
            let (text, notes) = pdf::read(bytes)?;
            Extract {
                text,
                encoding: None,
                notes,
            }
        }
    })
}

/// Runs of lines whose cells are parted.
fn find_tables(text: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for (n, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains(CELL_BREAK))
    {
        let row: Vec<String> = line
            .split(CELL_BREAK)
            .map(|cell| cell.trim().to_owned())
            .collect();
        match tables.last_mut() {
            Some(table) if table.lines.end == n => {
                table.lines.end = n + 1;
                table.rows.push(row);
            }
            _ => tables.push(Table {
                lines: n..n + 1,
                rows: vec![row],
            }),
        }
    }
    tables
}
