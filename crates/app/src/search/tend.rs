//! The index is kept small and whole while nobody looks.

use crate::{App, Result};
use store::search::GATHER_FROM;

/// Gathers what changed of late into blocks, and makes the index of a store that never had one.
/// Meant to be run every minute.
pub async fn tend(app: &App) -> Result<()> {
    let (store, here) = (app.store(), app.district());
    if store.search_is_missing(here).await? {
        tracing::info!("the search index is made");
        let made = store.search_rebuild(here, |_| ()).await?;
        tracing::info!(records = made.records, "the search index is made");
    }
    store.search_gather(here, GATHER_FROM).await?;
    Ok(())
}

/// Gathers all that changed: what was erased is then in no block either.
pub(crate) async fn erase(app: &App) -> Result<()> {
    app.store().search_gather(app.district(), 0).await?;
    Ok(())
}
