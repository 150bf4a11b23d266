//! Whether a measured value keeps what a comparator promises: yes, no, or not for a rule to say.

use rust_decimal::Decimal;

use crate::Comparator;

/// The answer of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The promise is kept.
    Holds,
    /// The promise is broken.
    Fails,
    /// Words like 左右 leave it open, or a value to compare with is missing.
    Open,
}

/// What a measured value is compared with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reference {
    /// The written value.
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub value_hi: Option<Decimal>,
    /// The earlier value, for 稳步提升.
    pub earlier: Option<Decimal>,
    /// The other measure's value, for 同步.
    pub companion: Option<Decimal>,
}

impl Comparator {
    /// Judges `measured` (in the unit of the reference). `tolerance` is the share of the written
    /// value within which 左右 and 同步 hold (0.05 is five per cent); beyond it they stay open,
    /// never failed.
    pub fn judge(self, measured: Decimal, reference: &Reference, tolerance: Decimal) -> Verdict {
        let against = |value: Option<Decimal>, holds: fn(Decimal, Decimal) -> bool| match value {
            Some(value) if holds(measured, value) => Verdict::Holds,
            Some(_) => Verdict::Fails,
            None => Verdict::Open,
        };
        match self {
            Self::Eq => against(reference.value, |m, v| m == v),
            Self::Ge => against(reference.value, |m, v| m >= v),
            Self::Gt => against(reference.value, |m, v| m > v),
            Self::Le => against(reference.value, |m, v| m <= v),
            Self::Lt => against(reference.value, |m, v| m < v),
            Self::NonDecreasing => against(reference.earlier, |m, v| m >= v),
            Self::Range => match (reference.value, reference.value_hi) {
                (Some(low), Some(high)) if low <= measured && measured <= high => Verdict::Holds,
                (Some(_), Some(_)) => Verdict::Fails,
                _ => Verdict::Open,
            },
            Self::Approx => near(measured, reference.value, tolerance),
            Self::InStep => near(measured, reference.companion, tolerance),
        }
    }
}

fn near(measured: Decimal, value: Option<Decimal>, tolerance: Decimal) -> Verdict {
    let Some(value) = value else {
        return Verdict::Open;
    };
    let allowed = value.abs().checked_mul(tolerance.abs());
    let gap = measured.checked_sub(value).map(|d| d.abs());
    if gap
        .zip(allowed)
        .is_some_and(|(gap, allowed)| gap <= allowed)
    {
        Verdict::Holds
    } else {
        Verdict::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: i64) -> Reference {
        Reference {
            value: Some(Decimal::from(value)),
            ..Reference::default()
        }
    }

    #[test]
    fn words_are_types() {
        let tolerance = Decimal::new(5, 2);
        let judge = |c: Comparator, m: i64, r: &Reference| c.judge(Decimal::from(m), r, tolerance);
        assert_eq!(judge(Comparator::Ge, 100, &of(100)), Verdict::Holds);
        assert_eq!(judge(Comparator::Gt, 100, &of(100)), Verdict::Fails);
        assert_eq!(judge(Comparator::Le, 101, &of(100)), Verdict::Fails);
        assert_eq!(judge(Comparator::Approx, 96, &of(100)), Verdict::Holds);
        assert_eq!(judge(Comparator::Approx, 50, &of(100)), Verdict::Open);
        let range = Reference {
            value_hi: Some(Decimal::from(3)),
            ..of(2)
        };
        assert_eq!(judge(Comparator::Range, 3, &range), Verdict::Holds);
        assert_eq!(judge(Comparator::Range, 4, &range), Verdict::Fails);
        let earlier = Reference {
            earlier: Some(Decimal::from(10)),
            ..Reference::default()
        };
        assert_eq!(
            judge(Comparator::NonDecreasing, 9, &earlier),
            Verdict::Fails
        );
        assert_eq!(judge(Comparator::InStep, 9, &earlier), Verdict::Open);
    }
}
