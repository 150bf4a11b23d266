//! Word documents: paragraphs, tables, footnotes and tracked changes of a .docx.

mod body;
mod numbering;
mod package;
mod styles;

use crate::note::{self, Note, NoteKind};
use crate::refusal::Refusal;
use package::Package;

/// What was read from a .docx.
pub(crate) struct Docx {
    /// Paragraphs and table rows, one a line; footnotes behind them under a line `注释`.
    pub text: String,
    /// Tracked changes, tables and footnotes found.
    pub notes: Vec<Note>,
}

/// Reads a .docx. A zip container that holds something else is refused by its kind.
pub(crate) fn read(bytes: &[u8]) -> Result<Docx, Refusal> {
    let mut package = Package::open(bytes)?;
    let document = package.required_part("word/document.xml")?;
    let numbering = match package.part("word/numbering.xml")? {
        Some(xml) => numbering::parse(&xml)?,
        None => numbering::Numbering::default(),
    };
    let styles = match package.part("word/styles.xml")? {
        Some(xml) => styles::parse(&xml)?,
        None => styles::Styles::default(),
    };
    let body = body::parse(&document, numbering, styles)?;
    let mut notes = Vec::new();
    note::push(&mut notes, NoteKind::DeletionsDropped, body.deletions);
    note::push(&mut notes, NoteKind::InsertionsKept, body.insertions);
    note::push(&mut notes, NoteKind::TablesRendered, body.tables);

    let mut text = body.text;
    let mut moved = 0;
    for part in ["word/footnotes.xml", "word/endnotes.xml"] {
        let Some(xml) = package.part(part)? else {
            continue;
        };
        for footnote in body::parse_footnotes(&xml)? {
            if moved == 0 {
                text.push_str("注释\n");
            }
            moved += 1;
            text.push_str(&format!("［{moved}］{footnote}\n"));
        }
    }
    note::push(&mut notes, NoteKind::FootnotesMoved, moved);
    Ok(Docx { text, notes })
}
