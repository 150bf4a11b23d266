//! How sure a share is: Wilson's score interval, which behaves for few messages.

/// The normal deviate of 95 %.
const Z: f64 = 1.959_964;

/// Lower and upper end of a share at 95 %, between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// From.
    pub low: f64,
    /// To.
    pub high: f64,
}

impl Interval {
    /// Of `part` out of `whole`; none of nothing, or of a part above the whole.
    #[allow(clippy::cast_precision_loss)]
    pub fn of(part: usize, whole: usize) -> Option<Self> {
        if whole == 0 || part > whole {
            return None;
        }
        let (n, p) = (whole as f64, part as f64 / whole as f64);
        let z2 = Z * Z / n;
        let centre = p + z2 / 2.0;
        let spread = (z2 * (p * (1.0 - p) + z2 / 4.0)).sqrt();
        let end = |x: f64| (x / (1.0 + z2)).clamp(0.0, 1.0);
        Some(Self {
            low: end(centre - spread),
            high: end(centre + spread),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_known_interval() {
        let got = Interval::of(8, 10).unwrap();
        assert!((got.low - 0.4902).abs() < 1e-3 && (got.high - 0.9433).abs() < 1e-3);
        assert_eq!(Interval::of(0, 0), None);
        assert_eq!(Interval::of(2, 1), None);
    }

    proptest! {
        #[test]
        fn the_share_lies_within(whole in 1usize..5000, part in 0usize..5000) {
            prop_assume!(part <= whole);
            let got = Interval::of(part, whole).unwrap();
            let p = part as f64 / whole as f64;
            prop_assert!(got.low <= p + 1e-9 && p <= got.high + 1e-9);
        }
    }
}
