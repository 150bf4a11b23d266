//! The commitments that other things belong to.

use crate::{App, Result, kinds};
use commitment::Commitment;
use std::collections::{BTreeSet, HashMap};
use store::Loaded;

/// By id: one query, however many things belong to the same commitment.
pub(crate) async fn commitments_of<'a>(
    app: &App,
    ids: impl Iterator<Item = &'a String>,
) -> Result<HashMap<String, Commitment>> {
    let ids: Vec<String> = ids.collect::<BTreeSet<_>>().into_iter().cloned().collect();
    let loaded: Vec<Loaded<Commitment>> = app
        .store()
        .load_many(app.district(), kinds::COMMITMENT, &ids)
        .await?;
    let by_id = loaded.into_iter().map(|c| (c.subject.id, c.state));
    Ok(by_id.collect())
}
