//! What of which cases is added up.

use crate::quantity::in_base_unit;
use crate::state::codes;
use crate::{Commitment, Refusal};
use figure::{Basis, Decimal, Dimension};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Most matters, areas or outcomes of one measure.
pub const CHOICES_MAX: usize = 50;
/// Most conditions on fields of one measure.
pub const FIELDS_MAX: usize = 5;
/// Longest code in a measure, in bytes.
const CODE_BYTES_MAX: usize = 200;

/// What the cases of a commitment are, and what of them adds up. Codes are of the district's case
/// types, catalogue of matters and areas; an empty list is no condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseMeasure {
    /// What adds up.
    pub total: CaseTotal,
    /// The type, by id.
    pub case_type: String,
    /// Matters, by code.
    #[serde(default)]
    pub matters: Vec<String>,
    /// Subdistricts, communities or grids, by code; one of them is enough.
    #[serde(default)]
    pub areas: Vec<String>,
    /// Values of fields, all of them.
    #[serde(default)]
    pub fields: Vec<FieldIs>,
    /// Final states, by key; any closed one where none is named.
    #[serde(default)]
    pub outcomes: Vec<String>,
    /// Verified on this day or later; from the commitment's first day where none is given.
    #[serde(default)]
    pub from: Option<Date>,
    /// Verified on this day or before.
    #[serde(default)]
    pub to: Option<Date>,
}

/// What of the cases adds up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CaseTotal {
    /// Their number.
    Count,
    /// The number of distinct places among them.
    Places {
        /// What makes two places the same.
        by: PlaceBy,
    },
    /// The sum of a field with numbers.
    Sum {
        /// The field, by key.
        field: String,
        /// The unit its numbers are in.
        unit: String,
    },
}

/// What makes two places the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceBy {
    /// The grid.
    Grid,
    /// The community.
    Community,
    /// The subdistrict.
    Subdistrict,
    /// The address in words, without spaces, punctuation and differences of width or case.
    Address,
}
codes!(PlaceBy {
    Grid => "grid",
    Community => "community",
    Subdistrict => "subdistrict",
    Address => "address",
});

/// A condition on a field: its value is one of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldIs {
    /// The field, by key.
    pub field: String,
    /// Values as written; choices by key.
    pub any_of: Vec<String>,
}

impl CaseTotal {
    /// Its stable code: `count`, `places`, `sum`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Places { .. } => "places",
            Self::Sum { .. } => "sum",
        }
    }
}

/// Refuses a measure that cannot feed the commitment's target. What the district does not know is
/// refused by the caller, who has its profile.
pub(crate) fn check(state: &Commitment) -> Result<(), Refusal> {
    let is_by_cases = state.measured_by == light::MeasuredBy::Cases;
    let measure = match &state.cases {
        None if is_by_cases => return Err(Refusal::on("cases_required", "cases")),
        Some(_) if !is_by_cases => return Err(Refusal::on("one_source", "cases")),
        None => return Ok(()),
        Some(measure) => measure,
    };
    check_size(measure)?;
    if measure
        .from
        .zip(measure.to)
        .is_some_and(|(from, to)| to < from)
    {
        return Err(Refusal::on("cases_days_reversed", "cases"));
    }
    let Some(target) = &state.target else {
        return Err(Refusal::on("source_needs_target", "cases"));
    };
    if target.value.is_none() || target.basis != Basis::Level {
        return Err(Refusal::on("source_needs_target", "cases"));
    }
    match &measure.total {
        CaseTotal::Sum { unit, .. } => exact_unit(unit, &target.unit),
        CaseTotal::Count | CaseTotal::Places { .. } => match figure::unit(&target.unit) {
            Some(unit) if !matches!(unit.dimension, Dimension::Count(_)) => {
                let refusal = Refusal::on("source_not_countable", "cases");
                Err(refusal.with("unit", &target.unit))
            }
            _ => Ok(()),
        },
    }
}

/// Numbers in one unit can be told in the other without rounding.
fn exact_unit(unit: &str, base: &str) -> Result<(), Refusal> {
    in_base_unit(Decimal::ONE, unit, base).map(|_| ())
}

fn check_size(measure: &CaseMeasure) -> Result<(), Refusal> {
    let lists = [&measure.matters, &measure.areas, &measure.outcomes];
    let values = measure.fields.iter().map(|field| &field.any_of);
    let all = lists.into_iter().chain(values);
    let too_many = |max: usize| Err(Refusal::on("cases_too_many", "cases").with("max", max));
    if measure.fields.len() > FIELDS_MAX {
        return too_many(FIELDS_MAX);
    }
    let mut codes = vec![&measure.case_type];
    for list in all {
        if list.len() > CHOICES_MAX {
            return too_many(CHOICES_MAX);
        }
        codes.extend(list);
    }
    for field in &measure.fields {
        if field.any_of.is_empty() {
            return Err(Refusal::on("cases_code_empty", "cases"));
        }
        codes.push(&field.field);
    }
    if let CaseTotal::Sum { field, unit } = &measure.total {
        codes.extend([field, unit]);
    }
    match codes
        .iter()
        .any(|code| code.trim().is_empty() || code.len() > CODE_BYTES_MAX)
    {
        true => Err(Refusal::on("cases_code_empty", "cases")),
        false => Ok(()),
    }
}
