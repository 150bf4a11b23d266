//! The ten-day review: drafted from what was promised, issued once by the office, and kept as it was known then.

use super::facts::facts;
use super::held::{items, reviews};
use super::step::context;
use super::view::{href, unit_words};
use crate::change_of::made;
use crate::review::Versioned;
use crate::{Actor, App, AppError, Kind, Result, kinds};
use figure::{Decimal, Period};
use indicator::cadence::{before, xun_of};
use jiff::Timestamp;
use jiff::civil::Date;
use meeting::{IssueReview, Item, Review, ReviewLine, Sums};
use org::{Action, Resource};
use serde::Serialize;
use std::collections::BTreeSet;

/// Reviews set beside one.
const BESIDE: usize = 3;
/// Drafts offered in the list: the last ten days that are over.
const DRAFTS: usize = 3;
/// Issued reviews of the list: ten years.
const SHOWN_MAX: usize = 360;

/// A review as a row.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewRow {
    /// The ten days: 2026-11-X2.
    pub id: String,
    /// In words.
    pub xun_zh: String,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// How many days: 8 to 11.
    pub days: i64,
    /// The day as known on; none while it is a draft.
    pub issued_on: Option<Date>,
    /// Sums; of an issued one as issued, none of a draft in the list.
    pub sums: Option<Sums>,
    /// What was learned; empty of a draft.
    pub learned: String,
}

/// A review with its lines.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewView {
    /// As a row.
    #[serde(flatten)]
    pub row: ReviewRow,
    /// The day as known on.
    pub known_on: Date,
    /// Promises that fell due.
    pub lines: Vec<Compared>,
    /// Who issued it, and when.
    pub issued: Option<Issued>,
    /// The last three issued before it.
    pub beside: Vec<ReviewRow>,
    /// `issue`: this person may issue it now.
    pub may: Vec<&'static str>,
}

