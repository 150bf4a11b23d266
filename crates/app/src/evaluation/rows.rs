//! The rows behind a figure.

use super::ask::{Ask, By, View, bad_period};
use super::counted::{count, stored};
use super::sight::Sight;
use crate::case::{self, Filter, Mark, Page, Query};
use crate::duty::in_force;
use crate::{Actor, App, Result};
use evaluation::{Count, Rate};
use jiff::ToSpan;
use jiff::civil::Date;
use store::case::{CaseSort, CountedCase, DueIn, Lacking, PastPage, Step};

/// Rows of a page of a past day.
const ROWS: usize = 100;

/// Which rows of a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What is counted.
    Numerator,
    /// Of which; where that is what was owed, the part that is done.
    Denominator,
    /// The part of what was owed that is past its limit and not done.
    Late,
}

impl Side {
    /// Of its code; the numerator where there is no such.
    pub fn parse(code: &str) -> Self {
        match code {
            "denominator" => Self::Denominator,
            "late" => Self::Late,
            _ => Self::Numerator,
        }
    }
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::Late => "late",
        }
    }
}

/// The cases behind a figure of the whole or of a line, as they are now or were at the end of a past
/// day; together they give the figure. Errors: `evaluation.period`, `evaluation.by`, `auth.forbidden`.
pub async fn rows(
    app: &App,
    actor: &Actor,
    (ask, key): (&Ask, Option<&str>),
    (rate, side): (Rate, Side),
    after: Option<String>,
) -> Result<Page> {
    ask.check()?;
    let sight = Sight::of(app, actor)?;
    let (way, keys) = sight.whole(ask.by)?;
    let of = Of { way, keys, key };
    if ask.is_past() {
        return past(app, ask, &of, (rate, side), after.as_deref()).await;
    }
    let query = Query {
        filter: filter(app, ask, &of, rate, side)?,
        order: CaseSort::Reported.into(),
        after,
        limit: 0,
    };
    case::list(app, actor, &query).await
}

/// Whose figure is opened.
struct Of<'a> {
    /// The counters that the whole is made of.
    way: By,
    /// Which of their keys; all where none are named.
    keys: Option<&'a [String]>,
    /// A line's key, empty for cases without one; none for the whole.
    key: Option<&'a str>,
}

/// The cases as they were at the end of a past day, by what each added to the figure.
async fn past(
    app: &App,
    ask: &Ask,
    of: &Of<'_>,
    (rate, side): (Rate, Side),
    after: Option<&str>,
) -> Result<Page> {
    let at = ask.instant(app)?;
    let by = if of.key.is_none() { of.way } else { ask.by };
    let page = PastPage {
        at,
        after,
        limit: ROWS,
    };
    let pick = |case: &CountedCase| {
        let seen = of.keys.is_none_or(|keys| keys.contains(&case.key));
        let named = of.key.is_none_or(|key| key == case.key);
        seen && named && is_on(rate, side, case)
    };
    let (store, district) = (app.store(), app.district());
    let found = store
        .case_rows_as_of(district, &ask.to_store(by), page, pick)
        .await?;
    let duties = in_force(app, app.today()).await?;
    let profile = app.profile();
    let row = |row| case::Row::of(&profile, &duties, row, at);
    Ok(Page {
        total: i64::try_from(found.rows.len()).unwrap_or(i64::MAX),
        rows: found.rows.iter().map(row).collect(),
        next: found.next,
    })
}

/// Whether a case is a part of this side of a rate.
fn is_on(rate: Rate, side: Side, case: &CountedCase) -> bool {
    let late = |step| i64::from(case.late.contains(&step));
    let of = |what| count(&case.counts, late, what);
    let (plus, minus, whole) = rate.terms();
    match (side, whole) {
        (Side::Numerator, _) => of(plus) != minus.map_or(0, of),
        (Side::Denominator, Count::Owed(step)) => of(Count::Done(step)) != 0,
        (Side::Denominator, whole) => of(whole) != 0,
        (Side::Late, Count::Owed(step)) => late(stored(step)) != 0,
        (Side::Late, _) => false,
    }
}

