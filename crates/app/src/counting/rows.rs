//! A total of any day, and the cases it is made of.

use super::facts::{facts_of_one, facts_then};
use super::words::{MeasureWords, area, measure_words};
use crate::case::{self, Row};
use crate::journalled::parsed;
use crate::{Actor, App, AppError, AsOf, Kind, Result, kinds};
use commitment::{CaseTotal, Commitment, Counted, Counts, PlaceBy, Span, Status, Total};
use figure::Decimal;
use jiff::Timestamp;
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Serialize;
use store::case::{CaseFilter, CaseSort, CountedFor};
use store::kind::counted_id;
use store::{Loaded, Subject};

/// Rows of a page at an instant.
const PAGE_ROWS: usize = 50;

/// What cases add up to for a commitment on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CasesTotal {
    /// The total in the target's unit.
    pub total: Total,
    /// How many cases stand behind it.
    pub cases: u64,
    /// The day.
    pub on: Date,
    /// What counts, in words.
    pub words: MeasureWords,
}

/// One case that counted.
#[derive(Debug, Clone, Serialize)]
pub struct CountedRow {
    /// The case, as it is now.
    pub case: Row,
    /// The day it was verified.
    pub verified_on: Date,
    /// The day from which it counted.
    pub counted_from: Date,
    /// The day from which it no longer did, where that has come since.
    pub counted_until: Option<Date>,
    /// The number it added, in the measure's unit; none where it has none or none is summed.
    pub amount: Option<Decimal>,
    /// Its place, where places are counted.
    pub place: Option<String>,
}

/// A page of the cases behind a total.
#[derive(Debug, Clone, Serialize)]
pub struct CountedCases {
    /// The commitment.
    pub commitment: String,
    /// Its number in the report.
    pub no: u32,
    /// Its short name.
    pub title: String,
    /// The total.
    pub total: CasesTotal,
    /// What adds up, by code: `count`, `places`, `sum`.
    pub adds_up: &'static str,
    /// The unit that amounts are in, where a field is summed.
    pub unit: Option<String>,
    /// Those of the cases that the asker may see.
    pub rows: Vec<CountedRow>,
    /// How many of them the asker may see, counted up to 10,000.
    pub visible: i64,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
    /// The past moment shown; none is now.
    pub as_of: Option<AsOf>,
}

/// The total of a commitment on a day; none where it is not measured by cases.
pub(crate) fn total_of(app: &App, c: &Commitment, counts: &Counts, on: Date) -> Option<CasesTotal> {
    let measure = c.cases.as_ref()?;
    (c.status == Status::Issued).then(|| CasesTotal {
        total: counts.cases.total(c, on),
        cases: counts.cases.cases(on),
        on,
        words: measure_words(app, measure),
    })
}

/// The cases behind the total of a commitment, now or at a past moment: those the asker may see,
/// masked as the list of cases is. Errors: not allowed, `as_of.future`, no such commitment, none
/// measured by cases.
pub async fn rows(
    app: &App,
    actor: &Actor,
    id: &str,
    asked: Option<AsOf>,
    after: Option<String>,
) -> Result<CountedCases> {
    let past = AsOf::past(asked, app)?;
    let on = past.map_or_else(|| app.today(), AsOf::day);
    let c = commitment_then(app, id, past).await?;
    app.require_on(actor, Action::View, Resource::Commitment, &c)?;
    let facts = match past {
        None => facts_of_one(app, &c).await?,
        Some(past) => facts_then(app, &[&c], past).await?.of(&c.id).clone(),
    };
    let total = total_of(app, &c, &facts, on);
    let (Some(total), Some(measure)) = (total, &c.cases) else {
        return Err(AppError::new(
            Kind::Unprocessable,
            "not_measured_by_cases",
            "这项任务不按案件计数",
            "This commitment is not measured by cases",
        ));
    };
    let (page, counted) = match past {
        Some(AsOf::Instant(at)) => known_then(app, actor, &c.id, (at, on), after).await?,
        _ => on_day(app, actor, &c.id, on, after).await?,
    };
    let span_of = |case: &str| {
        let one = counted.iter().find(|one| one.case == case)?;
        one.spans.iter().find(|span| stands(span, on)).cloned()
    };
    let rows = page.rows.into_iter().filter_map(|case| {
        let span = span_of(&case.id)?;
        Some(CountedRow {
            verified_on: span.share.date,
            counted_from: span.known_on,
            counted_until: span.withdrawn_on,
            amount: span.share.amount,
            place: span
                .share
                .place
                .map(|place| place_name(app, &measure.total, &case, place)),
            case,
        })
    });
    Ok(CountedCases {
        commitment: c.id.clone(),
        no: c.no,
        title: c.title.clone(),
        adds_up: measure.total.code(),
        unit: match &measure.total {
            CaseTotal::Sum { unit, .. } => Some(unit.clone()),
            CaseTotal::Count | CaseTotal::Places { .. } => None,
        },
        rows: rows.collect(),
        visible: page.total,
        next: page.next,
        total,
        as_of: past,
    })
}

