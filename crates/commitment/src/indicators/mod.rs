//! Targets measured by a statistical series: its level or its growth (F5-03, domain.md 3.3 rule 10).
//!
//! An [`IndicatorMeasure`] is plain data, chosen at review and frozen at issue. What the series says comes in as
//! [`IndicatorFact`]s, each with the days on which it stood. How 左右, 稳步提升 and 同步 are judged is the light's
//! rule; for 同步 the measure names the other series.

mod facts;
mod measure;
mod messages;

pub use facts::{IndicatorFact, IndicatorFacts};
pub(crate) use measure::check;
pub use measure::{IndicatorMeasure, SeriesReading, SeriesValue};
pub(crate) use messages::MESSAGES;
