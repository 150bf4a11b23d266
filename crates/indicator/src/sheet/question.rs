//! Values that look wrong: the import asks, and somebody answers with a reason.

use super::Found;
use crate::percent::fixed;
use crate::robust::{deviation, median};
use crate::series::Series;
use crate::{Definition, Flow, GrowthFrom, Percent, Refusal, cadence};
use figure::{Decimal, Period};
use serde::Serialize;

/// Fewest earlier changes that make a usual range.
const CHANGES_MIN: usize = 8;
/// Most earlier periods that are looked at.
const PERIODS_BACK_MAX: usize = 60;
/// A change beyond so many median deviations from the median is asked about.
const DEVIATIONS: i64 = 6;
/// Printed growth may differ from the levels by rounding of both, in points.
const GROWTH_SLACK: Decimal = Decimal::from_parts(15, 0, 0, false, 2);

/// A doubt about a value. `refusal` carries code and words; an answer settles it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Cell of the sheet (C7).
    pub cell: String,
    /// What is doubted, and the numbers.
    pub refusal: Refusal,
}

/// What is known about a cell before its value comes in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The value it has.
    pub known: Option<Decimal>,
    /// The value of the period before, of the same year where values are cumulative.
    pub before: Option<Decimal>,
    /// The value of the same period a year before.
    pub year_before: Option<Decimal>,
    /// Earlier yearly changes in percent, the latest first.
    pub changes: Vec<Decimal>,
}

impl History {
    /// From a series.
    pub fn of(series: &Series, period: Period) -> Self {
        let value = |p: Option<Period>| Some(series.at(p?).ok()?.value);
        let before = series.before(period);
        let cumulative = series
            .definition(period)
            .is_ok_and(|d| d.flow == Flow::Cumulative);
        let same_year = |p: &Period| cadence::year_of(*p) == cadence::year_of(period);
        let mut changes = vec![];
        let mut at = before;
        for _ in 0..PERIODS_BACK_MAX {
            let Some(now) = at else { break };
            let pair = value(Some(now)).zip(value(cadence::year_before(now)));
            let change = pair.and_then(|(a, b)| crate::arithmetic::change(a, b, None).ok());
            changes.extend(change.map(|c| c.0));
            at = series.before(now);
        }
        Self {
            known: value(Some(period)),
            before: value(before.filter(|p| !cumulative || same_year(p))),
            year_before: value(cadence::year_before(period)),
            changes,
        }
    }
}

/// The doubts about one value. Codes: `revises`, `cumulative_falls`, `off_by_ten_thousand`,
/// `off_by_scale`, `unusual_change`, `growth_as_share`,
/// `growth_disagrees`, `negative_value`.
pub fn questions(found: &Found, definition: &Definition, history: &History) -> Vec<Question> {
    let mut doubts = vec![];
    let value = found.value;
    if let Some(known) = history.known.filter(|known| *known != value) {
        doubts.push(
            Refusal::new("revises")
                .with("from", known.normalize())
                .with("to", value.normalize()),
        );
    }
    let rises = definition.flow == Flow::Cumulative;
    if let Some(before) = history.before.filter(|before| rises && value < *before) {
        doubts.push(
            Refusal::new("cumulative_falls")
                .with("before", before.normalize())
                .with("value", value.normalize()),
        );
    }
    let usual = history.year_before.or(history.before);
    if value.is_sign_negative() && !value.is_zero() && usual.is_none_or(|u| !u.is_sign_negative()) {
        doubts.push(Refusal::new("negative_value").with("value", value.normalize()));
    }
    if let Some(reference) = usual.filter(|r| ten_thousand_apart(value, *r)) {
        doubts.push(
            Refusal::new("off_by_ten_thousand")
                .with("value", value.normalize())
                .with("reference", reference.normalize())
                .with("unit", &definition.unit),
        );
    } else if let Some((times, reference)) = usual.and_then(|r| scales_apart(value, r)) {
        doubts.push(
            Refusal::new("off_by_scale")
                .with("value", value.normalize())
                .with("reference", reference.normalize())
                .with("times", times)
                .with("unit", &definition.unit),
        );
    } else {
        doubts.extend(unusual(value, history));
    }
    doubts.extend(found.published_growth.and_then(as_share));
    if definition.growth_from == GrowthFrom::Computed {
        doubts.extend(disagrees(found, history));
    }
    doubts
        .into_iter()
        .map(|refusal| Question {
            cell: found.cell.clone(),
            refusal,
        })
        .collect()
}

