//! The light of a growth against its plan and a wider average, by a versioned rule (domain 3.2: 天津).

use crate::{Better, Percent, Refusal};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The colour of a growth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// At least the plan and at least the average.
    Green,
    /// Positive, and below one of them.
    Yellow,
    /// Below the floor of the rule.
    Red,
}

/// A version of the rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrowthRule {
    /// Stable name.
    pub id: String,
    /// From 1.
    pub version: u32,
    /// First day on which it is used.
    pub valid_from: Date,
    /// Red below this growth.
    pub red_below: Percent,
    /// Whether the average counts besides the plan.
    pub against_average: bool,
}

impl GrowthRule {
    /// Red below nothing; green at the plan and at the average.
    pub fn default_of(id: &str, version: u32, valid_from: Date) -> Self {
        Self {
            id: id.to_owned(),
            version,
            valid_from,
            red_below: Percent(Decimal::ZERO),
            against_average: true,
        }
    }
}

/// A judged growth with its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GrowthLight {
    /// The colour.
    pub colour: Colour,
    /// Why, in Chinese, with the numbers.
    pub zh: String,
    /// Version of the rule.
    pub rule_version: u32,
}

/// Judges a growth. Errors: `light_without_direction` for what is neither better high nor low,
/// `light_without_reference` where neither plan nor average is known.
pub fn growth_light(
    rule: &GrowthRule,
    better: Better,
    growth: Percent,
    plan: Option<Percent>,
    average: Option<Percent>,
) -> Result<GrowthLight, Refusal> {
    let sign = match better {
        Better::Higher => Decimal::ONE,
        Better::Lower => -Decimal::ONE,
        Better::Neither => return Err(Refusal::new("light_without_direction")),
    };
    let average = average.filter(|_| rule.against_average);
    if plan.is_none() && average.is_none() {
        return Err(Refusal::new("light_without_reference"));
    }
    let short = |than: Percent| growth.0 * sign < than.0 * sign;
    let missed: Vec<String> = [("计划", plan), ("平均", average)]
        .into_iter()
        .filter_map(|(word, than)| than.filter(|t| short(*t)).map(|t| format!("{word}{t}")))
        .collect();
    let (colour, zh) = if short(Percent(rule.red_below.0 * sign)) {
        let words = format!("增速{growth}，低于底线{}", rule.red_below);
        (Colour::Red, words)
    } else if missed.is_empty() {
        let met: Vec<&str> = [("计划", plan), ("平均", average)]
            .into_iter()
            .filter_map(|(word, than)| than.map(|_| word))
            .collect();
        (
            Colour::Green,
            format!("增速{growth}，不低于{}", met.join("、")),
        )
    } else {
        let words = format!("增速{growth}，未达{}", missed.join("、"));
        (Colour::Yellow, words)
    };
    Ok(GrowthLight {
        colour,
        zh,
        rule_version: rule.version,
    })
}
