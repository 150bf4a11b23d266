//! Current values from cumulative ones and back (domain 3.2).

use super::within;
use crate::series::Series;
use crate::{Flow, Refusal, cadence};
use figure::{Decimal, Period};
use serde::Serialize;

/// A current value taken out of two cumulative ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Current {
    /// In the definition's unit.
    pub value: Decimal,
    /// The cumulative value it was taken from.
    pub cumulative: Decimal,
    /// The cumulative value up to the period before; none for the first of the year.
    pub before: Option<Decimal>,
}

/// The value of the period alone. Of a cumulative series it is the difference of two cumulative
/// values, *only* while the earlier one was not revised: a revision changes months before, and the
/// difference would put it into this one. Errors: `no_value`, `not_a_flow`, `cumulative_revised`,
/// `series_break`, `definition_changed`, `out_of_range`.
pub fn current_of(series: &Series, period: Period) -> Result<Current, Refusal> {
    let now = series.at(period)?;
    let alone = |value| Current {
        value,
        cumulative: value,
        before: None,
    };
    match series.definition(period)?.flow {
        Flow::Current => return Ok(alone(now.value)),
        Flow::Stock => return Err(Refusal::new("not_a_flow")),
        Flow::Cumulative => {}
    }
    let earlier = series.before(period);
    let same_year = |p: &Period| cadence::year_of(*p) == cadence::year_of(period);
    let Some(earlier) = earlier.filter(same_year) else {
        return Ok(alone(now.value));
    };
    let base = series.at(earlier)?;
    series.comparable(earlier, period)?;
    let value = within(now.value.checked_sub(base.value))?;
    if let Some(first) = base.revised_from {
        return Err(Refusal::new("cumulative_revised")
            .with("period", earlier.to_chinese())
            .with("first", first.normalize())
            .with("now", base.value.normalize())
            .with("difference", value.normalize()));
    }
    Ok(Current {
        value,
        cumulative: now.value,
        before: Some(base.value),
    })
}

/// From the first of the year to the end of the period. Of a series of current values it is the sum,
/// none missing; a stock has none. Errors: `no_value` (naming the first that is missing),
/// `not_a_flow`, `not_additive`, `series_break`, `definition_changed`, `out_of_range`.
pub fn cumulative_of(series: &Series, period: Period) -> Result<Decimal, Refusal> {
    let now = series.at(period)?;
    let definition = series.definition(period)?;
    match definition.flow {
        Flow::Cumulative => return Ok(now.value),
        Flow::Stock => return Err(Refusal::new("not_a_flow")),
        Flow::Current => {}
    }
    if definition.across == crate::Across::None && is_rate(definition) {
        return Err(Refusal::new("not_additive").with("unit", &definition.unit));
    }
    let year = cadence::year_of(period);
    let all = definition
        .cadence
        .periods_of(year, definition.jan_feb_merged);
    let mut sum = Decimal::ZERO;
    for part in all {
        if part.last_day() > period.last_day() {
            break;
        }
        series.comparable(part, period)?;
        sum = within(sum.checked_add(series.at(part)?.value))?;
    }
    Ok(sum)
}

pub(super) fn is_rate(definition: &crate::Definition) -> bool {
    use figure::Dimension::{Multiple, Points, Rank, Share};
    let dimension = definition.unit().map(|u| u.dimension);
    matches!(dimension, Some(Share | Points | Multiple | Rank))
}
