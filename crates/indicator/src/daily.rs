//! The daily board (日监测): what arrived, what moved beyond its usual range, what is stale.
//!
//! A day is set against days like it: the same weekday, worked or off alike. Temperature is not known
//! here, and the mark says so; nothing is explained away by guessing.

use crate::arithmetic::change;
use crate::definition::Code;
use crate::percent::fixed;
use crate::robust::{deviation, median};
use crate::{Definition, Flow, Refusal, Series, cadence};
use calendar::Calendar;
use figure::{Decimal, Period};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

/// Weeks that are looked back for days alike.
const WEEKS_BACK: i64 = 12;
/// Years that are looked back for periods longer than a day.
const YEARS_BACK: i16 = 6;
/// Fewest values that make a usual range.
const ALIKE_MIN: usize = 6;
/// A value beyond so many median deviations is marked.
const DEVIATIONS: i64 = 5;
/// The least deviation, in percent of the median: quieter series are not marked for nothing.
const DEVIATION_LEAST_PERCENT: i64 = 1;

/// What the board says of a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// A value came in today.
    Arrived(Period),
    /// The last value is outside of its usual range.
    Moved(Moved),
    /// A value is overdue.
    Stale {
        /// The period it is for.
        period: Period,
        /// The day it was expected.
        due: Date,
        /// Days since.
        days: i64,
    },
}

/// A value outside of its usual range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// The period.
    pub period: Period,
    /// What was looked at: the value of a day, the yearly change in percent of longer periods.
    pub value: Decimal,
    /// Lower end of the usual range.
    pub low: Decimal,
    /// Upper end.
    pub high: Decimal,
    /// How many values the range was made from.
    pub alike: u32,
    /// What they have in common, in Chinese.
    pub zh: String,
}

/// A line of the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Indicator.
    pub indicator: Code,
    /// Place.
    pub place: String,
    /// The last period that has a value.
    pub last: Option<Period>,
    /// What is to be said; empty for a quiet line.
    pub marks: Vec<Mark>,
}

impl Line {
    /// Whether the line is to be shown greyed.
    pub fn stale(&self) -> bool {
        self.marks.iter().any(|m| matches!(m, Mark::Stale { .. }))
    }
}

/// The line of a series on the day it is known on. Errors: `not_defined`.
pub fn line(series: &Series, calendar: &Calendar) -> Result<Line, Refusal> {
    let today = series.known_on();
    let definition = series.indicator().latest();
    let definition = definition.ok_or_else(|| Refusal::new("not_defined"))?;
    let mut marks = vec![];
    let arrived = series.points().filter(|p| p.known_on == today);
    marks.extend(arrived.map(|p| Mark::Arrived(p.period)));
    marks.extend(moved(series, definition, calendar).map(Mark::Moved));
    marks.extend(stale(series, definition, today));
    Ok(Line {
        indicator: series.indicator().code.clone(),
        place: series.place().to_owned(),
        last: series.last().map(|p| p.period),
        marks,
    })
}

/// The period after the last that has a value, once its release is past.
fn stale(series: &Series, definition: &Definition, today: Date) -> Option<Mark> {
    let next = match series.last() {
        Some(last) => cadence::after(last.period, definition.jan_feb_merged)?,
        None => first_period(definition)?,
    };
    let due = definition.release_due(next)?;
    (due < today).then(|| Mark::Stale {
        period: next,
        due,
        days: i64::from((today - due).get_days()),
    })
}

fn first_period(definition: &Definition) -> Option<Period> {
    let year = definition.valid_from.year();
    let all = definition
        .cadence
        .periods_of(year, definition.jan_feb_merged);
    let whole = |p: &Period| p.first_day().is_some_and(|d| d >= definition.valid_from);
    all.into_iter().find(whole)
}

fn moved(series: &Series, definition: &Definition, calendar: &Calendar) -> Option<Moved> {
    let last = series.last()?;
    match (last.period, definition.flow) {
        (Period::Day(day), Flow::Current | Flow::Stock) => {
            let (alike, zh) = days_alike(series, day, calendar);
            beyond(last.period, last.value, alike, zh)
        }
        _ => {
            let now = yearly(series, last.period)?;
            let earlier =
                (1..=YEARS_BACK).flat_map(|years| year_of_changes(series, last.period, years));
            let zh = "近年各期同比".to_owned();
            beyond(last.period, now, earlier.collect(), zh)
        }
    }
}

/// Values of the same weekday in the weeks before, worked or off like the day.
fn days_alike(series: &Series, day: Date, calendar: &Calendar) -> (Vec<Decimal>, String) {
    let works = calendar.is_working_day(day);
    let value = |weeks: i64| {
        let before = day.checked_sub(weeks.weeks()).ok()?;
        let alike = calendar.is_working_day(before) == works;
        let point = series.at(Period::Day(before)).ok().filter(|_| alike)?;
        series.comparable(point.period, Period::Day(day)).ok()?;
        Some(point.value)
    };
    let kind = if works { "工作日" } else { "休息日" };
    let weekday = ["一", "二", "三", "四", "五", "六", "日"];
    let index = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
    let zh = format!(
        "近{WEEKS_BACK}周同为{kind}的星期{}，未剔除气温影响",
        weekday[index]
    );
    ((1..=WEEKS_BACK).filter_map(value).collect(), zh)
}

/// Yearly changes of the periods of the year before the last `years`.
fn year_of_changes(series: &Series, last: Period, years: i16) -> Vec<Decimal> {
    let from = cadence::years_before(last, years - 1);
    let to = cadence::years_before(last, years);
    let (Some(from), Some(to)) = (from, to) else {
        return vec![];
    };
    let inside = |p: &Period| p.last_day() < from.last_day() && p.last_day() >= to.last_day();
    let all = series.points().map(|p| p.period).filter(inside);
    all.filter_map(|p| yearly(series, p)).collect()
}

fn yearly(series: &Series, period: Period) -> Option<Decimal> {
    let now = series.at(period).ok()?;
    let earlier = cadence::year_before(period)?;
    let base = match now.comparable_base {
        Some(base) => base,
        None => {
            series.comparable(earlier, period).ok()?;
            series.at(earlier).ok()?.value
        }
    };
    change(now.value, base, None).ok().map(|p| p.0)
}

fn beyond(period: Period, value: Decimal, alike: Vec<Decimal>, zh: String) -> Option<Moved> {
    if alike.len() < ALIKE_MIN {
        return None;
    }
    let middle = median(&alike)?;
    let least = match period {
        Period::Day(_) => middle
            .abs()
            .checked_mul(Decimal::new(DEVIATION_LEAST_PERCENT, 2))?,
        _ => Decimal::from(DEVIATION_LEAST_PERCENT),
    };
    let spread = deviation(&alike, middle)?.max(least);
    let limit = spread.checked_mul(Decimal::from(DEVIATIONS))?;
    let (low, high) = (middle.checked_sub(limit)?, middle.checked_add(limit)?);
    (value < low || high < value).then(|| Moved {
        period,
        value,
        low,
        high,
        alike: u32::try_from(alike.len()).unwrap_or(u32::MAX),
        zh: format!(
            "{zh}：{}，通常在{}至{}之间",
            fixed(value, 1),
            fixed(low, 1),
            fixed(high, 1)
        ),
    })
}
