//! Streaks are counted, not typed (连续26个月两位数; domain 3.3 rule 9).

use crate::series::Series;
use crate::{Refusal, cadence};
use figure::Period;
use serde::Serialize;

/// Most periods that are walked back.
const PERIODS_MAX: usize = 2_000;

/// Why a streak reaches no further back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// The period before did not hold.
    Broke(Period),
    /// Nothing is known of the period before: the streak may be longer.
    Unknown(Period, &'static str),
    /// The series breaks there; what was before is another thing.
    SeriesBreak(Period),
}

/// A run of periods that hold, up to the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Streak {
    /// Number of periods.
    pub periods: u32,
    /// Number of months, where the periods are months and longer; January–February is two.
    pub months: Option<u32>,
    /// First and last period; none when not even the last holds.
    pub span: Option<(Period, Period)>,
    /// Why it ends there.
    pub ended: Ended,
}

impl Streak {
    /// True where it may be longer than what is known.
    pub fn at_least(&self) -> bool {
        matches!(self.ended, Ended::Unknown(..))
    }
}

/// The run up to `last` of periods for which `holds` says yes; its refusals (no value, suppressed) end
/// the run without breaking it. Errors: `no_such_period`.
pub fn streak(
    series: &Series,
    last: Period,
    holds: impl Fn(&Series, Period) -> Result<bool, Refusal>,
) -> Result<Streak, Refusal> {
    let (mut periods, mut months, mut first) = (0, Some(0), None);
    let mut at = last;
    for _ in 0..PERIODS_MAX {
        let ended = match holds(series, at) {
            Ok(true) => None,
            Ok(false) => Some(Ended::Broke(at)),
            Err(refusal) => Some(Ended::Unknown(at, refusal.code)),
        };
        let broken = series.break_between(at, last).is_some();
        let ended = match broken && first.is_some() {
            true => Some(Ended::SeriesBreak(at)),
            false => ended,
        };
        if let Some(ended) = ended {
            return Ok(Streak {
                periods,
                months: months.filter(|_| periods > 0),
                span: first.map(|first| (first, last)),
                ended,
            });
        }
        periods += 1;
        months = months
            .zip(cadence::months(at))
            .map(|(sum, more)| sum + more);
        first = Some(at);
        at = series
            .before(at)
            .ok_or_else(|| Refusal::new("no_such_period").with("period", at.to_chinese()))?;
    }
    Ok(Streak {
        periods,
        months,
        span: first.map(|first| (first, last)),
        ended: Ended::Unknown(at, "series_too_long"),
    })
}
