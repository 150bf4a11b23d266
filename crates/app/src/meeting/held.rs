//! Meetings, items and reviews of the district, kept in memory; only what changed is read again.

use crate::{App, Result, kinds};
use meeting::{Item, Meeting, Review};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use store::Loaded;

/// Most subjects of one kind: some twenty years of weeks with a hundred items each.
const SUBJECTS_MAX: i64 = 100_000;

/// Subjects of one kind by id.
pub(super) type All<T> = BTreeMap<String, Arc<Loaded<T>>>;

/// As last read.
#[derive(Default)]
pub(crate) struct Cache {
    meetings: Mutex<Arc<All<Meeting>>>,
    items: Mutex<Arc<All<Item>>>,
    reviews: Mutex<Arc<All<Review>>>,
}

/// Meetings by their week: one query, one more after changes.
pub(super) async fn meetings(app: &App) -> Result<Arc<All<Meeting>>> {
    fresh(app, kinds::MEETING, &app.meetings().meetings).await
}

/// Items by id: one query, one more after changes.
pub(super) async fn items(app: &App) -> Result<Arc<All<Item>>> {
    fresh(app, kinds::MEETING_ITEM, &app.meetings().items).await
}

/// Issued reviews by their ten days: one query, one more after changes.
pub(super) async fn reviews(app: &App) -> Result<Arc<All<Review>>> {
    fresh(app, kinds::TEN_DAY_REVIEW, &app.meetings().reviews).await
}

/// The states of open items.
pub(super) fn open(items: &All<Item>) -> Vec<Item> {
    let open = items.values().filter(|one| one.state.ending.is_none());
    open.map(|one| one.state.clone()).collect()
}

async fn fresh<T: DeserializeOwned>(
    app: &App,
    kind: &'static str,
    cache: &Mutex<Arc<All<T>>>,
) -> Result<Arc<All<T>>> {
    let (store, district) = (app.store(), app.district());
    let versions = store.versions_of(district, kind, SUBJECTS_MAX).await?;
    let known = cache.lock().map(|held| held.clone()).unwrap_or_default();
    let newer = |(id, seq): &&(String, i64)| known.get(id).map(|one| one.seq) != Some(*seq);
    let ids: Vec<String> = versions.iter().filter(newer).map(|v| v.0.clone()).collect();
    if ids.is_empty() && versions.len() == known.len() {
        return Ok(known);
    }
    let mut all: All<T> = known
        .iter()
        .map(|(id, one)| (id.clone(), one.clone()))
        .collect();
    for ids in ids.chunks(store::MAX_LOAD) {
        let read: Vec<Loaded<T>> = store.load_many(district, kind, ids).await?;
        for one in read {
            all.insert(one.subject.id.clone(), Arc::new(one));
        }
    }
    let fresh = Arc::new(all);
    if let Ok(mut held) = cache.lock() {
        *held = fresh.clone();
    }
    Ok(fresh)
}
