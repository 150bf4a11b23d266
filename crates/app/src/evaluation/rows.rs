//! The rows behind a figure.

use super::ask::{Ask, By, View, bad_period};
use super::counted::stored;
use crate::case::{self, Filter, Mark, Page, Query};
use crate::{Actor, App, Result};
use evaluation::{Count, Rate};
use jiff::ToSpan;
use jiff::civil::Date;
use store::case::{CaseSort, DueIn, Step};

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

/// The cases behind a figure of the whole or of a line, as they are now.
pub async fn rows(
    app: &App,
    actor: &Actor,
    (ask, key): (&Ask, &str),
    (rate, side): (Rate, Side),
    after: Option<String>,
) -> Result<Page> {
    ask.check()?;
    let query = Query {
        filter: filter(app, ask, key, rate, side)?,
        order: CaseSort::Reported.into(),
        after,
        limit: 0,
    };
    case::list(app, actor, &query).await
}

fn filter(app: &App, ask: &Ask, key: &str, rate: Rate, side: Side) -> Result<Filter> {
    let (plus, minus, whole) = rate.terms();
    let mut filter = about(ask, key);
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

fn about(ask: &Ask, key: &str) -> Filter {
    let one = || vec![key.to_owned()];
    let mut filter = Filter {
        types: ask.case_type.iter().cloned().collect(),
        ..Filter::default()
    };
    if !key.is_empty() {
        match ask.by {
            By::All => {}
            By::Unit => filter.counted_units = one(),
            By::Subdistrict => filter.subdistricts = one(),
            By::Community => filter.communities = one(),
            By::Matter => filter.matters = one(),
        }
    }
    filter
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
