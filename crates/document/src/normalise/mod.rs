//! A published text made plain: one paragraph a line, nothing invented, nothing of the body lost.
//!
//! The rules look at shape alone (punctuation, width, position), never at what a report says.
//! A text that is already normal comes back byte for byte.

mod chars;
pub(crate) mod furniture;
mod joins;
pub(crate) mod lines;
mod pages;
mod script;
mod spaces;
pub(crate) mod wrap;

use crate::note::{self, Note, NoteKind};
use lines::Line;

/// Most times a text is gone over; a real report settles in one, a pathological text in two or three.
const MOST_PASSES: usize = 8;

/// Normalises a text: line ends, full-width digits, stray spaces, bold marks, page numbers,
/// navigation, breaks inside sentences, traditional characters.
///
/// Returns one paragraph a line, each ended by `\n` (an empty string for a text without words),
/// and what was mended. Its own result comes back as it is, without notes.
pub fn normalise(text: &str) -> (String, Vec<Note>) {
    let mut notes = Vec::new();
    let mut settled = pass(text, &mut notes);
    for _ in 1..MOST_PASSES {
        let again = pass(&settled, &mut notes);
        if again == settled {
            break;
        }
        settled = again;
    }
    (settled, notes)
}

/// Goes over a text once. What one mending uncovers (a line that joining made long) may call for
/// another.
fn pass(text: &str, notes: &mut Vec<Note>) -> String {
    let (text, mended) = chars::mend(text);
    note::push(notes, NoteKind::CharactersMended, mended);

    let (mut lines, marks) = lines::split(&text);
    note::push(notes, NoteKind::MarksRemoved, marks);
    note::push(
        notes,
        NoteKind::PageNumbersDropped,
        furniture::drop_page_numbers(&mut lines),
    );
    note::push(
        notes,
        NoteKind::NavigationDropped,
        furniture::drop_navigation(&mut lines),
    );
    note::push(
        notes,
        NoteKind::LinesUnwrapped,
        wrap::unwrap_if_fixed_width(&mut lines),
    );

    let breaks = joins::join_broken_sentences(&mut lines);
    note::push(notes, NoteKind::BreaksJoined, breaks.len());
    note::push(
        notes,
        NoteKind::PagesJoined,
        pages::join_split_paragraphs(&mut lines, &breaks),
    );

    let mut stray = 0;
    for line in &mut lines {
        stray += spaces::tidy(&mut line.text);
    }
    note::push(notes, NoteKind::SpacesRemoved, stray);

    let (text, converted) = script::to_simplified(assemble(&lines));
    note::push(notes, NoteKind::TraditionalConverted, converted);
    text
}

fn assemble(lines: &[Line]) -> String {
    let mut out = String::with_capacity(lines.iter().map(|l| l.text.len() + 1).sum());
    for line in lines.iter().filter(|l| !l.text.is_empty()) {
        out.push_str(&line.text);
        out.push('\n');
    }
    out
}
