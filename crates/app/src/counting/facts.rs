//! What counts, read from the store: no query for commitments that neither cases nor projects count for.

use super::indicators;
use super::projects::{self, projects_then};
use crate::indicator::Measured;
use crate::project::held;
use crate::{App, AppError, AsOf, Kind, Result};
use commitment::{CaseFact, CaseFacts, Commitment, Counted, Counts, MeasuredBy, Share, Span};
use std::collections::HashMap;
use store::case::CountedGroup;

/// What counts, by commitment.
#[derive(Debug, Default)]
pub(crate) struct CountsOf(HashMap<String, Counts>);

impl CountsOf {
    /// What counts for one.
    pub(crate) fn of(&self, commitment: &str) -> &Counts {
        static NONE: std::sync::LazyLock<Counts> = std::sync::LazyLock::new(Counts::default);
        self.0.get(commitment).unwrap_or(&NONE)
    }
}

/// What counts for those that are measured by cases, a query for every 500 of them, and by projects, one
/// small query for all.
pub(crate) async fn facts_of_all(app: &App, commitments: &[&Commitment]) -> Result<CountsOf> {
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
        .map(|(id, groups)| (id, Counts::from(CaseFacts::new(groups))));
    let mut counts: HashMap<String, Counts> = facts.collect();
    if any(commitments, MeasuredBy::Projects) {
        let held = held(app).await?;
        by_projects(&mut counts, commitments, &held.all);
    }
    if any(commitments, MeasuredBy::Indicators) {
        by_indicators(app, &mut counts, commitments, &Measured::load(app).await?);
    }
    Ok(CountsOf(counts))
}

/// What counted for those at a past moment: of a day by the days that spans carry, of an instant by
/// the journal up to it.
pub(crate) async fn facts_then(
    app: &App,
    commitments: &[&Commitment],
    then: AsOf,
) -> Result<CountsOf> {
    let AsOf::Instant(instant) = then else {
        return facts_of_all(app, commitments).await;
    };
    let mut counts = HashMap::new();
    if any(commitments, MeasuredBy::Projects) {
        let then = projects_then(app, instant).await?;
        by_projects(&mut counts, commitments, &then);
    }
    if any(commitments, MeasuredBy::Indicators) {
        let then = Measured::then(app, instant).await?;
        by_indicators(app, &mut counts, commitments, &then);
    }
    if !any(commitments, MeasuredBy::Cases) {
        return Ok(CountsOf(counts));
    }
    let counted = app
        .store()
        .as_of(app.district(), crate::kinds::COUNTED, instant)
        .await?;
    for one in counted {
        let one: Counted = crate::journalled::parsed(one.state)?;
        let of: &mut Counts = counts.entry(one.commitment.clone()).or_default();
        of.cases.replace(None, &one);
    }
    Ok(CountsOf(counts))
}

/// What counts for one.
pub(crate) async fn facts_of_one(app: &App, commitment: &Commitment) -> Result<Counts> {
    let found = facts_of_all(app, &[commitment]).await?;
    Ok(found.of(&commitment.id).clone())
}

fn any(commitments: &[&Commitment], source: MeasuredBy) -> bool {
    commitments.iter().any(|c| c.measured_by == source)
}

fn by_projects(
    counts: &mut HashMap<String, Counts>,
    commitments: &[&Commitment],
    all: &[project::Project],
) {
    let measured = commitments.iter();
    for c in measured.filter(|c| c.measured_by == MeasuredBy::Projects) {
        counts.insert(c.id.clone(), Counts::from(projects::facts(c, all)));
    }
}

fn by_indicators(
    app: &App,
    counts: &mut HashMap<String, Counts>,
    commitments: &[&Commitment],
    series: &Measured,
) {
    let measured = commitments.iter();
    for c in measured.filter(|c| c.measured_by == MeasuredBy::Indicators) {
        counts.insert(
            c.id.clone(),
            Counts::from(indicators::facts(app, c, series)),
        );
    }
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
