//! The metric dictionary: what can be asked, by which names.

use crate::{Facet, Measure, Refusal, Register};
use indicator::definition::Code;
use indicator::{Cadence, Flow};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most metrics of a dictionary.
const METRICS_MAX: usize = 5_000;
/// Most metrics that are named as near.
const NEAREST_MAX: usize = 5;

/// A metric that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metric {
    /// Code of the indicator, or of another count.
    pub code: Code,
    /// Name.
    pub name: String,
    /// Other names. One that several metrics have is asked back.
    pub aliases: Vec<String>,
    /// Names that say enough only beside the noun of the register.
    pub short: Vec<String>,
    /// Where it is kept.
    pub register: Register,
    /// What is counted, and what is not.
    pub caliber: String,
    /// Unit symbol.
    pub unit: String,
    /// How often.
    pub cadence: Cadence,
    /// January and February come as one.
    pub jan_feb_merged: bool,
    /// What a value covers.
    pub flow: Flow,
    /// What can be asked of it.
    pub measures: Vec<Measure>,
    /// Measures it is meant by when a question names no metric.
    pub stands_for: Vec<Measure>,
    /// Whether it is kept for the places within.
    pub by_place: bool,
    /// Whether it is kept by unit.
    pub by_unit: bool,
    /// Whether it is reckoned for any span of days that is named, and for none that is not.
    pub any_span: bool,
    /// Whether places and units may be ranked by it.
    pub ranked: bool,
    /// By what it can be narrowed.
    pub facets: Vec<Facet>,
}

impl Metric {
    /// Of an indicator: what all of them have in common.
    pub fn of_indicator(code: &str, name: &str) -> Self {
        Self {
            code: code.to_owned(),
            name: name.to_owned(),
            aliases: vec![],
            short: vec![],
            register: Register::Indicators,
            caliber: String::new(),
            unit: String::new(),
            cadence: Cadence::Month,
            jan_feb_merged: false,
            flow: Flow::Current,
            measures: vec![],
            stands_for: vec![],
            by_place: false,
            by_unit: false,
            any_span: false,
            ranked: true,
            facets: vec![],
        }
    }
}

/// A word that narrows the metrics of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Whose metrics.
    pub register: Register,
    /// By what.
    pub facet: Facet,
    /// Code.
    pub code: String,
    /// Words for it, the usual one first.
    pub names: Vec<String>,
}

/// A place that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Code.
    pub code: String,
    /// Name (某某街道).
    pub name: String,
    /// Other names (某某街, 某某).
    pub aliases: Vec<String>,
}

/// Metrics and places with their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dictionary {
    pub(super) metrics: Vec<Metric>,
    pub(super) places: Vec<Place>,
    /// Names of the whole district.
    pub(super) whole: Vec<String>,
    pub(super) units: Vec<Place>,
    /// Words for what a register holds.
    pub(super) nouns: Vec<(Register, &'static [&'static str])>,
    pub(super) values: Vec<Value>,
}

impl Dictionary {
    /// A dictionary; `whole` are names of the district. Errors: `dictionary_too_large`,
    /// `dictionary_twice` for a code that stands twice.
    pub fn new(
        metrics: Vec<Metric>,
        places: Vec<Place>,
        whole: Vec<String>,
    ) -> Result<Self, Refusal> {
        if metrics.len() > METRICS_MAX {
            return Err(Refusal::new("dictionary_too_large").with("max", METRICS_MAX));
        }
        let mut seen = BTreeSet::new();
        if let Some(twice) = metrics.iter().find(|m| !seen.insert(m.code.as_str())) {
            return Err(Refusal::new("dictionary_twice").with("code", &twice.code));
        }
        Ok(Self {
            metrics,
            places,
            whole,
            ..Self::default()
        })
    }

    /// With units, nouns of registers and words that narrow.
    #[must_use]
    pub fn with(
        mut self,
        units: Vec<Place>,
        nouns: Vec<(Register, &'static [&'static str])>,
        values: Vec<Value>,
    ) -> Self {
        (self.units, self.nouns, self.values) = (units, nouns, values);
        self
    }

    /// The places that can be asked for.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The units that can be asked for.
    pub fn units(&self) -> &[Place] {
        &self.units
    }

    /// The words that narrow.
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// All metrics.
    pub fn metrics(&self) -> &[Metric] {
        &self.metrics
    }

    /// The metric of a code.
    pub fn metric(&self, code: &str) -> Option<&Metric> {
        self.metrics.iter().find(|m| m.code == code)
    }

    /// Names of metrics that share most pairs of characters with the words, nearest first.
    pub fn nearest(&self, words: &str) -> Vec<String> {
        let asked = pairs(words);
        let mut near: Vec<(usize, &str)> = self
            .metrics
            .iter()
            .filter_map(|metric| {
                let names = std::iter::once(&metric.name).chain(&metric.aliases);
                let score = names.map(|name| alike(&asked, name)).max()?;
                (score > 0).then_some((score, metric.name.as_str()))
            })
            .collect();
        near.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        let names = near.into_iter().map(|(_, name)| name.to_owned());
        names.take(NEAREST_MAX).collect()
    }
}

/// Per mille of shared characters and pairs of characters.
fn alike(asked: &BTreeSet<String>, name: &str) -> usize {
    let of_name = pairs(name);
    let shared = asked.intersection(&of_name).map(|p| p.chars().count());
    let all = asked.len() + of_name.len();
    (shared.sum::<usize>() * 1000).checked_div(all).unwrap_or(0)
}

fn pairs(words: &str) -> BTreeSet<String> {
    let chars: Vec<char> = words.to_lowercase().chars().collect();
    let singles = chars.iter().map(char::to_string);
    let doubles = chars.windows(2).map(|pair| pair.iter().collect());
    singles.chain(doubles).collect()
}
