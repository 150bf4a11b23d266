//! What a series said of each period, with the days on which it stood: what a commitment measured by it is
//! judged by. Values count once they are confirmed and released; estimates never do.

use super::held::{Held, held, of_code, whole};
use crate::journalled::parsed;
use crate::{App, Result, kinds};
use calendar::Calendar;
use commitment::SeriesValue;
use figure::{Decimal, Period};
use indicator::observation::{Cell, Step};
use indicator::percent::rounded;
use indicator::{Access, Definition, Indicator, Refusal, Series, Stage, arithmetic};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Decimals of a rate that a target is judged by.
const RATE_PLACES: u32 = 2;

/// Names by code of what may be shown once released: of the profile, and of what was read last.
pub(crate) fn names(app: &App) -> Vec<(String, String)> {
    let profile = app.profile();
    let of_profile = profile.indicators.definitions.iter().map(|d| &d.terms);
    let mut names: BTreeMap<String, String> = of_profile
        .filter(|terms| terms.access != Access::Restricted)
        .map(|terms| (terms.code.clone(), terms.name.clone()))
        .collect();
    for one in super::held::last_read(app).indicators.values() {
        if let Some(latest) = one.state.latest() {
            match latest.access {
                Access::Restricted => names.remove(&one.state.code),
                _ => names.insert(one.state.code.clone(), latest.name.clone()),
            };
        }
    }
    names.into_iter().collect()
}

/// What a series said of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub period: Period,
    /// In the indicator's unit, percent or points.
    pub value: Decimal,
    pub date: Date,
    pub known_on: Date,
    pub withdrawn_on: Option<Date>,
}

/// All series, with values about to be written over those stored.
#[derive(Clone)]
pub(crate) struct Measured {
    held: Arc<Held>,
    new: BTreeMap<String, Cell>,
}

impl Measured {
    /// As stored.
    pub async fn load(app: &App) -> Result<Self> {
        Ok(Self {
            held: held(app).await?,
            new: BTreeMap::new(),
        })
    }

    /// As the journal had them at an instant.
    pub async fn then(app: &App, at: Timestamp) -> Result<Self> {
        let (store, here) = (app.store(), app.district());
        let defined = store.as_of(here, kinds::INDICATOR, at).await?;
        let valued = store.as_of(here, kinds::OBSERVATION, at).await?;
        let indicators = defined.into_iter().map(|one| parsed(one.state));
        let cells = valued.into_iter().map(|one| parsed(one.state));
        Ok(Self {
            held: Arc::new(Held::of(
                indicators.collect::<Result<_>>()?,
                cells.collect::<Result<_>>()?,
            )),
            new: BTreeMap::new(),
        })
    }

    /// With values about to be written.
    pub fn with(&self, new: &BTreeMap<String, Cell>) -> Self {
        Self {
            held: self.held.clone(),
            new: new.clone(),
        }
    }

    /// The latest version of a definition.
    pub fn definition(&self, code: &str) -> Option<&Definition> {
        self.held.indicator(code)?.state.latest()
    }

    /// What a series said of the periods that end within these days.
    pub fn said(
        &self,
        app: &App,
        (code, value): (&str, SeriesValue),
        (from, to): (Date, Date),
    ) -> Vec<Said> {
        let Some(indicator) = self.held.indicator(code).map(|one| &one.state) else {
            return vec![];
        };
        let place = whole(app);
        let stored = of_code(&self.held.cells, &place, code)
            .filter(|cell| !self.new.contains_key(&cell.subject.id))
            .map(|cell| &cell.state);
        let new = self.new.values().filter(|cell| cell.indicator == code);
        let cells: Vec<&Cell> = stored.chain(new).collect();
        let calendar = app.calendar();
        let mut standing: BTreeMap<(Date, Date), Said> = BTreeMap::new();
        let mut over = vec![];
        for day in days(indicator, &cells).range(from..) {
            let all = Series::as_of(indicator, &place, cells.iter().copied(), *day);
            let Ok(series) = all.map(|all| all.seen_from_outside()) else {
                continue;
            };
            let now = values(&series, value, (from, to), &calendar);
            let gone = |key: &(Date, Date), said: &Said| {
                now.get(key).is_none_or(|(_, value)| *value != said.value)
            };
            let keys: Vec<(Date, Date)> = standing
                .iter()
                .filter(|(key, said)| gone(key, said))
                .map(|(key, _)| *key)
                .collect();
            for key in keys {
                over.extend(standing.remove(&key).map(|said| Said {
                    withdrawn_on: Some(*day),
                    ..said
                }));
            }
            for (key, (period, value)) in now {
                standing.entry(key).or_insert(Said {
                    period,
                    value,
                    date: key.0,
                    known_on: *day,
                    withdrawn_on: None,
                });
            }
        }
        over.extend(standing.into_values());
        over.sort_by_key(|said| (said.date, said.known_on));
        over
    }
}

/// The days on which something became known or was released.
fn days(indicator: &Indicator, cells: &[&Cell]) -> BTreeSet<Date> {
    let confirmed = cells.iter().flat_map(|cell| &cell.vintages);
    let confirmed = confirmed.filter(|v| v.step == Step::Confirmed);
    let mut days: BTreeSet<Date> = confirmed
        .flat_map(|v| [v.decided_on, v.released_on])
        .flatten()
        .collect();
    days.extend(indicator.breaks.iter().map(|b| b.marked_on));
    days.extend(indicator.versions.iter().map(|v| v.set_on));
    days
}

/// The numbers of a series as known on its day.
fn values(
    series: &Series,
    value: SeriesValue,
    (from, to): (Date, Date),
    calendar: &Calendar,
) -> BTreeMap<(Date, Date), (Period, Decimal)> {
    let points = series
        .points()
        .filter(|p| p.stage != Stage::Estimate && !p.few_contributors);
    let found = points.filter_map(|point| {
        let (last, first) = (point.period.last_day()?, point.period.first_day()?);
        let number = number(series, point.period, value, calendar).ok()?;
        (from <= last && last <= to).then_some(((last, first), (point.period, number)))
    });
    found.collect()
}

fn number(
    series: &Series,
    period: Period,
    value: SeriesValue,
    calendar: &Calendar,
) -> std::result::Result<Decimal, Refusal> {
    let rate = match value {
        SeriesValue::Level => return Ok(series.at(period)?.value),
        SeriesValue::Growth => arithmetic::growth_alone(series, period, calendar)?.0,
        SeriesValue::CumulativeGrowth => arithmetic::growth_cumulative(series, period, calendar)?.0,
        SeriesValue::TwoYear => arithmetic::two_year(series, period, calendar)?.0,
        SeriesValue::Points => arithmetic::points(series, period)?,
    };
    Ok(rounded(rate, RATE_PLACES).normalize())
}