type Found = (case::Page, Vec<Counted>);

/// A page of the cases that counted at the end of a day, with how.
async fn on_day(
    app: &App,
    actor: &Actor,
    commitment: &str,
    on: Date,
    after: Option<String>,
) -> Result<Found> {
    let filter = CaseFilter {
        counted_for: Some(CountedFor {
            commitment: commitment.to_owned(),
            day: on.to_string(),
        }),
        ..CaseFilter::default()
    };
    let page = listed(app, actor, filter, after, 0).await?;
    let ids: Vec<String> = page
        .rows
        .iter()
        .map(|row| counted_id(commitment, &row.id))
        .collect();
    let counted: Vec<Loaded<Counted>> = app
        .store()
        .load_many(app.district(), kinds::COUNTED, &ids)
        .await?;
    Ok((page, counted.into_iter().map(|one| one.state).collect()))
}

/// The same at an instant, by the journal up to it; in the order in which the cases came in. A day's
/// columns cannot tell the morning from the evening.
async fn known_then(
    app: &App,
    actor: &Actor,
    commitment: &str,
    (at, on): (Timestamp, Date),
    after: Option<String>,
) -> Result<Found> {
    let all = app
        .store()
        .as_of(app.district(), kinds::COUNTED, at)
        .await?;
    let mut counted: Vec<Counted> = vec![];
    for one in all {
        let one: Counted = parsed(one.state)?;
        let counts = one.spans.iter().any(|span| stands(span, on));
        if one.commitment == commitment && counts {
            counted.push(one);
        }
    }
    counted.sort_by(|a, b| a.case.cmp(&b.case));
    let mut found = case::Page {
        rows: vec![],
        next: None,
        total: 0,
    };
    for some in counted.chunks(store::MAX_PAGE) {
        let filter = CaseFilter {
            ids: some.iter().map(|one| one.case.clone()).collect(),
            ..CaseFilter::default()
        };
        let page = listed(app, actor, filter, None, store::MAX_PAGE).await?;
        found.total += page.total;
        found.rows.extend(page.rows);
    }
    found.rows.sort_by(|a, b| a.id.cmp(&b.id));
    found
        .rows
        .retain(|row| after.as_ref().is_none_or(|after| row.id > *after));
    if found.rows.len() > PAGE_ROWS {
        found.rows.truncate(PAGE_ROWS);
        found.next = found.rows.last().map(|row| row.id.clone());
    }
    Ok((found, counted))
}

/// Cases that the asker may list; none for those who list none.
async fn listed(
    app: &App,
    actor: &Actor,
    filter: CaseFilter,
    after: Option<String>,
    limit: usize,
) -> Result<case::Page> {
    let own = [actor.unit.as_str()];
    if !app.may(actor, Action::List, Resource::Case, &own) {
        return Ok(case::Page {
            rows: vec![],
            next: None,
            total: 0,
        });
    }
    let query = case::Query {
        filter,
        order: CaseSort::Number.into(),
        after,
        limit,
    };
    case::list(app, actor, &query).await
}

pub(super) async fn commitment_then(app: &App, id: &str, past: Option<AsOf>) -> Result<Commitment> {
    let missing = || AppError::not_found("这条任务", "commitment");
    let Some(past) = past else {
        let now: Loaded<Commitment> = app
            .load(kinds::COMMITMENT, id, ("这条任务", "commitment"))
            .await?;
        return Ok(now.state);
    };
    let subject = Subject::new(kinds::COMMITMENT, id);
    let then = app
        .store()
        .as_of_one(app.district(), &subject, past.until()?)
        .await?;
    let then: Commitment = parsed(then.ok_or_else(missing)?.state)?;
    (then.status == Status::Issued)
        .then_some(then)
        .ok_or_else(missing)
}

fn stands(span: &Span, on: Date) -> bool {
    span.known_on <= on && span.withdrawn_on.is_none_or(|day| on < day)
}

/// An address is shown as the case has it.
fn place_name(app: &App, total: &CaseTotal, case: &Row, place: String) -> String {
    match total {
        CaseTotal::Places {
            by: PlaceBy::Address,
        } => case.address.clone(),
        _ => area(app, &place),
    }
}
