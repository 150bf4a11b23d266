//! A rate as it is written on a page.

use app::evaluation::{PerResidents, SMALL, Value};

/// A rate in words.
pub struct Figure {
    /// Code, under which its words stand.
    pub code: &'static str,
    /// `87.50%`; none where nothing was due.
    pub percent: Option<String>,
    /// `35/40`.
    pub parts: String,
    /// The 95 % interval, where there are so few that it matters.
    pub interval: Option<String>,
    /// What was owed is shown in two parts: done and late.
    pub owed: bool,
}

impl Figure {
    pub fn of(value: &Value) -> Self {
        let small = value.denominator < SMALL;
        let interval = value.interval.filter(|_| small);
        Self {
            code: value.rate.code(),
            percent: value.percent.map(|p| format!("{:.2}%", p.round_dp(2))),
            parts: format!("{}/{}", value.numerator, value.denominator),
            interval: interval.map(|i| format!("{:.0}–{:.0}%", i.low, i.high)),
            owed: value.rate.is_of_owed(),
        }
    }
}

/// Cases for each ten thousand residents, in words.
pub struct Ratio {
    /// `30.00`.
    pub per_10k: String,
    /// `123/41000`.
    pub parts: String,
}

impl Ratio {
    pub fn of(it: &PerResidents) -> Self {
        Self {
            per_10k: format!("{:.2}", it.per_10k.round_dp(2)),
            parts: format!("{}/{}", it.cases, it.residents),
        }
    }
}

/// All rates in their order.
pub fn figures(values: &[Value]) -> Vec<Figure> {
    values.iter().map(Figure::of).collect()
}
