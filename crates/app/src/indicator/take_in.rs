//! The profile's definitions and breaks taken into the journal when a store is opened: what is new or has a
//! later version becomes a change with its instant; nothing that was taken in before is altered.

use super::step::context;
use crate::change_of::{changed, made};
use crate::{App, Result, kinds};
use indicator::Indicator;
use indicator::definition::{define, mark_break, revise};
use std::collections::BTreeMap;
use store::Loaded;

/// Journals what the stored definitions lack.
pub(crate) async fn take_in(app: &App) -> Result<()> {
    let profile = app.profile();
    if profile.indicators.definitions.is_empty() {
        return Ok(());
    }
    let limit = i64::try_from(super::held::INDICATORS_MAX).unwrap_or(i64::MAX);
    let stored: Vec<Loaded<Indicator>> = app
        .store()
        .all_of(app.district(), kinds::INDICATOR, limit)
        .await?;
    let before: BTreeMap<String, Loaded<Indicator>> = stored
        .into_iter()
        .map(|one| (one.subject.id.clone(), one))
        .collect();
    let ctx = context(app, &app.system());
    let mut after: BTreeMap<&str, Indicator> = BTreeMap::new();
    for read in &profile.indicators.definitions {
        let code = read.terms.code.as_str();
        let known = after
            .get(code)
            .or_else(|| before.get(code).map(|one| &one.state));
        let next = match known {
            None => define(&read.terms, &ctx)?,
            Some(known) if is_later(known, read) => revise(known, read, &ctx)?,
            Some(_) => continue,
        };
        after.insert(code, next);
    }
    for (code, cmd) in &profile.indicators.breaks {
        let known = after
            .get(code.as_str())
            .or_else(|| before.get(code).map(|one| &one.state));
        let same = |b: &indicator::SeriesBreak| b.from == cmd.from && b.place == cmd.place;
        if let Some(known) = known.filter(|known| !known.breaks.iter().any(same)) {
            let next = mark_break(known, cmd, &ctx)?;
            after.insert(code, next);
        }
    }
    let change = |(code, next): (&str, Indicator)| match before.get(code) {
        None => made(kinds::INDICATOR, code, "indicator.take_in", &next),
        Some(old) => changed(old, "indicator.change", None, &next),
    };
    let changes: Vec<store::Change> = after.into_iter().map(change).collect();
    if !changes.is_empty() {
        tracing::info!(changes = changes.len(), "indicators taken in");
        app.append(&app.system(), changes).await?;
    }
    Ok(())
}

/// Whether the file has a version that begins after the last one known.
fn is_later(known: &Indicator, read: &indicator::definition::Revise) -> bool {
    let latest = known.latest();
    latest.is_some_and(|latest| latest.valid_from < read.terms.valid_from)
}
