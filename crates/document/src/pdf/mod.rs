//! PDF files with a text layer: characters placed on pages, put back into paragraphs.

mod content;
mod fonts;
mod layout;

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{DecompressError, Document, Error, LoadOptions, Object};

use crate::limits::{MAX_PDF_PAGES, MAX_PDF_STREAM_BYTES};
use crate::note::Note;
use crate::refusal::Refusal;
use content::Reading;

/// Fewest readable characters a page must have on average to count as text.
const FEWEST_CHARS_PER_PAGE: usize = 8;

/// Reads a PDF's text, one paragraph a line where paragraphs can be told.
///
/// This is the one place where a panic of the PDF library is caught: its parsers are fed by
/// strangers, and a broken file must not take the caller down.
pub(crate) fn read(bytes: &[u8]) -> Result<(String, Vec<Note>), Refusal> {
    catch_unwind(AssertUnwindSafe(|| read_document(bytes))).unwrap_or(Err(Refusal::BrokenPdf))
}

fn read_document(bytes: &[u8]) -> Result<(String, Vec<Note>), Refusal> {
    let options = LoadOptions {
        max_decompressed_size: Some(MAX_PDF_STREAM_BYTES),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options).map_err(refusal)?;
    if document.is_encrypted() {
        return Err(Refusal::EncryptedPdf);
    }
    let pages = document.get_pages();
    if pages.is_empty() {
        return Err(Refusal::BrokenPdf);
    }
    if pages.len() > MAX_PDF_PAGES {
        return Err(Refusal::OversizedPdf {
            limit: MAX_PDF_PAGES,
        });
    }
    let mut reading = Reading::new(&document);
    for &page in pages.values() {
        reading.page(page)?;
    }
    let (found, lost) = (reading.chars_found, reading.chars_lost);
    if lost > found {
        return Err(Refusal::UnreadablePdfText);
    }
    if found < FEWEST_CHARS_PER_PAGE * pages.len() {
        return Err(match document.xref_recovery {
            _ if has_image(&document) => Refusal::ScannedPdf,
            Some(_) => Refusal::BrokenPdf,
            None if found == 0 => Refusal::NoText,
            None => Refusal::ScannedPdf,
        });
    }
    Ok(layout::paragraphs(reading.pages, lost))
}

fn has_image(document: &Document) -> bool {
    document.objects.values().any(|object| {
        matches!(object, Object::Stream(s) if s.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image"))
    })
}

/// The refusal an error of the PDF library stands for.
fn refusal(error: Error) -> Refusal {
    match error {
        Error::InvalidPassword | Error::Decryption(_) => Refusal::EncryptedPdf,
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => Refusal::ArchiveBomb,
        _ => Refusal::BrokenPdf,
    }
}
