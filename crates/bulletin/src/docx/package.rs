//! Parts into one file. Nothing of the machine, the day or a compressor's version gets into it: parts are stored,
//! not compressed, in their order, with the first instant that the format knows.

use crate::Refusal;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A part: its name in the package and its bytes.
pub(super) type Part = (&'static str, Vec<u8>);

/// The package. Errors: `file_not_written`.
pub(super) fn package(parts: &[Part]) -> Result<Vec<u8>, Refusal> {
    let failed = |_| Refusal::new("file_not_written");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in parts {
        zip.start_file(*name, options).map_err(failed)?;
        zip.write_all(bytes)
            .map_err(|_| Refusal::new("file_not_written"))?;
    }
    Ok(zip.finish().map_err(failed)?.into_inner())
}
