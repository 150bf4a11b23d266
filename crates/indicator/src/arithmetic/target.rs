//! What the rest of a year needs for its target, from a series.

use super::{cumulative_of, required_growth, required_run_rate, within};
use crate::series::Series;
use crate::{Flow, GrowthFrom, Percent, Refusal, cadence};
use figure::{Decimal, Period};
use serde::{Deserialize, Serialize};

/// The target of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// Growth over the year before.
    Growth(Percent),
    /// The year's value, in the definition's unit.
    Value(Decimal),
}

/// What the rest of the year has to bring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Required {
    /// The year's value that the target asks for.
    pub plan: Decimal,
    /// From the first of the year on.
    pub done: Decimal,
    /// Periods left.
    pub left: u32,
    /// What each of them has to bring.
    pub run_rate: Decimal,
    /// Growth they need over the same periods of the year before, where that is known.
    pub growth: Option<Percent>,
}

/// What the periods left need, as known. A target in growth of a series whose growth is published on a
/// comparable basis is refused: its levels do not give it. Errors: `target_of_published`, `no_value`,
/// `no_base`, `not_a_flow`, `nothing_left`, those of [`cumulative_of`] and [`required_growth`].
pub fn required(series: &Series, year: i16, goal: Goal) -> Result<Required, Refusal> {
    let last = series
        .points()
        .rfind(|p| cadence::year_of(p.period) == year);
    let year_words = Period::Year(year).to_chinese();
    let last = last.ok_or_else(|| Refusal::new("no_value").with("period", year_words))?;
    let definition = series.definition(last.period)?;
    if definition.flow == Flow::Stock {
        return Err(Refusal::new("not_a_flow"));
    }
    if definition.growth_from == GrowthFrom::Published && matches!(goal, Goal::Growth(_)) {
        return Err(Refusal::new("target_of_published"));
    }
    let all = definition
        .cadence
        .periods_of(year, definition.jan_feb_merged);
    let left = all.iter().filter(|p| p.last_day() > last.period.last_day());
    let left = u32::try_from(left.count()).unwrap_or(u32::MAX);
    let done = cumulative_of(series, last.period)?;
    let base = || -> Result<(Decimal, Decimal), Refusal> {
        let so_far = cadence::year_before(last.period);
        let whole = all.last().and_then(|p| cadence::year_before(*p));
        let at = |period: Option<Period>| {
            let period =
                period.ok_or_else(|| Refusal::new("no_such_period").with("period", year))?;
            let missing = |_| Refusal::new("no_base").with("period", period.to_chinese());
            let found = cumulative_of(series, period).map_err(missing)?;
            series.comparable(period, last.period)?;
            Ok::<_, Refusal>(found)
        };
        Ok((at(so_far)?, at(whole)?))
    };
    let (plan, growth) = match goal {
        Goal::Value(plan) => (plan, rest_growth(plan, done, base().ok())),
        Goal::Growth(goal) => {
            let (so_far, whole) = base()?;
            let factor = goal.0.checked_add(Decimal::ONE_HUNDRED);
            let plan = within(factor.and_then(|f| f.checked_mul(whole)))?;
            let plan = within(plan.checked_div(Decimal::ONE_HUNDRED))?;
            (plan, required_growth(goal, done, so_far, whole).ok())
        }
    };
    Ok(Required {
        plan,
        done,
        left,
        run_rate: required_run_rate(plan, done, left)?,
        growth: growth.filter(|_| left > 0),
    })
}

/// Growth of the rest over last year's rest, for a plan in amounts.
fn rest_growth(plan: Decimal, done: Decimal, base: Option<(Decimal, Decimal)>) -> Option<Percent> {
    let (so_far, whole) = base?;
    let rest = whole.checked_sub(so_far)?;
    let needed = plan.checked_sub(done)?.max(Decimal::ZERO);
    super::change(needed, rest, None).ok()
}
