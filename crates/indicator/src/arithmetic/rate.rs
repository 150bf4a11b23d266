//! Rates among themselves: two-year average, difference in points, faster or slower.

use super::within;
use crate::{Percent, Points, Price, Refusal};
use rust_decimal::{Decimal, MathematicalOps};
use serde::{Deserialize, Serialize};

/// How exactly a rate is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Reckoned from amounts.
    Exact,
    /// Printed with so many decimals.
    Rounded(u32),
}

/// A growth rate with what it takes to compare it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// The rate.
    pub percent: Percent,
    /// In which prices.
    pub price: Price,
    /// How exactly.
    pub precision: Precision,
}

/// Which of two rates is higher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 加快.
    Faster,
    /// 回落.
    Slower,
    /// The same, or within what rounding hides.
    Indistinct,
}

impl Rate {
    /// Half of the last printed digit: how far the true rate may be away.
    fn margin(self) -> Decimal {
        match self.precision {
            Precision::Exact => Decimal::ZERO,
            Precision::Rounded(places) => Decimal::new(5, places.min(20) + 1),
        }
    }
}

/// Two-year average of two yearly rates, geometric (domain 3.2). Errors: `price_mixed`,
/// `below_nothing` for a fall of more than 100%, `out_of_range`.
pub fn two_year_average(earlier: Rate, later: Rate) -> Result<Percent, Refusal> {
    same_price(earlier, later)?;
    let factor = |rate: Rate| {
        let factor = Decimal::ONE_HUNDRED.checked_add(rate.percent.0);
        factor.filter(|f| !f.is_sign_negative())
    };
    let (Some(a), Some(b)) = (factor(earlier), factor(later)) else {
        return Err(Refusal::new("below_nothing"));
    };
    let mean = within(a.checked_mul(b).and_then(|product| product.sqrt()))?;
    within(mean.checked_sub(Decimal::ONE_HUNDRED)).map(Percent)
}

/// `later − earlier` in points, from rates that are known exactly. Printed rates are not differenced:
/// the refusal says between which bounds the truth lies. Errors: `price_mixed`, `rates_rounded`,
/// `out_of_range`.
pub fn difference(earlier: Rate, later: Rate) -> Result<Points, Refusal> {
    same_price(earlier, later)?;
    let gap = later.percent.minus(earlier.percent);
    let gap = gap.ok_or_else(|| Refusal::new("out_of_range"))?;
    let margin = earlier.margin() + later.margin();
    if margin.is_zero() {
        return Ok(gap);
    }
    Err(Refusal::new("rates_rounded")
        .with("low", (gap.0 - margin).normalize())
        .with("high", (gap.0 + margin).normalize()))
}

/// Faster or slower, as far as the printed digits allow it. Errors: `price_mixed`, `out_of_range`.
pub fn direction(earlier: Rate, later: Rate) -> Result<Direction, Refusal> {
    same_price(earlier, later)?;
    let gap = later.percent.minus(earlier.percent);
    let gap = gap.ok_or_else(|| Refusal::new("out_of_range"))?.0;
    let margin = earlier.margin() + later.margin();
    Ok(if gap.abs() <= margin {
        Direction::Indistinct
    } else if gap.is_sign_positive() {
        Direction::Faster
    } else {
        Direction::Slower
    })
}

fn same_price(a: Rate, b: Rate) -> Result<(), Refusal> {
    match a.price == b.price {
        true => Ok(()),
        false => Err(Refusal::new("price_mixed")),
    }
}
