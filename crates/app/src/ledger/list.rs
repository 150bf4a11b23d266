//! The ledger as a list: filtered, sorted, page by page.

use super::{Row, Tally, as_of};
use crate::counting::{CountsOf, facts_of_all};
use crate::lights::{Basis, LightState, told};
use crate::list::within;
use crate::report::Marks;
use crate::{Actor, App, AsOf, Result, kinds};
use commitment::{Commitment, Record};
use jiff::civil::Date;
use org::{Action, Resource};
use profile::Profile;
use serde::Serialize;
use std::collections::HashMap;
use store::{Dimension, Filter, Loaded, Order};

/// Most rows of one page.
pub const PAGE_MAX: usize = store::MAX_PAGE;

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Which; statuses are not asked: the ledger is what is issued.
    pub filter: Filter,
    /// In which order.
    pub order: Order,
    /// Where the last page ended.
    pub after: Option<String>,
    /// Rows wanted, at most [`PAGE_MAX`]; 0 means 50.
    pub limit: usize,
    /// As known at a past moment.
    pub as_of: Option<AsOf>,
}

/// One page.
#[derive(Debug, Clone, Serialize)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
    /// How many there are in all, by colour.
    pub tally: Tally,
}

/// A page of the part of the ledger that the actor may see: five queries, however long the ledger.
pub async fn list(app: &App, actor: &Actor, query: &Query) -> Result<Page<Row>> {
    page(
        app,
        within(app, actor, &[(Action::List, Resource::Commitment)])?,
        query,
    )
    .await
}

/// A page narrowed to these units; none mean the whole district.
pub(super) async fn page(app: &App, within: Vec<String>, query: &Query) -> Result<Page<Row>> {
    let limit = if query.limit == 0 {
        50
    } else {
        query.limit.min(PAGE_MAX)
    };
    if let Some(then) = AsOf::past(query.as_of, app)? {
        let query = Query {
            filter: Filter {
                within,
                ..query.filter.clone()
            },
            ..query.clone()
        };
        return as_of::list(app, then, &query, limit).await;
    }
    let filter = Filter {
        statuses: vec!["issued".into()],
        within,
        ..query.filter.clone()
    };
    let page = app
        .store()
        .ledger_list(
            app.district(),
            &filter,
            query.order,
            query.after.as_deref(),
            limit,
        )
        .await?;
    let counts = app
        .store()
        .ledger_counts(app.district(), &filter, Dimension::Report)
        .await?;
    let marks = Marks::of(
        counts
            .iter()
            .map(|c| (c.key.clone(), c.year, c.title.clone())),
    );
    let ids: Vec<String> = page.rows.into_iter().map(|row| row.id).collect();
    Ok(Page {
        rows: rows(app, &ids, &marks).await?,
        next: page.next,
        tally: Tally::of(&counts),
    })
}

/// Their states.
pub(super) fn states(loaded: &[Loaded<Commitment>]) -> Vec<&Commitment> {
    loaded.iter().map(|one| &one.state).collect()
}

/// Rows of these commitments in this order, told for today: three queries, however many,
/// and one more where some are measured by cases.
pub(crate) async fn rows(app: &App, ids: &[String], marks: &Marks) -> Result<Vec<Row>> {
    let (store, district) = (app.store(), app.district());
    let commitments: Vec<Loaded<Commitment>> =
        store.load_many(district, kinds::COMMITMENT, ids).await?;
    let lights: Vec<Loaded<LightState>> = store.load_many(district, kinds::LIGHT, ids).await?;
    let records: Vec<Loaded<Record>> = store.records_of_many(district, ids).await?;
    let known = Known {
        lights,
        records: by_commitment(records),
        counts: facts_of_all(app, &states(&commitments)).await?,
    };
    let (profile, today) = (app.profile(), app.today());
    let row = |c: &Loaded<Commitment>| {
        let light = known.light(&profile, &c.state, today);
        Row {
            report: marks.mark(&c.state.report),
            ..Row::of(&profile, c.seq, &c.state, light.as_ref())
        }
    };
    Ok(commitments.iter().map(row).collect())
}

/// Lights, records and counted cases of some commitments.
pub(super) struct Known {
    pub lights: Vec<Loaded<LightState>>,
    pub records: HashMap<String, Vec<Record>>,
    pub counts: CountsOf,
}

impl Known {
    /// The light of a commitment, told for a day.
    pub fn light(&self, profile: &Profile, c: &Commitment, on: Date) -> Option<LightState> {
        let stored = self.lights.iter().find(|l| l.state.commitment == c.id)?;
        let records = self
            .records
            .get(&c.id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let by = Basis::new(records, self.counts.of(&c.id));
        Some(told(profile, &stored.state, c, by, on))
    }
}

pub(super) fn by_commitment(records: Vec<Loaded<Record>>) -> HashMap<String, Vec<Record>> {
    let mut grouped: HashMap<String, Vec<Record>> = HashMap::new();
    for record in records {
        grouped
            .entry(record.state.commitment.clone())
            .or_default()
            .push(record.state);
    }
    grouped
}
