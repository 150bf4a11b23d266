//! Online copies of a store.

use super::{connect, failed};
use crate::error::StoreError;
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::path::Path;
use std::time::Duration;

/// Pages copied at a time (4 KiB each), so that writers are hardly held up.
const PAGES: i32 = 1_024;

/// Copies `from` to `to` page by page; `to` appears under its name only when complete.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    let partial = to.with_extension("partial");
    let source = connect(from)?;
    let mut target = Connection::open(&partial).map_err(failed)?;
    Backup::new(&source, &mut target)
        .and_then(|backup| backup.run_to_completion(PAGES, Duration::from_millis(1), None))
        .map_err(failed)?;
    target.close().map_err(|(_, error)| failed(error))?;
    let renamed = std::fs::File::open(&partial)
        .and_then(|file| file.sync_all())
        .and_then(|()| std::fs::rename(&partial, to));
    renamed.map_err(|error| StoreError::Unavailable(error.to_string()))
}
