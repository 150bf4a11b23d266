//! The zip container of a .docx, read within bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::limits::{MAX_ARCHIVE_ENTRIES, MAX_PART_BYTES, MAX_UNPACKED_BYTES};
use crate::refusal::Refusal;

/// An opened container that holds a Word document.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens the container and tells what it holds by the names of its parts.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::BrokenDocx)?;
        if archive.len() > MAX_ARCHIVE_ENTRIES {
            return Err(Refusal::ArchiveBomb);
        }
        let has = |archive: &ZipArchive<_>, name: &str| archive.index_for_name(name).is_some();
        if !has(&archive, "word/document.xml") {
            return Err(match () {
                () if has(&archive, "xl/workbook.xml") => Refusal::UnsupportedFormat {
                    format: "电子表格（.xlsx）",
                },
                () if has(&archive, "ppt/presentation.xml") => Refusal::UnsupportedFormat {
                    format: "演示文稿（.pptx）",
                },
                () if has(&archive, "OFD.xml") => Refusal::UnsupportedFormat {
                    format: " OFD 版式",
                },
                () if has(&archive, "content.xml") => Refusal::UnsupportedFormat {
                    format: " OpenDocument ",
                },
                () if has(&archive, "[Content_Types].xml") => Refusal::BrokenDocx,
                () => Refusal::UnsupportedFormat {
                    format: "压缩包"
                },
            });
        }
        let mut unpacked = 0u64;
        for index in 0..archive.len() {
            let entry = archive
                .by_index_raw(index)
                .map_err(|_| Refusal::BrokenDocx)?;
            unpacked = unpacked.saturating_add(entry.size());
        }
        if unpacked > MAX_UNPACKED_BYTES {
            return Err(Refusal::ArchiveBomb);
        }
        Ok(Self { archive })
    }

    /// A part that must be there.
    pub(super) fn required_part(&mut self, name: &str) -> Result<String, Refusal> {
        self.part(name)?.ok_or(Refusal::BrokenDocx)
    }

    /// A part's XML, if the part is there. Unpacking stops at [`MAX_PART_BYTES`] whatever the
    /// container claims.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(Refusal::EncryptedOffice);
            }
            Err(_) => return Err(Refusal::BrokenDocx),
        };
        let mut bytes = Vec::new();
        entry
            .take(MAX_PART_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| Refusal::BrokenDocx)?;
        if bytes.len() as u64 > MAX_PART_BYTES {
            return Err(Refusal::ArchiveBomb);
        }
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return crate::encoding::decode(&bytes, None)
                .map(|(text, _)| Some(text))
                .map_err(|_| Refusal::BrokenDocx);
        }
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| Refusal::BrokenDocx)
    }
}
