//! The earlier cases of somebody who calls, found by a keyed digest of the number.

use super::row::Row;
use super::{Query, reach};
use crate::{Actor, App, Result};
use jiff::{SignedDuration, Timestamp};
use org::{Action, Resource};
use serde::Serialize;
use std::collections::BTreeMap;

/// Most earlier cases shown.
const EARLIER_MAX: i64 = 20;
/// A number has at least this many digits.
const DIGITS_MIN: usize = 7;

/// Somebody who reported several times lately, masked.
#[derive(Debug, Clone, Serialize)]
pub struct Repeated {
    /// Masked name; empty where none was given.
    pub name: String,
    /// Masked telephone.
    pub phone: String,
    /// When last.
    pub last: Timestamp,
    /// The cases, the latest first; at most 20. Who it is, is asked on the page of a case.
    pub rows: Vec<Row>,
}

/// Days looked back for repeated reports.
pub const REPEATED_DAYS: i64 = 90;
/// From so many reports on somebody is on the list.
pub const REPEATED_LEAST: i64 = 3;
/// People of the list.
const REPEATED_MAX: i64 = 50;

/// People who reported three times or more within ninety days, who reported last first: so that somebody
/// looks for what lies behind. Nobody is counted against another. For those who may know any reporter of
/// the district; five queries. Errors: `auth.forbidden`.
pub async fn repeated(app: &App, actor: &Actor) -> Result<Vec<Repeated>> {
    app.require(actor, Action::Unmask, Resource::Case, &[])?;
    let since = app.now() - SignedDuration::from_hours(24 * REPEATED_DAYS);
    let since_ms = since.as_millisecond();
    let (store, district) = (app.store(), app.district());
    let found = store
        .repeated_callers(district, since_ms, REPEATED_LEAST, REPEATED_MAX)
        .await?;
    let callers: Vec<String> = found.iter().map(|(caller, _, _)| caller.clone()).collect();
    let reports = store
        .subjects_of_callers(district, &callers, since_ms)
        .await?;
    let mut of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (caller, case) in &reports {
        let cases = of.entry(caller).or_default();
        if cases.len() < EARLIER_MAX as usize {
            cases.push(case);
        }
    }
    let wanted: Vec<String> = of.values().flatten().map(|id| (*id).to_owned()).collect();
    let filter = super::Filter {
        ids: wanted.iter().take(store::MAX_PAGE).cloned().collect(),
        ..Default::default()
    };
    let query = Query {
        limit: store::MAX_PAGE,
        filter,
        ..Query::default()
    };
    if wanted.is_empty() {
        return Ok(vec![]);
    }
    let rows = super::list::page(app, actor, &query, &[Action::List], false)
        .await?
        .rows;
    let cases = super::several(app, &query.filter.ids).await?;
    let one = |(caller, _, last): &(String, i64, i64)| {
        let ids = of.get(caller.as_str())?;
        let rows: Vec<Row> = ids
            .iter()
            .filter_map(|id| rows.iter().find(|row| row.id == *id).cloned())
            .collect();
        let known = cases
            .iter()
            .filter(|case| ids.contains(&case.subject.id.as_str()));
        let reporter = known
            .filter_map(|case| case.state.reporter.as_ref())
            .next()?;
        Some(Repeated {
            name: reporter.masked_name.clone(),
            phone: reporter.masked_phone.clone(),
            last: Timestamp::from_millisecond(*last).unwrap_or_default(),
            rows,
        })
    };
    Ok(found.iter().filter_map(one).collect())
}

/// Earlier cases of a caller, the newest first, among those the actor may see. Nothing is found by
/// a part of a number.
pub async fn earlier(app: &App, actor: &Actor, phone: &str) -> Result<Vec<Row>> {
    app.require(
        actor,
        Action::Create,
        Resource::Case,
        &[actor.unit.as_str()],
    )?;
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    if digits < DIGITS_MIN {
        return Ok(vec![]);
    }
    let caller = app.sealer().caller(phone);
    let ids = app
        .store()
        .subjects_of_caller(app.district(), &caller, EARLIER_MAX)
        .await?;
    let cases: Vec<store::Loaded<casework::Case>> = app
        .store()
        .load_many(app.district(), crate::kinds::CASE, &ids)
        .await?;
    let mut rows = vec![];
    for case in cases {
        if !reach::may(app, actor, Action::View, &case.state) {
            continue;
        }
        let query = Query {
            filter: super::Filter {
                number: Some(case.state.number.clone()),
                ..Default::default()
            },
            limit: 1,
            ..Query::default()
        };
        let found = super::list::page(app, actor, &query, &[Action::List], false).await?;
        rows.extend(found.rows);
    }
    Ok(rows)
}
