//! How sure a rate is: Wilson's score interval, which behaves for few cases and near 0 and 100 %.

use rust_decimal::{Decimal, MathematicalOps};
use serde::Serialize;

/// Below so many the interval is shown before the rate itself.
pub const SMALL: i64 = 30;
/// The normal deviate of 95 %, squared: 1.959964².
const Z_SQUARED: Decimal = Decimal::from_parts(3_841_459, 0, 0, false, 6);

/// Lower and upper end, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// From.
    pub low: Decimal,
    /// To.
    pub high: Decimal,
}

impl Interval {
    /// Of `numerator` out of `denominator`; none unless 0 ≤ numerator ≤ denominator and
    /// denominator > 0.
    pub fn of(numerator: i64, denominator: i64) -> Option<Self> {
        if denominator <= 0 || !(0..=denominator).contains(&numerator) {
            return None;
        }
        let n = Decimal::from(denominator);
        let p = Decimal::from(numerator).checked_div(n)?;
        let q = Decimal::ONE - p;
        let z2_n = Z_SQUARED.checked_div(n)?;
        let four = Decimal::from(4);
        let centre = p + z2_n / Decimal::TWO;
        // z²·(p·q/n + z²/(4n²)) = (z²/n)·(p·q + z²/(4n))
        let spread = (z2_n * (p * q + z2_n / four)).sqrt()?;
        let whole = Decimal::ONE + z2_n;
        let end = |x: Decimal| {
            (x / whole * Decimal::ONE_HUNDRED).clamp(Decimal::ZERO, Decimal::ONE_HUNDRED)
        };
        Some(Self {
            low: end(centre - spread).round_dp(2),
            high: end(centre + spread).round_dp(2),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ends(numerator: i64, denominator: i64) -> (String, String) {
        let i = Interval::of(numerator, denominator).unwrap();
        (format!("{:.2}", i.low), format!("{:.2}", i.high))
    }

    #[test]
    fn published_values() {
        // Worked out with the closed formula by hand for these four.
        assert_eq!(ends(0, 10), ("0.00".into(), "27.75".into()));
        assert_eq!(ends(10, 10), ("72.25".into(), "100.00".into()));
        assert_eq!(ends(5, 10), ("23.66".into(), "76.34".into()));
        assert_eq!(ends(81, 263), ("25.53".into(), "36.62".into()));
    }

    proptest! {
        #[test]
        fn it_holds_the_rate_and_narrows_with_more(d in 1i64..2_000, part in 0.0f64..=1.0) {
            let n = (d as f64 * part) as i64;
            let i = Interval::of(n, d).unwrap();
            let p = Decimal::from(n) * Decimal::ONE_HUNDRED / Decimal::from(d);
            let tick = Decimal::new(1, 2);
            prop_assert!(i.low - tick <= p && p <= i.high + tick);
            let more = Interval::of(n * 10, d * 10).unwrap();
            prop_assert!(more.high - more.low <= i.high - i.low);
        }
    }
}
