//! Estimates to the end of the year, with an interval and a back-test beside them (F6-01).
//!
//! This folder alone reckons with floating numbers, because exponential smoothing is fitted by search.
//! What leaves it is an [`Estimate`]: it has no conversion to a value of a series, and its words say
//! what it is.

mod back_test;
mod model;

pub use back_test::{BackTest, back_test};

use crate::percent::{fixed, rounded};
use crate::series::Series;
use crate::{Flow, Refusal, arithmetic, cadence};
use figure::{Decimal, Period};
use serde::{Serialize, Serializer};

/// Fewest values a forecast is made from.
pub const VALUES_MIN: usize = 12;
/// Most values that are looked at, the latest.
const VALUES_MAX: usize = 400;
/// Most periods ahead.
const AHEAD_MAX: usize = 53;
/// Coverage of the interval, in percent.
pub const LEVEL_PERCENT: u32 = 80;

/// An estimate. Never a figure: it is shown with its interval and marked as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Estimate {
    low: Decimal,
    middle: Decimal,
    high: Decimal,
    unit: String,
}

impl Estimate {
    /// The lower end of the interval, for drawing.
    pub fn low(&self) -> Decimal {
        self.low
    }

    /// The middle, for drawing.
    pub fn middle(&self) -> Decimal {
        self.middle
    }

    /// The upper end, for drawing.
    pub fn high(&self) -> Decimal {
        self.high
    }

    /// In words, always marked.
    pub fn zh(&self) -> String {
        format!(
            "预测约{}{unit}（{LEVEL_PERCENT}%区间{}—{}{unit}），非统计数",
            fixed(self.middle, 1),
            fixed(self.low, 1),
            fixed(self.high, 1),
            unit = self.unit,
        )
    }
}

/// Each period with its estimate as one object.
fn named<S: Serializer>(ahead: &[(Period, Estimate)], out: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Named<'a> {
        period: Period,
        #[serde(flatten)]
        estimate: &'a Estimate,
    }
    out.collect_seq(ahead.iter().map(|(period, estimate)| Named {
        period: *period,
        estimate,
    }))
}

/// A forecast of the rest of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Forecast {
    /// Each period ahead, of the period alone (a level for stocks).
    #[serde(serialize_with = "named")]
    pub ahead: Vec<(Period, Estimate)>,
    /// The whole year: what is known plus what is ahead; the last level for stocks. The interval adds
    /// the ends of all periods as if they erred together, and is wide rather than narrow.
    pub year: Estimate,
    /// The last known period.
    pub from: Period,
    /// Number of values it was made from.
    pub values: u32,
    /// Whether the pattern of a year was used.
    pub seasonal: bool,
    /// How the same method would have done.
    pub back_test: Option<BackTest>,
}

/// Forecasts the rest of the year of the last known period. Errors: `forecast_too_short`,
/// `forecast_gap`, `forecast_year_over`, `forecast_of_rate`, `forecast_no_model`; a series that breaks
/// is used from the break on.
pub fn forecast(series: &Series) -> Result<Forecast, Refusal> {
    let last = series
        .last()
        .ok_or_else(|| Refusal::new("forecast_too_short").with("min", VALUES_MIN))?;
    let from = last.period;
    let definition = series.definition(from)?;
    if definition.unit == "%" && definition.flow != Flow::Stock {
        return Err(Refusal::new("forecast_of_rate"));
    }
    let history = history(series, from)?;
    let year = cadence::year_of(from);
    let all = definition
        .cadence
        .periods_of(year, definition.jan_feb_merged);
    let ahead: Vec<Period> = all
        .iter()
        .copied()
        .filter(|p| p.last_day() > from.last_day())
        .collect();
    if ahead.is_empty() || ahead.len() > AHEAD_MAX {
        return Err(Refusal::new("forecast_year_over").with("year", year));
    }
    let season = all.len();
    let fitted = model::fit(&history, season)?;
    let steps = fitted.ahead(ahead.len(), LEVEL_PERCENT)?;
    let done = match definition.flow {
        Flow::Stock => Decimal::ZERO,
        Flow::Cumulative => last.value,
        Flow::Current => arithmetic::cumulative_of(series, from)?,
    };
    let unit = &definition.unit;
    let year = match definition.flow {
        Flow::Stock => steps.last().map(|s| s.estimate(unit)),
        _ => Some(model::sum(&steps).onto(done, unit)),
    };
    Ok(Forecast {
        year: year.ok_or_else(|| Refusal::new("forecast_no_model"))?,
        ahead: ahead
            .iter()
            .zip(&steps)
            .map(|(period, step)| (*period, step.estimate(unit)))
            .collect(),
        from,
        values: u32::try_from(history.len()).unwrap_or(u32::MAX),
        seasonal: fitted.seasonal(),
        back_test: back_test(&history, season, ahead.len()).ok(),
    })
}

/// Values of the periods alone up to `last`, oldest first, from the last break or gap on. Of cumulative
/// series differences are taken, revised or not: a forecast may smooth over what a figure may not.
fn history(series: &Series, last: Period) -> Result<Vec<Decimal>, Refusal> {
    let mut values = vec![];
    let mut at = Some(last);
    while let Some(period) = at.filter(|_| values.len() < VALUES_MAX) {
        let broken = series.comparable(period, last).is_err();
        let Some(value) = alone(series, period).filter(|_| !broken) else {
            break;
        };
        values.push(value);
        at = series.before(period);
    }
    if values.len() < VALUES_MIN {
        return Err(Refusal::new("forecast_too_short")
            .with("min", VALUES_MIN)
            .with("count", values.len()));
    }
    values.reverse();
    Ok(values)
}

fn alone(series: &Series, period: Period) -> Option<Decimal> {
    let now = series.at(period).ok()?.value;
    let cumulative = series.definition(period).ok()?.flow == Flow::Cumulative;
    let before = series.before(period);
    let before = before.filter(|b| cadence::year_of(*b) == cadence::year_of(period));
    match before.filter(|_| cumulative) {
        Some(before) => now.checked_sub(series.at(before).ok()?.value),
        None => Some(now),
    }
}

impl model::Step {
    fn estimate(&self, unit: &str) -> Estimate {
        self.onto(Decimal::ZERO, unit)
    }

    /// On top of what is known exactly.
    fn onto(&self, known: Decimal, unit: &str) -> Estimate {
        let on = |part: f64| {
            let part = Decimal::from_f64_retain(part).unwrap_or_default();
            rounded(known.saturating_add(part), 4)
        };
        Estimate {
            low: on(self.low),
            middle: on(self.middle),
            high: on(self.high),
            unit: unit.to_owned(),
        }
    }
}
