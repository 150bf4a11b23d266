//! Every bound this crate keeps, each with its unit.

/// Largest file accepted, in bytes (20 MiB).
pub const MAX_FILE_BYTES: usize = 20 * 1024 * 1024;

/// Largest single part of a .docx after decompression, in bytes.
pub const MAX_PART_BYTES: u64 = 32 * 1024 * 1024;

/// Most entries in the zip container of a .docx.
pub const MAX_ARCHIVE_ENTRIES: usize = 5_000;

/// Most a .docx may claim to hold once unpacked, in bytes.
pub const MAX_UNPACKED_BYTES: u64 = 512 * 1024 * 1024;

/// Deepest nesting followed in an XML or HTML tree, in elements.
pub const MAX_DEPTH: usize = 512;

/// Longest text handed out, in characters.
pub const MAX_TEXT_CHARS: usize = 3_000_000;

/// Largest HTML file parsed, in bytes.
pub const MAX_HTML_BYTES: usize = 8 * 1024 * 1024;

/// Most pages read from a PDF.
pub const MAX_PDF_PAGES: usize = 2_000;

/// Largest PDF stream after decompression, in bytes.
pub const MAX_PDF_STREAM_BYTES: usize = 32 * 1024 * 1024;

/// Most drawing operations followed in one PDF.
pub const MAX_PDF_OPERATIONS: usize = 5_000_000;

/// Deepest nesting of form objects followed in a PDF page.
pub const MAX_PDF_FORMS_DEPTH: usize = 8;