/// Who issued a review.
#[derive(Debug, Clone, Serialize)]
pub struct Issued {
    /// Name.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A promise set against what came.
#[derive(Debug, Clone, Serialize)]
pub struct Compared {
    /// The item.
    pub item: String,
    /// Its name.
    pub title: String,
    /// The page of the thing.
    pub href: String,
    /// Name of the unit that owed it.
    pub unit_name: String,
    /// What was to be done.
    pub action: String,
    /// The day it was promised.
    pub promised_on: Date,
    /// The day it was promised for.
    pub due: Date,
    /// What was promised, in Chinese.
    pub wanted_zh: String,
    /// How it stood before, in Chinese.
    pub before_zh: String,
    /// How it stands, in Chinese; empty where it cannot be read.
    pub after_zh: String,
    /// Whether what was promised is there; none where it cannot be read.
    pub kept: Option<bool>,
    /// How the item stood.
    pub standing: meeting::Standing,
    /// What was forecast.
    pub expected: Option<super::ExpectedView>,
    /// What came for that period.
    pub came: Option<Decimal>,
    /// `came − forecast`.
    pub error: Option<Decimal>,
    /// In percent of what came.
    pub error_percent: Option<Decimal>,
    /// Why it was missed; empty without an explanation.
    pub why: String,
    /// What its unit learned.
    pub learned: String,
}

/// Issued reviews, the latest first, with drafts of the last ten days that are over before them. One query, one
/// more after changes.
pub async fn list_reviews(app: &App, actor: &Actor) -> Result<Vec<ReviewRow>> {
    let own = [actor.unit.as_str()];
    app.require(actor, Action::List, Resource::TenDayReview, &own)?;
    let issued = reviews(app).await?;
    let mut rows: Vec<ReviewRow> = vec![];
    let mut xun = before(xun_of(app.today()), false);
    for _ in 0..DRAFTS {
        let Some(period) = xun else { break };
        if !issued.contains_key(&period.to_string()) {
            rows.extend(row(period, None));
        }
        xun = before(period, false);
    }
    let newest = issued.values().rev().take(SHOWN_MAX);
    rows.extend(newest.filter_map(|one| row(one.state.xun, Some(&one.state))));
    rows.sort_by(|a, b| b.id.cmp(&a.id));
    Ok(rows)
}

/// One review: as issued, or drafted as known today: twelve queries at most where nothing changed. Errors:
/// `not_found` for no ten days or days not over.
pub async fn show_review(app: &App, actor: &Actor, id: &str) -> Result<ReviewView> {
    let own = [actor.unit.as_str()];
    app.require(actor, Action::View, Resource::TenDayReview, &own)?;
    let xun = over(app, id)?;
    let issued = reviews(app).await?;
    let earlier = || issued.range(..xun.to_string()).rev().take(BESIDE);
    let review = match issued.get(id) {
        Some(one) => one.state.clone(),
        None => drafted(app, xun).await?,
    };
    let by = match &review.issued {
        None => None,
        Some(said) => {
            let ids = BTreeSet::from([said.by.person.as_str()]);
            let names = crate::person::names_of(app, &ids).await?;
            let name = names.get(&said.by.person);
            Some(Issued {
                by: name.cloned().unwrap_or_else(|| said.by.person.clone()),
                at: said.at,
            })
        }
    };
    let issues = app.may(actor, Action::Issue, Resource::TenDayReview, &[]);
    let missing = || AppError::not_found("这次复盘", "review");
    Ok(ReviewView {
        row: ReviewRow {
            sums: Some(review.sums.clone()),
            ..row(xun, Some(&review)).ok_or_else(missing)?
        },
        known_on: review.known_on,
        lines: review.lines.iter().map(|l| compared(app, l)).collect(),
        beside: earlier()
            .filter_map(|(_, one)| row(one.state.xun, Some(&one.state)))
            .collect(),
        may: match issues && review.issued.is_none() {
            true => vec!["issue"],
            false => vec![],
        },
        issued: by,
    })
}

/// Issues the review of ten days that are over. Errors: `review_issued`, those of [`meeting::issue`].
pub async fn issue_review(
    app: &App,
    actor: &Actor,
    id: &str,
    cmd: IssueReview,
) -> Result<Versioned<Review>> {
    app.require(actor, Action::Issue, Resource::TenDayReview, &[])?;
    let xun = over(app, id)?;
    let issued = reviews(app).await?;
    let draft = match issued.get(id) {
        Some(one) => one.state.clone(),
        None => drafted(app, xun).await?,
    };
    let review = meeting::issue(draft, &cmd, &context(app, actor))?;
    let change = made(kinds::TEN_DAY_REVIEW, id, "ten_day_review.issue", &review);
    app.append(actor, vec![change]).await?;
    Ok(Versioned {
        version: 1,
        value: review,
    })
}

/// The ten days of an id, which are over.
fn over(app: &App, id: &str) -> Result<Period> {
    let missing = || AppError::not_found("这次复盘", "review");
    let xun: Period = id.parse().map_err(|_| missing())?;
    let last = xun.last_day().filter(|_| matches!(xun, Period::Xun { .. }));
    match last.ok_or_else(missing)? < app.today() {
        true => Ok(xun),
        false => Err(AppError::new(
            Kind::Unprocessable,
            "review.not_over",
            format!("{}尚未结束", xun.to_chinese()),
            "These ten days are not over",
        )),
    }
}

async fn drafted(app: &App, xun: Period) -> Result<Review> {
    let all = items(app).await?;
    let due = |item: &Item| item.actions.iter().any(|a| xun.contains(a.due));
    let due: Vec<Item> = all
        .values()
        .filter(|one| due(&one.state))
        .map(|one| one.state.clone())
        .collect();
    let facts = facts(app, &due).await?;
    let read = |item: &Item| facts.read(&item.source);
    let came = |item: &Item, e: &meeting::Expected| facts.gaps.came(&item.source.id, e.period);
    Ok(meeting::draft(&due, xun, app.today(), read, came)?)
}

fn row(xun: Period, review: Option<&Review>) -> Option<ReviewRow> {
    let issued = review.and_then(|r| r.issued.as_ref());
    Some(ReviewRow {
        id: xun.to_string(),
        xun_zh: xun.to_chinese(),
        first: xun.first_day()?,
        last: xun.last_day()?,
        days: indicator::cadence::days(xun),
        issued_on: issued.map(|i| i.on),
        sums: review.filter(|_| issued.is_some()).map(|r| r.sums.clone()),
        learned: review.map_or_else(String::new, |r| r.learned.clone()),
    })
}

fn compared(app: &App, line: &ReviewLine) -> Compared {
    let (why, learned) = line.explained.clone().unwrap_or_default();
    Compared {
        item: line.item.clone(),
        title: line.title.clone(),
        href: href(&line.source),
        unit_name: unit_words(app, Some(&line.unit)),
        action: line.action.clone(),
        promised_on: line.promised_on,
        due: line.due,
        wanted_zh: line.wanted_zh.clone(),
        before_zh: line.before_zh.clone(),
        after_zh: line.after_zh.clone(),
        kept: line.kept,
        standing: line.standing,
        expected: line.expected.as_ref().map(super::ExpectedView::of),
        came: line.came,
        error: line.error,
        error_percent: line.error_percent.map(|p| p.0),
        why,
        learned,
    }
}
