//! From a day to a day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Days in force: from the first to the last, both counted; without a last day until further notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub valid_from: Date,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
}

impl Period {
    /// From a day on.
    pub fn from(day: Date) -> Self {
        Self {
            valid_from: day,
            valid_to: None,
        }
    }
    /// True on days in force.
    pub fn holds(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
    /// True when some day lies in both.
    pub fn overlaps(&self, other: &Self) -> bool {
        let before_end = |from: Date, of: &Self| of.valid_to.is_none_or(|last| from <= last);
        before_end(self.valid_from, other) && before_end(other.valid_from, self)
    }
    /// True when the last day does not come before the first.
    pub fn is_ordered(&self) -> bool {
        self.valid_to.is_none_or(|last| self.valid_from <= last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(offset: i64) -> Date {
        jiff::civil::date(2026, 1, 1)
            .checked_add(jiff::Span::new().days(offset))
            .unwrap()
    }

    proptest! {
        #[test]
        fn periods_overlap_when_a_day_is_in_both(a in 0i64..20, b in proptest::option::of(0i64..20), c in 0i64..20, d in proptest::option::of(0i64..20)) {
            let one = Period { valid_from: day(a), valid_to: b.map(|b| day(a + b)) };
            let two = Period { valid_from: day(c), valid_to: d.map(|d| day(c + d)) };
            let shared = (0..60).any(|n| one.holds(day(n)) && two.holds(day(n)));
            prop_assert_eq!(one.overlaps(&two), shared);
            prop_assert_eq!(two.overlaps(&one), shared);
        }
    }
}
