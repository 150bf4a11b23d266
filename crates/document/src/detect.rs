//! What a file is, told by its content; the name only decides between kinds of plain text.

use crate::refusal::Refusal;

/// The kinds of file that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceFormat {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// Office Open XML word processing (.docx).
    Docx,
    /// Portable Document Format with a text layer.
    Pdf,
    /// A saved web page.
    Html,
}

impl SourceFormat {
    /// The stable code of the format.
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Html => "html",
        }
    }
}

/// Bytes looked at for a signature at the start of a file.
const HEAD_BYTES: usize = 1024;

/// Tells a file's format from its bytes. Containers that are no .docx, old office files and
/// known binary formats are refused here.
pub(crate) fn detect(name: &str, bytes: &[u8]) -> Result<SourceFormat, Refusal> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(SourceFormat::Docx);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return Err(if holds_utf16(bytes, "EncryptedPackage") {
            Refusal::EncryptedOffice
        } else {
            Refusal::LegacyOffice
        });
    }
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    if find(head, b"%PDF-").is_some() {
        return Ok(SourceFormat::Pdf);
    }
    if head.starts_with(b"{\\rtf") {
        return Err(Refusal::UnsupportedFormat { format: " RTF " });
    }
    if BINARY_SIGNATURES
        .iter()
        .any(|signature| head.starts_with(signature))
    {
        return Err(Refusal::BinaryFile);
    }
    if looks_like_html(head) {
        return Ok(SourceFormat::Html);
    }
    let extension = name
        .rsplit_once('.')
        .map_or(String::new(), |(_, e)| e.to_ascii_lowercase());
    Ok(match extension.as_str() {
        "md" | "markdown" => SourceFormat::Markdown,
        "html" | "htm" | "xhtml" => SourceFormat::Html,
        _ => SourceFormat::Text,
    })
}

/// Pictures, archives, programs, sound.
const BINARY_SIGNATURES: [&[u8]; 14] = [
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"II*\0",
    b"MM\0*",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"ID3",
    b"OggS",
    b"BZh",
];

fn looks_like_html(head: &[u8]) -> bool {
    // UTF-16 pages show their tags once the zero bytes between are gone.
    let ascii: Vec<u8> = head
        .iter()
        .filter(|&&b| b != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    let start = ascii.iter().position(|b| b.is_ascii_graphic()).unwrap_or(0);
    let tags: [&[u8]; 5] = [b"<!doctype html", b"<html", b"<head", b"<body", b"<meta"];
    let text = &ascii[start..];
    tags.iter().any(|tag| text.starts_with(tag))
        || (text.starts_with(b"<") && tags[1..].iter().any(|tag| find(text, tag).is_some()))
}

fn holds_utf16(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    find(bytes, &wanted).is_some()
}

pub(crate) fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = haystack[from..].iter().position(|&b| b == first) {
        if haystack[from + at..].starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_the_extension() {
        assert_eq!(detect("report.txt", b"%PDF-1.7"), Ok(SourceFormat::Pdf));
        assert_eq!(
            detect("report.doc", b"  <!DOCTYPE html><html>"),
            Ok(SourceFormat::Html)
        );
        assert_eq!(
            detect("report.docx", "工作报告".as_bytes()),
            Ok(SourceFormat::Text)
        );
        assert_eq!(
            detect("报告.MD", "# 报告".as_bytes()),
            Ok(SourceFormat::Markdown)
        );
    }

    #[test]
    fn a_byte_string_is_found() {
        assert_eq!(find(b"aab", b"ab"), Some(1));
        assert_eq!(find(b"aab", b"ac"), None);
        assert_eq!(find(b"", b"a"), None);
    }
}
