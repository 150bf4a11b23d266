//! Percent and percentage points are two types (domain 3.2): 3.4% to 4.0% is +0.6 points, not +0.6%.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A rate or share in percent: 11.9 is 11.9%.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(pub Decimal);

/// A difference of two rates or shares, in percentage points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Points(pub Decimal);

impl Percent {
    /// The difference to another rate. None beyond the range of decimals.
    pub fn minus(self, other: Self) -> Option<Points> {
        self.0.checked_sub(other.0).map(Points)
    }

    /// `part` of `whole` in percent; none for a whole of zero or beyond the range of decimals.
    pub fn of(part: Decimal, whole: Decimal) -> Option<Self> {
        part.checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(whole)
            .map(Self)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}%", fixed(self.0, 1))
    }
}

impl fmt::Display for Points {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}个百分点", fixed(self.0, 1))
    }
}

/// Rounded half away from zero, once, at print, with exactly so many places.
pub fn fixed(value: Decimal, places: u32) -> String {
    let mut rounded = rounded(value, places);
    rounded.rescale(places);
    if rounded.is_zero() {
        rounded.set_sign_positive(true);
    }
    rounded.to_string()
}

/// Half away from zero.
pub fn rounded(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_not_percent() {
        let gap = Percent(Decimal::new(40, 1)).minus(Percent(Decimal::new(34, 1)));
        assert_eq!(gap.unwrap().to_string(), "0.6个百分点");
        assert_eq!(Percent(Decimal::new(-25, 2)).to_string(), "-0.3%");
        assert_eq!(Percent(Decimal::new(-4, 2)).to_string(), "0.0%");
        assert_eq!(Percent::of(Decimal::ONE, Decimal::ZERO), None);
    }
}
