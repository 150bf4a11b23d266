//! What counts, read from the store: no query for commitments that no case counts for.

use crate::{App, AppError, AsOf, Kind, Result};
use commitment::{CaseFact, CaseFacts, Commitment, Counted, MeasuredBy, Share, Span};
use std::collections::HashMap;
use store::case::CountedGroup;

/// What counts, by commitment.
#[derive(Debug, Default)]
pub(crate) struct CasesOf(HashMap<String, CaseFacts>);

impl CasesOf {
    /// What counts for one.
    pub(crate) fn of(&self, commitment: &str) -> &CaseFacts {
        static NONE: std::sync::LazyLock<CaseFacts> = std::sync::LazyLock::new(CaseFacts::default);
        self.0.get(commitment).unwrap_or(&NONE)
    }
}

/// What counts for those that are measured by cases: a query for every 500 of them.
pub(crate) async fn facts_of_all(app: &App, commitments: &[&Commitment]) -> Result<CasesOf> {
    let ids: Vec<String> = commitments
        .iter()
        .filter(|c| c.measured_by == MeasuredBy::Cases)
        .map(|c| c.id.clone())
        .collect();
    let mut groups: HashMap<String, Vec<CaseFact>> = HashMap::new();
    for some in ids.chunks(store::MAX_LOAD) {
        for group in app.store().counted_groups(app.district(), some).await? {
            let fact = fact(&group).ok_or_else(unreadable)?;
            groups.entry(group.commitment).or_default().push(fact);
        }
    }
    let facts = groups
        .into_iter()
        .map(|(id, groups)| (id, CaseFacts::new(groups)));
    Ok(CasesOf(facts.collect()))
}

/// What counted for those at a past moment: of a day by the days that spans carry, of an instant by
/// the journal up to it.
pub(crate) async fn facts_then(
    app: &App,
    commitments: &[&Commitment],
    then: AsOf,
) -> Result<CasesOf> {
    let AsOf::Instant(instant) = then else {
        return facts_of_all(app, commitments).await;
    };
    if !commitments
        .iter()
        .any(|c| c.measured_by == MeasuredBy::Cases)
    {
        return Ok(CasesOf::default());
    }
    let counted = app
        .store()
        .as_of(app.district(), crate::kinds::COUNTED, instant)
        .await?;
    let mut facts: HashMap<String, CaseFacts> = HashMap::new();
    for one in counted {
        let one: Counted = crate::journalled::parsed(one.state)?;
        facts
            .entry(one.commitment.clone())
            .or_default()
            .replace(None, &one);
    }
    Ok(CasesOf(facts))
}

/// What counts for one.
pub(crate) async fn facts_of_one(app: &App, commitment: &Commitment) -> Result<CaseFacts> {
    let found = facts_of_all(app, &[commitment]).await?;
    Ok(found.of(&commitment.id).clone())
}

fn fact(group: &CountedGroup) -> Option<CaseFact> {
    let amount = group.amount.as_deref().map(str::parse).transpose();
    Some(CaseFact {
        span: Span {
            share: Share {
                date: group.day.parse().ok()?,
                amount: amount.ok()?,
                place: group.place.clone(),
            },
            known_on: group.known_day.parse().ok()?,
            withdrawn_on: group
                .until_day
                .as_deref()
                .map(str::parse)
                .transpose()
                .ok()?,
        },
        cases: u64::try_from(group.cases).ok()?,
    })
}

fn unreadable() -> AppError {
    AppError::new(
        Kind::Unavailable,
        "cases.unreadable",
        "案件计数无法读取，请联系系统管理员",
        "What cases count for cannot be read",
    )
}
