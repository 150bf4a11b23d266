//! Completion, schedule progress (时序进度) and how far ahead of it (赶超), from raw amounts.
//!
//! Nothing is rounded before the end: 629.0 of 647.4 after ten months is 13.8 points ahead; the
//! printed 97.2% less 83.3% would make it 13.9.

use super::within;
use crate::{Percent, Points, Refusal};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The part of the year's work that is expected by now, as a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// Expected by now.
    pub gone: Decimal,
    /// In all.
    pub all: Decimal,
}

impl Schedule {
    /// Month ends, evenly: `month / 12`. Errors: `no_such_month`.
    pub fn by_month(month: i8) -> Result<Self, Refusal> {
        match (0..=12).contains(&month) {
            true => Ok(Self {
                gone: Decimal::from(month),
                all: Decimal::from(12),
            }),
            false => Err(Refusal::new("no_such_month").with("month", month)),
        }
    }

    /// By the last month that has ended on a day.
    pub fn by_months_ended(day: Date) -> Self {
        let ended = match day == day.last_of_month() {
            true => day.month(),
            false => day.month() - 1,
        };
        Self {
            gone: Decimal::from(ended),
            all: Decimal::from(12),
        }
    }

    /// By the day, the day itself included: 365 or 366 in all.
    pub fn by_day(day: Date) -> Self {
        Self {
            gone: Decimal::from(day.day_of_year()),
            all: Decimal::from(day.days_in_year()),
        }
    }

    /// By a planned curve. Errors: `plan_not_positive`.
    pub fn by_curve(planned: Decimal, year: Decimal) -> Result<Self, Refusal> {
        match year > Decimal::ZERO {
            true => Ok(Self {
                gone: planned,
                all: year,
            }),
            false => Err(Refusal::new("plan_not_positive").with("plan", year.normalize())),
        }
    }

    /// In percent. Errors: `out_of_range`.
    pub fn percent(self) -> Result<Percent, Refusal> {
        Percent::of(self.gone, self.all).ok_or_else(|| Refusal::new("out_of_range"))
    }
}

/// Done as percent of the plan. Errors: `plan_not_positive`, `out_of_range`.
pub fn completion(done: Decimal, plan: Decimal) -> Result<Percent, Refusal> {
    positive(plan)?;
    Percent::of(done, plan).ok_or_else(|| Refusal::new("out_of_range"))
}

/// Completion less schedule, in points; negative is behind. Errors: as [`completion`].
pub fn ahead(done: Decimal, plan: Decimal, schedule: Schedule) -> Result<Points, Refusal> {
    positive(plan)?;
    let done = within(done.checked_mul(schedule.all))?;
    let expected = within(plan.checked_mul(schedule.gone))?;
    let over = within(done.checked_sub(expected))?;
    let whole = within(plan.checked_mul(schedule.all))?;
    let points = Percent::of(over, whole).ok_or_else(|| Refusal::new("out_of_range"))?;
    Ok(Points(points.0))
}

/// Points ahead where only a completion rate is published. What is printed is rounded, and so is the
/// answer: it is no more exact than the rate.
pub fn ahead_of_published(completion: Percent, schedule: Schedule) -> Result<Points, Refusal> {
    let expected = schedule.percent()?;
    let points = completion.minus(expected);
    points.ok_or_else(|| Refusal::new("out_of_range"))
}

/// The plan behind an amount that is so many points ahead: `done / (schedule + ahead)`. Errors:
/// `plan_not_positive`, `out_of_range`.
pub fn implied_plan(done: Decimal, ahead: Points, schedule: Schedule) -> Result<Decimal, Refusal> {
    // done · 100 · all / (100 · gone + ahead · all)
    let all = schedule.all;
    let over = done.checked_mul(Decimal::ONE_HUNDRED);
    let over = within(over.and_then(|o| o.checked_mul(all)))?;
    let gone = schedule.gone.checked_mul(Decimal::ONE_HUNDRED);
    let under = gone
        .zip(ahead.0.checked_mul(all))
        .and_then(|(a, b)| a.checked_add(b));
    let under = within(under)?;
    positive(under)?;
    within(over.checked_div(under))
}

fn positive(plan: Decimal) -> Result<(), Refusal> {
    match plan > Decimal::ZERO {
        true => Ok(()),
        false => Err(Refusal::new("plan_not_positive").with("plan", plan.normalize())),
    }
}
