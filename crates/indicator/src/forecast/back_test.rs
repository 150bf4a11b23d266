//! How the method would have done: forecasts from earlier days against what came.

use super::model;
use super::{LEVEL_PERCENT, VALUES_MIN};
use crate::Refusal;
use figure::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

/// Most earlier days that are tried.
const ORIGINS_MAX: usize = 12;
/// Fewest that say anything.
const ORIGINS_MIN: usize = 3;

/// The result of trying the method on the past: errors of the sum over the periods ahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackTest {
    /// Number of forecasts tried.
    pub tried: u32,
    /// Periods ahead of each.
    pub ahead: u32,
    /// Mean size of the error, in percent of what came.
    pub error_percent: Decimal,
    /// The same for the naive forecast: last year's periods again (the last value again, where no year is
    /// known).
    pub naive_error_percent: Decimal,
    /// How often what came lay in the interval.
    pub covered: u32,
}

impl BackTest {
    /// Whether the method did better than the naive one. Where not, the estimate says little.
    pub fn beats_naive(&self) -> bool {
        self.error_percent < self.naive_error_percent
    }

    /// In words.
    pub fn zh(&self) -> String {
        let verdict = match self.beats_naive() {
            true => "优于",
            false => "不优于",
        };
        format!(
            "回测{}次，向前{}期：平均误差{}%，{verdict}简单外推（{}%）；{LEVEL_PERCENT}%区间命中{}次",
            self.tried,
            self.ahead,
            crate::percent::fixed(self.error_percent, 1),
            crate::percent::fixed(self.naive_error_percent, 1),
            self.covered,
        )
    }
}

/// Tries the method from up to twelve earlier days, `ahead` periods each. Errors: `back_test_too_short`.
pub fn back_test(values: &[Decimal], season: usize, ahead: usize) -> Result<BackTest, Refusal> {
    let too_short = || Refusal::new("back_test_too_short").with("count", values.len());
    let room = values.len().saturating_sub(VALUES_MIN + ahead.max(1) - 1);
    if ahead == 0 || room < ORIGINS_MIN {
        return Err(too_short());
    }
    let (mut tried, mut covered, mut error, mut naive_error) = (0u32, 0u32, 0.0, 0.0);
    for back in 0..room.min(ORIGINS_MAX) {
        let cut = values.len() - ahead - back;
        let (known, rest) = values.split_at(cut);
        let came: f64 = rest[..ahead].iter().filter_map(ToPrimitive::to_f64).sum();
        let fitted = model::fit(known, season).and_then(|f| f.ahead(ahead, LEVEL_PERCENT));
        let Ok(steps) = fitted else { continue };
        if came == 0.0 {
            continue;
        }
        let total = model::sum(&steps);
        tried += 1;
        covered += u32::from(total.low <= came && came <= total.high);
        error += ((total.middle - came) / came).abs();
        naive_error += ((naive(known, season, ahead) - came) / came).abs();
    }
    if (tried as usize) < ORIGINS_MIN {
        return Err(too_short());
    }
    let percent = |sum: f64| {
        let mean = Decimal::from_f64_retain(sum / f64::from(tried) * 100.0);
        crate::percent::rounded(mean.unwrap_or(Decimal::MAX), 4)
    };
    Ok(BackTest {
        tried,
        ahead: u32::try_from(ahead).unwrap_or(u32::MAX),
        error_percent: percent(error),
        naive_error_percent: percent(naive_error),
        covered,
    })
}

fn naive(known: &[Decimal], season: usize, ahead: usize) -> f64 {
    let at = |step: usize| {
        let seasonal = known
            .len()
            .checked_sub(season)
            .map(|from| from + step % season);
        let index = seasonal.unwrap_or(known.len() - 1);
        known
            .get(index)
            .and_then(ToPrimitive::to_f64)
            .unwrap_or(0.0)
    };
    (0..ahead).map(at).sum()
}
