//! Any office file turned into the plain text of a report, or a clear refusal.
//!
//! Bytes in, text out: no files, no network, no clock. [`read`] tells the format by content,
//! extracts the text and normalises it; [`normalise`] mends a text that is already at hand;
//! [`looks_like_report`] says whether a text is a government work report at all. Every bound is
//! in [`limits`]; every refusal has a stable code and a Chinese sentence.

mod detect;
mod docx;
mod encoding;
mod html;
pub mod limits;
mod markdown;
mod normalise;
mod note;
mod pdf;
mod read;
mod refusal;
mod report_cues;

pub use detect::SourceFormat;
pub use normalise::normalise;
pub use note::{Note, NoteKind};
pub use read::{Document, Table, read};
pub use refusal::Refusal;
pub use report_cues::looks_like_report;

/// The text of a plain file (a CSV, say) in any encoding [`read`] knows, and of a short one in GB18030.
///
/// # Errors
/// A [`Refusal`] for binary content or an unknown encoding.
pub fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    let decoded = encoding::decode(bytes, None).map(|(text, _)| text);
    decoded.or_else(|refusal| encoding::short_gb18030(bytes).ok_or(refusal))
}