fn filter(app: &App, ask: &Ask, of: &Of<'_>, rate: Rate, side: Side) -> Result<Filter> {
    let (plus, minus, whole) = rate.terms();
    let mut filter = about(ask, of);
    let (what, less) = match side {
        Side::Numerator => (plus, minus),
        Side::Denominator | Side::Late => (whole, None),
    };
    let step = step_of(what).or(step_of(whole));
    match (side, what) {
        (Side::Late, Count::Owed(step)) => {
            let now_ms = app.now().as_millisecond();
            filter.late_at = Some((stored(step), now_ms));
        }
        // 应…数 less what is done, or less what was given back: what is left of the marks.
        (_, Count::Owed(step)) => filter.marks.push(Mark::Done(stored(step))),
        (_, what) => filter.marks.extend(mark(what)),
    }
    match less {
        Some(Count::Done(step)) if matches!(what, Count::Owed(_)) => {
            filter.marks.clear();
            filter.late_at = Some((stored(step), app.now().as_millisecond()));
        }
        Some(less) => filter.without.extend(mark(less)),
        None => {}
    }
    period(&mut filter, ask, step.map(stored))?;
    Ok(filter)
}

fn about(ask: &Ask, of: &Of<'_>) -> Filter {
    let mut filter = Filter {
        types: ask.case_type.iter().cloned().collect(),
        ..Filter::default()
    };
    if let Some(keys) = of.keys {
        of_keys(&mut filter, of.way, keys.to_vec());
    }
    match (of.key, ask.by) {
        (Some(""), By::Subdistrict) => filter.lacking = Some(Lacking::Subdistrict),
        (Some(""), By::Community) => filter.lacking = Some(Lacking::Community),
        (Some(""), By::Matter) => filter.lacking = Some(Lacking::Matter),
        (Some(key), by) => of_keys(&mut filter, by, vec![key.to_owned()]),
        (None, _) => {}
    }
    filter
}

fn of_keys(filter: &mut Filter, by: By, keys: Vec<String>) {
    match by {
        By::All => {}
        By::Unit => filter.counted_units = keys,
        By::Subdistrict => filter.subdistricts = keys,
        By::Community => filter.communities = keys,
        By::Matter => filter.matters = keys,
    }
}

fn step_of(what: Count) -> Option<evaluation::Step> {
    match what {
        Count::Owed(step) | Count::Done(step) | Count::InTime(step) => Some(step),
        _ => None,
    }
}

/// The mark that a counted case bears; times are opened as the cases that have any.
fn mark(what: Count) -> Option<Mark> {
    Some(match what {
        Count::Reported => return None,
        Count::Valid => Mark::Valid,
        Count::Voided => Mark::Voided,
        Count::Missed => Mark::Missed,
        Count::Owed(step) => Mark::Owed(stored(step)),
        Count::Done(step) => Mark::Done(stored(step)),
        Count::InTime(step) => Mark::InTime(stored(step)),
        Count::Returned => Mark::Returned,
        Count::Extended => Mark::Extended,
        Count::Reworked | Count::ReworkTimes => Mark::Reworked,
        Count::Reopened => Mark::Reopened,
        Count::Called => Mark::Called,
        Count::Reached => Mark::Reached,
        Count::Solved => Mark::Solved,
        Count::Satisfied => Mark::Satisfied,
    })
}

fn period(filter: &mut Filter, ask: &Ask, step: Option<Step>) -> Result<()> {
    let (from_ms, to_ms) = (start(ask.from)?, start(after(ask.to)?)?);
    match (ask.view, step) {
        (View::Due, Some(step)) => {
            filter.due_in = Some(DueIn {
                step,
                from_ms,
                to_ms,
            });
        }
        _ => {
            filter.reported_from = Some(from_ms);
            filter.reported_to = Some(to_ms);
        }
    }
    Ok(())
}

fn after(day: Date) -> Result<Date> {
    day.checked_add(1.day()).map_err(|_| bad_period())
}

fn start(day: Date) -> Result<i64> {
    let at = calendar::day_start(day).map_err(|_| bad_period())?;
    Ok(at.as_millisecond())
}
