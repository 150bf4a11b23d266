//! Cases by pages, within what the asker may see.

use super::place_in::{self, PlaceIn};
use super::reach;
use super::row::Row;
use crate::duty::in_force;
use crate::{Actor, App, AppError, Result};
use casework::Phase;
use org::Action;
use serde::Serialize;
use store::case::{CaseFilter, CaseOrder, CaseSort, MapBox, Mark};

/// Rows of a page where none are asked for.
const ROWS: usize = 50;
/// Open cases are counted up to this many; they are few, and in indexes of their own.
const OPEN_COUNTED_MAX: usize = 10_000;
/// Where ended ones are meant too, or words are looked for, each counted one may have to be looked up.
const COUNTED_MAX: usize = 500;
/// Half a side of the part of the map that is near, in degrees of latitude: about 110 m.
const NEAR_DEGREES: f64 = 0.001;
/// Most cases shown as near.
const NEAR_MAX: usize = 8;

/// What to list. The scope in the filter is set here, whatever is given.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Which.
    pub filter: CaseFilter,
    /// In which order.
    pub order: CaseOrder,
    /// Where the last page ended.
    pub after: Option<String>,
    /// Rows wanted; 0 means 50.
    pub limit: usize,
}

/// One page.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Row>,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
    /// How many there are, counted up to 10,000 where only open ones are meant and no words are looked for,
    /// else up to 500.
    pub total: i64,
}

/// A page of cases that the actor may see: three queries, however many there are.
pub async fn list(app: &App, actor: &Actor, query: &Query) -> Result<Page> {
    page(app, actor, query, &[Action::List], true).await
}

pub(super) async fn page(
    app: &App,
    actor: &Actor,
    query: &Query,
    rights: &[Action],
    counted: bool,
) -> Result<Page> {
    let filter = CaseFilter {
        scope: reach::scope(app, actor, rights)?,
        ..query.filter.clone()
    };
    read(app, &filter, query, counted).await
}

/// A page by the filter alone: for what somebody filed, whoever the caller has made sure of.
pub(crate) async fn own_page(app: &App, query: &Query) -> Result<Page> {
    read(app, &query.filter, query, true).await
}

/// How many there are by the filter alone, counted as a page's.
pub(crate) async fn own_count(app: &App, filter: &CaseFilter) -> Result<i64> {
    let (store, district) = (app.store(), app.district());
    let max = counted_max(filter);
    Ok(store.case_count_up_to(district, filter, max).await?)
}

fn counted_max(filter: &CaseFilter) -> usize {
    match filter.only_open() && filter.text.is_none() {
        true => OPEN_COUNTED_MAX,
        false => COUNTED_MAX,
    }
}

async fn read(app: &App, filter: &CaseFilter, query: &Query, counted: bool) -> Result<Page> {
    let limit = match query.limit {
        0 => ROWS,
        asked => asked.min(store::MAX_PAGE),
    };
    let (store, district) = (app.store(), app.district());
    let (after, max) = (query.after.as_deref(), counted_max(filter));
    let titled = store.case_titled(district, filter, query.order, (after, limit), max);
    let (found, total) = match titled.await? {
        Some(found) => found,
        None => {
            let found = store.case_list(district, filter, query.order, after, limit);
            let found = found.await?;
            let total = match counted {
                true => own_count(app, filter).await?,
                false => 0,
            };
            (found, total)
        }
    };
    let duties = in_force(app, app.today()).await?;
    let (profile, now) = (app.profile(), app.now());
    let row = |r| Row::of(&profile, &duties, r, now);
    Ok(Page {
        rows: found.rows.iter().map(row).collect(),
        next: found.next,
        total,
    })
}

/// A queue of the loop: `dispatch` (waits to be dispatched), `verify` (waits to be verified),
/// `approve` (something waits for approval), `arbitrate` (returns to be decided), `intake` (waits
/// to be taken in). The first due first. Errors: `case.queue`.
pub async fn queue(app: &App, actor: &Actor, which: &str, after: Option<String>) -> Result<Page> {
    let profile = app.profile();
    let centre = profile
        .district
        .casework
        .as_ref()
        .map(|c| c.centre.to_string());
    let of_centre = |phases: &[Phase]| CaseFilter {
        without: vec![Mark::Carried],
        phases: phases.iter().map(|p| p.code().to_owned()).collect(),
        owners: centre.clone().into_iter().collect(),
        open: Some(true),
        ..CaseFilter::default()
    };
    let filter = match which {
        "intake" => of_centre(&[Phase::Collect, Phase::Register]),
        "dispatch" => of_centre(&[Phase::Dispatch]),
        "verify" => of_centre(&[Phase::Feedback, Phase::Verify, Phase::Confirm]),
        "approve" => CaseFilter {
            marks: vec![Mark::Pending],
            without: vec![Mark::Carried],
            open: Some(true),
            ..CaseFilter::default()
        },
        "arbitrate" => CaseFilter {
            states: arbitrated(app),
            without: vec![Mark::Carried],
            open: Some(true),
            ..CaseFilter::default()
        },
        _ => {
            return Err(AppError::field(
                "queue",
                "case.queue",
                "没有这个队列",
                "No such queue",
            ));
        }
    };
    let query = Query {
        filter,
        order: CaseSort::Due.into(),
        after,
        limit: ROWS,
    };
    list(app, actor, &query).await
}

/// States out of which an arbitration leads.
fn arbitrated(app: &App) -> Vec<String> {
    let profile = app.profile();
    let mut states: Vec<String> = profile
        .case_types
        .iter()
        .flat_map(|k| &k.actions)
        .filter(|a| a.effect == casework::Effect::Arbitrate)
        .flat_map(|a| a.from.clone())
        .collect();
    states.sort();
    states.dedup();
    // Where no type arbitrates, no state is meant instead of every state.
    if states.is_empty() {
        states.push(String::new());
    }
    states
}

/// Open cases near a point of WGS 84, the newest first: shown before somebody files the same.
pub async fn nearby(app: &App, actor: &Actor, lon: f64, lat: f64) -> Result<Vec<Row>> {
    let query = Query {
        filter: CaseFilter {
            open: Some(true),
            inside: Some(MapBox {
                west: lon - NEAR_DEGREES,
                south: lat - NEAR_DEGREES,
                east: lon + NEAR_DEGREES,
                north: lat + NEAR_DEGREES,
            }),
            ..CaseFilter::default()
        },
        limit: NEAR_MAX,
        ..Query::default()
    };
    Ok(page(app, actor, &query, &[Action::List], false).await?.rows)
}

/// As [`nearby`], for a place as typed: a point, or an address that the gazetteer is sure of.
pub async fn near_place(app: &App, actor: &Actor, place: &PlaceIn) -> Result<Vec<Row>> {
    let found = place_in::resolve(&app.profile(), place, app.today())?;
    match (found.lon, found.lat) {
        (Some(lon), Some(lat)) => nearby(app, actor, lon, lat).await,
        _ => Ok(vec![]),
    }
}
