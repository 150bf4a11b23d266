//! 万人诉求比: matters reported for each ten thousand who live there (F3-01). It tells where causes lie; areas
//! are not ranked by it, because people report where they work and shop too.

use crate::{Count, Counts};
use rust_decimal::Decimal;
use serde::Serialize;

/// Cases reported, for each ten thousand residents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PerResidents {
    /// 上报数 of the period.
    pub cases: i64,
    /// 常住人口, persons.
    pub residents: u64,
    /// Cases ÷ residents × 10,000, exact to the digits that a decimal holds.
    pub per_10k: Decimal,
}

impl PerResidents {
    /// Worked out from counts; none where nobody lives.
    pub fn of(counts: &impl Counts, residents: u64) -> Option<Self> {
        let cases = counts.count(Count::Reported);
        let per_10k = Decimal::from(cases)
            .checked_mul(Decimal::from(10_000))?
            .checked_div(Decimal::from(residents))?;
        Some(Self {
            cases,
            residents,
            per_10k,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let of = |n: u64| PerResidents::of(&|_: Count| 123, n).map(|r| r.per_10k.to_string());
        assert_eq!(of(41_000).as_deref(), Some("30"));
        assert_eq!(of(1_000_000).as_deref(), Some("1.23"));
        assert_eq!(of(0), None);
    }
}
