//! Growth over the same period of the year before (同比), of current and of cumulative values.

use super::festival::{FestivalDays, festival_days};
use super::{per_day, within};
use crate::series::{Point, Series};
use crate::{GrowthFrom, Percent, Refusal, cadence};
use calendar::Calendar;
use figure::{Decimal, Period};
use serde::Serialize;

/// What a growth was reckoned on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The value a year before.
    Levels,
    /// Last year's value restated on today's caliber, as the source gives it.
    ComparableBase,
    /// Daily averages, because the periods differ in length.
    PerDay,
    /// Published by the source; not reckoned.
    Published,
}

/// What a reader has to know about a growth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Caveat {
    /// The Spring Festival fell into one period with other days than into the other.
    SpringFestival(FestivalDays),
    /// Nothing is known about the Spring Festival of one of the years.
    FestivalUnknown,
    /// The value or its base was revised since.
    Revised,
    /// The value or its base is not final.
    NotFinal,
}

/// A growth with its workings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Growth {
    /// The rate.
    pub percent: Percent,
    /// The value and what it is set against, with periods; none where the rate was published.
    pub levels: Option<(Level, Level)>,
    /// What it was reckoned on.
    pub basis: Basis,
    /// What a reader has to know.
    pub caveats: Vec<Caveat>,
}

/// A value of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Level {
    /// The period.
    pub period: Period,
    /// In the definition's unit (per day for [`Basis::PerDay`]).
    pub value: Decimal,
}

/// Growth over the same period a year before, by the indicator's rule. Errors: `no_value`, `no_base`,
/// `no_same_period`, `growth_not_published`, `series_break`, `definition_changed`, and those of
/// [`change`].
pub fn growth(series: &Series, period: Period, calendar: &Calendar) -> Result<Growth, Refusal> {
    let now = series.at(period)?;
    let definition = series.definition(period)?;
    if definition.growth_from == GrowthFrom::Published {
        let Some(percent) = now.published_growth else {
            let refusal = Refusal::new("growth_not_published");
            return Err(refusal.with("period", period.to_chinese()));
        };
        return Ok(Growth {
            percent,
            levels: None,
            basis: Basis::Published,
            caveats: finality(&[now]),
        });
    }
    let earlier = cadence::year_before(period)
        .ok_or_else(|| Refusal::new("no_same_period").with("period", period.to_chinese()))?;
    if let Some(base) = now.comparable_base {
        return Ok(Growth {
            percent: change(now.value, base, definition.tiny_base)?,
            levels: Some((
                level(now),
                Level {
                    period: earlier,
                    value: base,
                },
            )),
            basis: Basis::ComparableBase,
            caveats: with_festival(finality(&[now]), period, earlier, calendar),
        });
    }
    growth_between(series, period, earlier, calendar)
}

/// Growth of one period's value over another's of the same series. Periods of different length are
/// compared by the day where values are of the period alone. Errors: as [`growth`].
pub fn growth_between(
    series: &Series,
    period: Period,
    earlier: Period,
    calendar: &Calendar,
) -> Result<Growth, Refusal> {
    let now = series.at(period)?;
    let base = series
        .at(earlier)
        .map_err(|_| Refusal::new("no_base").with("period", earlier.to_chinese()))?;
    series.comparable(earlier, period)?;
    let definition = series.definition(period)?;
    let by_day = definition.flow == crate::Flow::Current
        && matches!(period, Period::Xun { .. })
        && cadence::days(period) != cadence::days(earlier);
    let caveats = with_festival(finality(&[now, base]), period, earlier, calendar);
    if by_day {
        let (new, old) = (per_day(now.value, period)?, per_day(base.value, earlier)?);
        // Cross products, so that no quotient is rounded before the last.
        let new_total = within(now.value.checked_mul(Decimal::from(old.days)))?;
        let old_total = within(base.value.checked_mul(Decimal::from(new.days)))?;
        let tiny = definition.tiny_base;
        let tiny = tiny.and_then(|t| t.checked_mul(Decimal::from(new.days)));
        return Ok(Growth {
            percent: change(new_total, old_total, tiny)?,
            levels: Some((
                Level {
                    period,
                    value: new.value,
                },
                Level {
                    period: earlier,
                    value: old.value,
                },
            )),
            basis: Basis::PerDay,
            caveats,
        });
    }
    Ok(Growth {
        percent: change(now.value, base.value, definition.tiny_base)?,
        levels: Some((level(now), level(base))),
        basis: Basis::Levels,
        caveats,
    })
}

/// `now` over `base` as a rate. A base that is zero, negative or below `tiny` gives none, and a value
/// that changed sign neither: the refusal carries the change of level. Errors: `base_zero`,
/// `base_negative`, `base_tiny`, `sign_changed`, `out_of_range`.
pub fn change(now: Decimal, base: Decimal, tiny: Option<Decimal>) -> Result<Percent, Refusal> {
    let moved = within(now.checked_sub(base))?;
    let refuse = |code| {
        Err(Refusal::new(code)
            .with("base", base.normalize())
            .with("change", moved.normalize()))
    };
    if base.is_zero() {
        return refuse("base_zero");
    }
    if base.is_sign_negative() {
        return refuse("base_negative");
    }
    if tiny.is_some_and(|tiny| base < tiny) {
        return refuse("base_tiny");
    }
    if now.is_sign_negative() && !now.is_zero() {
        return refuse("sign_changed");
    }
    Percent::of(moved, base).ok_or_else(|| Refusal::new("out_of_range"))
}

/// The change of level over a year, which can be said where a rate cannot. Errors: `no_value`,
/// `no_base`, `no_same_period`, `series_break`, `definition_changed`, `out_of_range`.
pub fn level_change(series: &Series, period: Period) -> Result<Decimal, Refusal> {
    let now = series.at(period)?;
    if let Some(base) = now.comparable_base {
        return within(now.value.checked_sub(base));
    }
    let earlier = cadence::year_before(period)
        .ok_or_else(|| Refusal::new("no_same_period").with("period", period.to_chinese()))?;
    let base = series
        .at(earlier)
        .map_err(|_| Refusal::new("no_base").with("period", earlier.to_chinese()))?;
    series.comparable(earlier, period)?;
    within(now.value.checked_sub(base.value))
}

fn level(point: &Point) -> Level {
    Level {
        period: point.period,
        value: point.value,
    }
}

fn finality(points: &[&Point]) -> Vec<Caveat> {
    let mut caveats = vec![];
    if points.iter().any(|p| p.revised_from.is_some()) {
        caveats.push(Caveat::Revised);
    }
    if points.iter().any(|p| p.stage != crate::Stage::Official) {
        caveats.push(Caveat::NotFinal);
    }
    caveats
}

fn with_festival(
    mut caveats: Vec<Caveat>,
    period: Period,
    earlier: Period,
    calendar: &Calendar,
) -> Vec<Caveat> {
    match festival_days(period, earlier, calendar) {
        None => caveats.push(Caveat::FestivalUnknown),
        Some(days) if days.now != days.base => caveats.push(Caveat::SpringFestival(days)),
        Some(_) => {}
    }
    caveats
}
