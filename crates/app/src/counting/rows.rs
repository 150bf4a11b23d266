//! A total of any day, and the cases it is made of.

use super::facts::facts_of_one;
use super::words::{MeasureWords, area, measure_words};
use crate::case::{self, Row};
use crate::journalled::parsed;
use crate::{Actor, App, AppError, Kind, Result, kinds};
use commitment::{CaseFacts, CaseTotal, Commitment, Counted, PlaceBy, Span, Status, Total};
use figure::Decimal;
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Serialize;
use store::case::{CaseFilter, CaseSort, CountedFor};
use store::kind::counted_id;
use store::{Loaded, Subject};

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
}

/// The total of a commitment on a day; none where it is not measured by cases.
pub(crate) fn total_of(
    app: &App,
    c: &Commitment,
    facts: &CaseFacts,
    on: Date,
) -> Option<CasesTotal> {
    let measure = c.cases.as_ref()?;
    (c.status == Status::Issued).then(|| CasesTotal {
        total: facts.total(c, on),
        cases: facts.cases(on),
        on,
        words: measure_words(app, measure),
    })
}

/// The cases behind the total of a commitment, now or at the end of a past day: those the asker may
/// see, masked as the list of cases is. Errors: not allowed, no such commitment, none measured by cases.
pub async fn rows(
    app: &App,
    actor: &Actor,
    id: &str,
    day: Option<Date>,
    after: Option<String>,
) -> Result<CountedCases> {
    let on = day.filter(|day| *day < app.today()).unwrap_or(app.today());
    let c = commitment_on(app, id, on).await?;
    app.require_on(actor, Action::View, Resource::Commitment, &c)?;
    let facts = facts_of_one(app, &c).await?;
    let total = total_of(app, &c, &facts, on);
    let (Some(total), Some(measure)) = (total, &c.cases) else {
        return Err(AppError::new(
            Kind::Unprocessable,
            "not_measured_by_cases",
            "这项任务不按案件计数",
            "This commitment is not measured by cases",
        ));
    };
    let query = case::Query {
        filter: CaseFilter {
            counted_for: Some(CountedFor {
                commitment: c.id.clone(),
                day: on.to_string(),
            }),
            ..CaseFilter::default()
        },
        order: CaseSort::Number.into(),
        after,
        limit: 0,
    };
    let own = [actor.unit.as_str()];
    let page = match app.may(actor, Action::List, Resource::Case, &own) {
        true => case::list(app, actor, &query).await?,
        false => case::Page {
            rows: vec![],
            next: None,
            total: 0,
        },
    };
    let ids: Vec<String> = page
        .rows
        .iter()
        .map(|row| counted_id(&c.id, &row.id))
        .collect();
    let counted: Vec<Loaded<Counted>> = app
        .store()
        .load_many(app.district(), kinds::COUNTED, &ids)
        .await?;
    let span_of = |case: &str| {
        let one = counted.iter().find(|one| one.state.case == case)?;
        one.state
            .spans
            .iter()
            .find(|span| stands(span, on))
            .cloned()
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
    })
}

async fn commitment_on(app: &App, id: &str, on: Date) -> Result<Commitment> {
    let missing = || AppError::not_found("这条任务", "commitment");
    if on == app.today() {
        let now: Loaded<Commitment> = app
            .load(kinds::COMMITMENT, id, ("这条任务", "commitment"))
            .await?;
        return Ok(now.state);
    }
    let until = crate::district::day_end(on)?;
    let subject = Subject::new(kinds::COMMITMENT, id);
    let then = app
        .store()
        .as_of_one(app.district(), &subject, until)
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