/// A whole and what should not exceed it, all of one place and period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Cell of the whole.
    pub cell: String,
    /// Its value.
    pub whole: Decimal,
    /// Parts with their names, that do not overlap.
    pub parts: Vec<(String, Decimal)>,
    /// Whether the parts are all there are.
    pub complete: bool,
}

/// Doubts about a whole and its parts. Codes: `part_exceeds`, `parts_exceed`, `parts_do_not_add_up`.
pub fn part_questions(total: &Total) -> Vec<Question> {
    let ask = |refusal| Question {
        cell: total.cell.clone(),
        refusal,
    };
    let over = total.parts.iter().filter(|(_, part)| *part > total.whole);
    let mut doubts: Vec<Question> = over
        .map(|(name, part)| {
            ask(Refusal::new("part_exceeds")
                .with("name", name)
                .with("part", part.normalize())
                .with("whole", total.whole.normalize()))
        })
        .collect();
    let parts = total.parts.iter().map(|(_, part)| *part);
    let Some(sum) = parts
        .into_iter()
        .try_fold(Decimal::ZERO, Decimal::checked_add)
    else {
        return doubts;
    };
    let refusal = match sum.cmp(&total.whole) {
        std::cmp::Ordering::Greater => Refusal::new("parts_exceed"),
        std::cmp::Ordering::Less if total.complete => Refusal::new("parts_do_not_add_up"),
        _ => return doubts,
    };
    doubts.push(ask(refusal
        .with("sum", sum.normalize())
        .with("whole", total.whole.normalize())));
    doubts
}

/// Within a factor of four of ten thousand times, or a ten-thousandth.
fn ten_thousand_apart(value: Decimal, reference: Decimal) -> bool {
    apart(value, reference, (2_500, 40_000))
}

/// How many times one is the other, where that is about 10, 100 or 1,000: within 15 percent.
fn scales_apart(value: Decimal, reference: Decimal) -> Option<(i64, Decimal)> {
    let hundredth = Decimal::new(1, 2);
    let (v, r) = (value.abs(), reference.abs());
    let (large, small) = (v.max(r), v.min(r).checked_mul(hundredth)?);
    let about = |times: &i64| apart(large, small, (times * 85, times * 115));
    let found = [10, 100, 1_000].into_iter().find(about)?;
    Some((found, reference))
}

/// Whether the larger of two sizes is between `low` and `high` times the smaller.
fn apart(one: Decimal, other: Decimal, (low, high): (i64, i64)) -> bool {
    let (one, other) = (one.abs(), other.abs());
    let (large, small) = (one.max(other), one.min(other));
    let times = |n: i64| small.checked_mul(Decimal::from(n));
    let inside = times(low).zip(times(high));
    !small.is_zero() && inside.is_some_and(|(l, h)| l <= large && large <= h)
}

/// A yearly change far outside of what the series has shown.
fn unusual(value: Decimal, history: &History) -> Option<Refusal> {
    if history.changes.len() < CHANGES_MIN {
        return None;
    }
    let base = history.year_before?;
    let change = crate::arithmetic::change(value, base, None).ok()?.0;
    let middle = median(&history.changes)?;
    let spread = deviation(&history.changes, middle)?.max(Decimal::ONE);
    let limit = spread.checked_mul(Decimal::from(DEVIATIONS))?;
    let away = change.checked_sub(middle)?.abs();
    let (low, high) = (middle.checked_sub(limit)?, middle.checked_add(limit)?);
    (away > limit).then(|| {
        Refusal::new("unusual_change")
            .with("change", fixed(change, 1))
            .with("low", fixed(low, 1))
            .with("high", fixed(high, 1))
    })
}

/// Growth below one percent with more than two decimals is perhaps a share of one.
fn as_share(growth: Decimal) -> Option<Refusal> {
    let growth = growth.normalize();
    let small = !growth.is_zero() && growth.abs() < Decimal::ONE;
    (small && growth.scale() > 2).then(|| Refusal::new("growth_as_share").with("printed", growth))
}

fn disagrees(found: &Found, history: &History) -> Option<Refusal> {
    let printed = found.published_growth?;
    let base = found.comparable_base.or(history.year_before)?;
    let Percent(reckoned) = crate::arithmetic::change(found.value, base, None).ok()?;
    let apart = reckoned.checked_sub(printed)?.abs();
    (apart > GROWTH_SLACK).then(|| {
        Refusal::new("growth_disagrees")
            .with("printed", printed.normalize())
            .with("reckoned", fixed(reckoned, 2))
    })
}
