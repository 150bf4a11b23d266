//! A reading as CSV, with a byte order mark so that spreadsheets read the Chinese.

use super::rows::{HEADING, rows};
use report::Reading;

/// The file's bytes.
pub fn write(reading: &Reading, text: &str) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(b"\xEF\xBB\xBF".to_vec());
    writer.write_record(HEADING)?;
    for row in rows(reading, text) {
        writer.write_record(row)?;
    }
    Ok(writer.into_inner()?)
}
