//! One number of a series at a period, by what is asked of it.

use super::rate::{Precision, Rate, two_year_average};
use super::{change, cumulative_of, current_of, growth, level_change};
use crate::series::Series;
use crate::{Flow, GrowthFrom, Percent, Refusal, cadence};
use calendar::Calendar;
use figure::{Decimal, Period};

/// Growth of the period alone over the year before. Of a cumulative series it is that of two current values;
/// published growth is that of the series as it is kept. Errors: as [`growth`] and [`current_of`].
pub fn growth_alone(
    series: &Series,
    period: Period,
    calendar: &Calendar,
) -> Result<Percent, Refusal> {
    match series.definition(period)?.flow {
        Flow::Current | Flow::Stock => Ok(growth(series, period, calendar)?.percent),
        Flow::Cumulative => by(series, period, |at| Ok(current_of(series, at)?.value)),
    }
}

/// Growth from January on over the year before. Errors: as [`growth`] and [`cumulative_of`].
pub fn growth_cumulative(
    series: &Series,
    period: Period,
    calendar: &Calendar,
) -> Result<Percent, Refusal> {
    match series.definition(period)?.flow {
        Flow::Cumulative => Ok(growth(series, period, calendar)?.percent),
        Flow::Stock => Err(Refusal::new("not_a_flow")),
        Flow::Current => by(series, period, |at| cumulative_of(series, at)),
    }
}

/// Growth of what `value` gives over what it gave a year before; levels do not give published growth.
fn by(
    series: &Series,
    period: Period,
    value: impl Fn(Period) -> Result<Decimal, Refusal>,
) -> Result<Percent, Refusal> {
    let definition = series.definition(period)?;
    if definition.growth_from == GrowthFrom::Published {
        let refusal = Refusal::new("growth_not_published");
        return Err(refusal.with("period", period.to_chinese()));
    }
    let earlier = year_before(period)?;
    series.comparable(earlier, period)?;
    let base =
        value(earlier).map_err(|_| Refusal::new("no_base").with("period", earlier.to_chinese()))?;
    change(value(period)?, base, definition.tiny_base)
}

/// Two-year average growth of a series. Errors: as [`growth`] and [`two_year_average`].
pub fn two_year(series: &Series, period: Period, calendar: &Calendar) -> Result<Percent, Refusal> {
    let rate = |at: Period| -> Result<Rate, Refusal> {
        let definition = series.definition(at)?;
        Ok(Rate {
            percent: growth(series, at, calendar)?.percent,
            price: definition.price,
            precision: match definition.growth_from {
                GrowthFrom::Published => Precision::Rounded(1),
                GrowthFrom::Computed => Precision::Exact,
            },
        })
    };
    two_year_average(rate(year_before(period)?)?, rate(period)?)
}

/// The change of a share over the year before, in points. Errors: `not_a_share`, and those of
/// [`level_change`].
pub fn points(series: &Series, period: Period) -> Result<Decimal, Refusal> {
    let definition = series.definition(period)?;
    match super::current::is_rate(definition) {
        true => level_change(series, period),
        false => Err(Refusal::new("not_a_share").with("unit", &definition.unit)),
    }
}

fn year_before(period: Period) -> Result<Period, Refusal> {
    let found = cadence::year_before(period);
    found.ok_or_else(|| Refusal::new("no_same_period").with("period", period.to_chinese()))
}
