//! What is read of which series.

use crate::{Commitment, MeasuredBy, Refusal};
use figure::{Basis, Comparator};
use serde::{Deserialize, Serialize};

/// Longest code in a measure, in bytes.
const CODE_BYTES_MAX: usize = 200;

/// What is read of a series at each of its periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeriesValue {
    /// The value as it is kept.
    Level,
    /// Growth of the period alone over the year before, in percent.
    Growth,
    /// Growth from January on over the year before, in percent.
    CumulativeGrowth,
    /// Two-year average growth, in percent.
    TwoYear,
    /// Change of a share over the year before, in percentage points.
    Points,
}

impl SeriesValue {
    /// Every value, in order.
    pub const ALL: &[Self] = &[
        Self::Level,
        Self::Growth,
        Self::CumulativeGrowth,
        Self::TwoYear,
        Self::Points,
    ];

    /// The stable code used in files, the API and the store.
    pub fn code(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Growth => "growth",
            Self::CumulativeGrowth => "cumulative_growth",
            Self::TwoYear => "two_year",
            Self::Points => "points",
        }
    }

    /// Reads a stable code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

/// A series and what is read of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeriesReading {
    /// Code of the indicator.
    pub indicator: String,
    /// What is read.
    pub value: SeriesValue,
}

/// What measures a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorMeasure {
    /// What is read.
    #[serde(flatten)]
    pub reading: SeriesReading,
    /// What it is to move with, for 同步 alone.
    #[serde(default)]
    pub partner: Option<SeriesReading>,
}

/// Refuses a measure that cannot feed the commitment's target. Whether the district keeps such a series is
/// for the caller to know.
pub(crate) fn check(state: &Commitment) -> Result<(), Refusal> {
    let is_by_indicators = state.measured_by == MeasuredBy::Indicators;
    let measure = match &state.indicators {
        None if is_by_indicators => return Err(Refusal::on("indicators_required", "indicators")),
        Some(_) if !is_by_indicators => return Err(Refusal::on("one_source", "indicators")),
        None => return Ok(()),
        Some(measure) => measure,
    };
    let readings = std::iter::once(&measure.reading).chain(&measure.partner);
    let bad =
        |r: &SeriesReading| r.indicator.trim().is_empty() || r.indicator.len() > CODE_BYTES_MAX;
    if readings.into_iter().any(bad) {
        return Err(Refusal::on("indicators_required", "indicators"));
    }
    let target = state.target.as_ref();
    let target = target.ok_or_else(|| Refusal::on("source_needs_target", "indicators"))?;
    let in_step = target.comparator == Comparator::InStep;
    if in_step != measure.partner.is_some() {
        return Err(Refusal::on("indicators_partner", "indicators"));
    }
    // 稳步提升 and 同步 carry no number; what is read says what is judged.
    let by_word = in_step || target.comparator == Comparator::NonDecreasing;
    let grows = matches!(
        measure.reading.value,
        SeriesValue::Growth | SeriesValue::CumulativeGrowth | SeriesValue::TwoYear
    );
    if !by_word && grows != (target.basis == Basis::Growth) {
        return Err(Refusal::on("indicators_basis", "indicators"));
    }
    Ok(())
}
