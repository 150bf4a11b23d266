//! What of which projects is added up.

use crate::quantity::in_base_unit;
use crate::{Commitment, MeasuredBy, Refusal};
use figure::{Basis, Decimal, Dimension};
use serde::{Deserialize, Serialize};

/// The unit in which investment is kept.
pub(super) const MONEY: &str = "元";
/// Longest code in a measure, in bytes.
const CODE_BYTES_MAX: usize = 200;

/// What the projects of a commitment are, and what of them adds up. Codes are of the district's units and
/// trades; what is absent is no condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectMeasure {
    /// What adds up.
    pub total: ProjectTotal,
    /// The bureau that answers for them.
    #[serde(default)]
    pub bureau: Option<String>,
    /// Their subdistrict.
    #[serde(default)]
    pub place: Option<String>,
    /// Their trade.
    #[serde(default)]
    pub category: Option<String>,
}

/// What of the projects adds up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ProjectTotal {
    /// Investment as owners report it (报送), of the months that are over.
    Reported,
    /// Investment as statistics enrolled it (入库), likewise.
    Enrolled,
    /// The number of projects that came into a batch.
    Entered {
        /// The batch, by its code.
        batch: String,
    },
}

impl ProjectTotal {
    /// Its stable code: `reported`, `enrolled`, `entered`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Enrolled => "enrolled",
            Self::Entered { .. } => "entered",
        }
    }
}

/// Refuses a measure that cannot feed the commitment's target. What the district does not know is
/// refused by the caller, who has its profile.
pub(crate) fn check(state: &Commitment) -> Result<(), Refusal> {
    let is_by_projects = state.measured_by == MeasuredBy::Projects;
    let measure = match &state.projects {
        None if is_by_projects => return Err(Refusal::on("projects_required", "projects")),
        Some(_) if !is_by_projects => return Err(Refusal::on("one_source", "projects")),
        None => return Ok(()),
        Some(measure) => measure,
    };
    check_codes(measure)?;
    let target = state.target.as_ref();
    let target = target.filter(|t| t.value.is_some() && t.basis == Basis::Level);
    let target = target.ok_or_else(|| Refusal::on("source_needs_target", "projects"))?;
    match &measure.total {
        ProjectTotal::Reported | ProjectTotal::Enrolled => {
            in_base_unit(Decimal::ONE, MONEY, &target.unit).map(|_| ())
        }
        ProjectTotal::Entered { .. } => match figure::unit(&target.unit) {
            Some(unit) if !matches!(unit.dimension, Dimension::Count(_)) => {
                let refusal = Refusal::on("source_not_countable", "projects");
                Err(refusal.with("unit", &target.unit))
            }
            _ => Ok(()),
        },
    }
}

fn check_codes(measure: &ProjectMeasure) -> Result<(), Refusal> {
    let batch = match &measure.total {
        ProjectTotal::Entered { batch } => Some(batch),
        ProjectTotal::Reported | ProjectTotal::Enrolled => None,
    };
    let named = [&measure.bureau, &measure.place, &measure.category];
    let mut codes = named.into_iter().flatten().chain(batch);
    match codes.any(|code| code.trim().is_empty() || code.len() > CODE_BYTES_MAX) {
        true => Err(Refusal::on("projects_code_empty", "projects")),
        false => Ok(()),
    }
}
