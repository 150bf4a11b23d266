//! Office files: a zip package with its main part, or a compound file with its main stream.

use std::io::Cursor;
use zip::ZipArchive;

/// Most parts of a package.
const PARTS_MAX: usize = 20_000;
/// Bytes of a directory entry in a compound file.
const ENTRY_BYTES: usize = 128;
/// Bytes before the first sector of a compound file.
const HEADER_BYTES: usize = 512;

/// Whether a package has the list of its parts and the part that makes it what it is.
pub(super) fn package_has_parts(media_type: &str, bytes: &[u8]) -> bool {
    let main = match media_type.rsplit('.').next() {
        Some("document") => "word/document.xml",
        Some("sheet") => "xl/workbook.xml",
        Some("presentation") => "ppt/presentation.xml",
        _ => return false,
    };
    let Ok(package) = ZipArchive::new(Cursor::new(bytes)) else {
        return false;
    };
    let has = |part: &str| package.index_for_name(part).is_some();
    package.len() <= PARTS_MAX && has("[Content_Types].xml") && has(main)
}

/// Whether a compound file's directory names one of these streams.
pub(super) fn compound_has(bytes: &[u8], streams: &[&str]) -> bool {
    let is_compound = bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        && bytes.get(28..30) == Some(b"\xfe\xff")
        && matches!(bytes.get(30..32), Some(b"\x09\x00" | b"\x0c\x00"));
    let entries = bytes.get(HEADER_BYTES..).unwrap_or_default();
    let mut entries = entries.chunks_exact(ENTRY_BYTES);
    is_compound && entries.any(|entry| streams.iter().any(|name| is_stream(entry, name)))
}

/// A directory entry: the name in UTF-16, its length with the closing zero, the type 2 (a stream).
fn is_stream(entry: &[u8], name: &str) -> bool {
    let mut wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    wide.extend([0, 0]);
    let length = u16::try_from(wide.len()).unwrap_or(0).to_le_bytes();
    entry.starts_with(&wide) && entry[64..66] == length && entry[66] == 2
}
