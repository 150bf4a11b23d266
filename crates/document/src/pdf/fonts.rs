//! What the codes of a PDF font mean in characters.

use encoding_rs::{GB18030, UTF_16BE};
use lopdf::{Dictionary, Document, Encoding, Object};

use super::refusal;
use crate::limits::MAX_PDF_STREAM_BYTES;
use crate::refusal::Refusal;

/// How a font's codes are read.
pub(super) enum Decoder<'a> {
    /// By the font's own table, or as one-byte codes of a Latin encoding.
    Table(Encoding<'a>),
    /// UTF-16 codes (the predefined `Uni…-UCS2-H`, `Uni…-UTF16-H`).
    Utf16,
    /// GBK or GB18030 codes (the predefined `GBK-EUC-H` and its kin).
    Gb,
    /// Glyph numbers without a table: nobody can say which characters.
    Unreadable,
}

impl<'a> Decoder<'a> {
    /// Finds out how a font is read: its `ToUnicode` table first, then its encoding's name.
    pub(super) fn new(font: &'a Dictionary, document: &'a Document) -> Result<Self, Refusal> {
        if font.has(b"ToUnicode") {
            // The library looks at the encoding's name first, so it is shown the table alone.
            let mut table_only = font.clone();
            table_only.remove(b"Encoding");
            if let Encoding::UnicodeMapEncoding(map) = table_only
                .get_font_encoding_with_limit(document, MAX_PDF_STREAM_BYTES)
                .map_err(refusal)?
            {
                return Ok(Self::Table(Encoding::UnicodeMapEncoding(map)));
            }
        }
        let composite = font
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|n| n == b"Type0");
        if !composite {
            return Ok(font
                .get_font_encoding_with_limit(document, MAX_PDF_STREAM_BYTES)
                .map_or(Self::Unreadable, Self::Table));
        }
        let name = font
            .get_deref(b"Encoding", document)
            .and_then(Object::as_name)
            .unwrap_or_default();
        Ok(match name {
            name if name.starts_with(b"Uni") => Self::Utf16,
            name if name.starts_with(b"GB") => Self::Gb,
            _ => Self::Unreadable,
        })
    }

    /// The characters of a string; U+FFFD for each that cannot be told.
    pub(super) fn decode(&self, codes: &[u8]) -> String {
        match self {
            Self::Table(encoding) => encoding.bytes_to_string(codes).unwrap_or_default(),
            Self::Utf16 => UTF_16BE.decode_without_bom_handling(codes).0.into_owned(),
            Self::Gb => GB18030.decode_without_bom_handling(codes).0.into_owned(),
            Self::Unreadable => "\u{fffd}".repeat(codes.len().div_ceil(2)),
        }
    }
}
