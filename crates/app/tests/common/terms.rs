//! What an indicator of the works bureau is, unless a test says otherwise.

use indicator::definition::Define;
use indicator::{Access, Across, Better, Cadence, Flow, GrowthFrom, Price};
use jiff::civil::date;

/// A monthly total in 亿元, months adding up, its growth worked out.
pub fn terms(code: &str) -> Define {
    Define {
        code: code.into(),
        name: format!("示例{code}"),
        aliases: vec![],
        caliber: "示例口径".into(),
        unit: "亿元".into(),
        cadence: Cadence::Month,
        jan_feb_merged: true,
        flow: Flow::Cumulative,
        price: Price::Nominal,
        growth_from: GrowthFrom::Computed,
        source_unit: "works".into(),
        release_lag_days: 18,
        access: Access::UntilRelease,
        across: Across::None,
        better: Better::Higher,
        tiny_base: None,
        contributors_min: 0,
        formula: None,
        valid_from: date(2024, 1, 1),
    }
}
