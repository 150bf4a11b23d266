//! How reports moved (the extension *service request updates*), and what a program adds to its own.

use super::find::{before, everybodys, numbers, of, span};
use super::{SPAN_DAYS_MAX, set_up};
use crate::case::{self, Filer};
use crate::idempotency::{Once, once};
use crate::{Actor, App, AppError, Result, kinds};
use casework::{Case, Channel};
use jiff::{SignedDuration, Timestamp};
use org::{Action, Resource};
use profile::Profile;
use store::Loaded;
use store::case::CaseFilter;

/// The most cases whose steps are read for one answer.
const CASES_MAX: usize = 500;
/// How far back a report may have come in whose steps are asked for, in hours: a year.
const REPORTED_HOURS: i64 = 366 * 24;

/// A step of a report, as everybody may know it.
#[derive(Debug, Clone)]
pub struct Update {
    /// The same whenever it is asked for.
    pub id: String,
    /// Number of the case.
    pub request: String,
    /// Neither closed nor void after it.
    pub open: bool,
    /// The part of the loop it came to, by code.
    pub phase: &'static str,
    /// The state it came to, by its public name.
    pub state: String,
    /// When.
    pub at: Timestamp,
}

/// Steps of public reports in a time of at most 90 days, the oldest first: at most three queries.
/// Errors: `open311.span`; `open311.too_many` where more than 500 reports moved.
pub async fn updates(
    app: &App,
    (from, to): (Option<Timestamp>, Option<Timestamp>),
    ids: &[String],
) -> Result<Vec<Update>> {
    let profile = app.profile();
    let own = set_up(&profile)?;
    let (from, to) = span(app, from, to)?;
    let filter = CaseFilter {
        of: of(own, own.services.iter().filter(|s| s.public)),
        numbers: numbers(ids)?,
        moved_from: Some(from.as_millisecond()),
        reported_from: Some(
            before(from, SignedDuration::from_hours(REPORTED_HOURS)).as_millisecond(),
        ),
        reported_to: Some(to.as_millisecond().saturating_add(1)),
        ..everybodys()
    };
    if filter.of.is_empty() {
        return Ok(vec![]);
    }
    let store = app.store();
    let rows = store
        .case_window(app.district(), &filter, 0, CASES_MAX + 1)
        .await?;
    if rows.len() > CASES_MAX {
        let zh =
            format!("这段时间内变动的事项超过{CASES_MAX}件，请缩短时间（最长{SPAN_DAYS_MAX}天）");
        let en =
            format!("More than {CASES_MAX} requests moved in that time; ask for a shorter one");
        return Err(AppError::field("start_date", "open311.too_many", zh, en));
    }
    let ids: Vec<String> = rows.into_iter().map(|row| row.id).collect();
    let cases: Vec<Loaded<Case>> = store.load_many(app.district(), kinds::CASE, &ids).await?;
    let mut all: Vec<Update> = cases
        .iter()
        .flat_map(|case| steps(&profile, &case.state))
        .filter(|step| from <= step.at && step.at <= to)
        .collect();
    all.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    Ok(all)
}

/// Every step to a state of another public name.
fn steps(profile: &Profile, case: &Case) -> Vec<Update> {
    let kind = profile.case_types.get(&case.case_type, case.type_version);
    let mut steps: Vec<Update> = vec![];
    for (place, act) in case.acts.iter().enumerate() {
        let Some(state) = kind.and_then(|k| k.state(&act.to)) else {
            continue;
        };
        let same = |last: &Update| last.state == state.public_name;
        if steps.last().is_some_and(same) {
            continue;
        }
        steps.push(Update {
            id: format!("{}-{}", case.number, place + 1),
            request: case.number.clone(),
            open: !state.is_final,
            phase: state.phase.code(),
            state: state.public_name.clone(),
            at: act.at,
        });
    }
    steps
}

/// What a program adds to a report that it sent.
#[derive(Debug, Clone)]
pub struct UpdateIn {
    /// Number of the case.
    pub request: String,
    /// The program's own id of it; sent twice, it is added once.
    pub id: Option<String>,
    /// What is added.
    pub text: String,
}

/// Adds words of the reporter to a report that the same unit's key sent; gives the id. Whoever
/// reported through the key is known to its program alone. Errors: `not_found`, `auth.forbidden`,
/// and the refusals of `casework`.
pub async fn add_update(app: &App, actor: &Actor, cmd: UpdateIn) -> Result<String> {
    set_up(&app.profile())?;
    let own = actor.unit.as_str();
    app.require(actor, Action::Create, Resource::Case, &[own])?;
    let names = ("这个编号的事项", "service_request_id");
    let missing = || AppError::not_found(names.0, names.1);
    let number = cmd.request.trim().to_ascii_uppercase();
    let store = app.store();
    let id = store.case_by_number(app.district(), &number).await?;
    let id = id.ok_or_else(missing)?;
    let case: Loaded<Case> = app.load(kinds::CASE, &id, names).await?;
    let sent_here = case.state.channel == Channel::Open311
        && case.state.opened_by.unit.as_ref() == Some(&actor.unit);
    if !sent_here {
        return Err(missing());
    }
    let text = cmd.text.trim();
    let add = case::add_info(app, &Filer::Public, &id, case.seq, (text, vec![]));
    let Some(given) = cmd.id else {
        let added = add.await?;
        return Ok(format!("{number}-n{}", added.version));
    };
    let named = Once::new(
        &format!("open311/{number}/{given}"),
        &[number.as_bytes(), text.as_bytes()],
    )?;
    let public = case::public_actor(app);
    if let Ok(done) = once(app, &public, named, add).await? {
        done?;
    }
    Ok(given)
}
