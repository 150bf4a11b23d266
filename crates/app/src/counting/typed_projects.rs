//! A measure by projects as people type it: names or codes.

use crate::project::names;
use crate::{App, AppError, Result};
use commitment::{ProjectMeasure, ProjectTotal};
use project::Batch;
use serde::{Deserialize, Serialize};

/// A measure as typed. Everything empty is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedProjects {
    /// `reported`, `enrolled`, or a batch by its code.
    pub total: String,
    /// Bureau, by code or name.
    pub bureau: String,
    /// Subdistrict likewise.
    pub place: String,
    /// Trade.
    pub category: String,
}

/// What can add up: two ledgers, and the batches.
pub fn project_totals() -> Vec<&'static str> {
    let batches = Batch::ALL.iter().map(|batch| batch.code());
    ["reported", "enrolled"]
        .into_iter()
        .chain(batches)
        .collect()
}

impl TypedProjects {
    /// As it would be typed.
    pub fn of(measure: &ProjectMeasure) -> Self {
        Self {
            total: match &measure.total {
                ProjectTotal::Entered { batch } => batch.clone(),
                other => other.code().to_owned(),
            },
            bureau: measure.bureau.clone().unwrap_or_default(),
            place: measure.place.clone().unwrap_or_default(),
            category: measure.category.clone().unwrap_or_default(),
        }
    }

    /// The measure, with names made codes. Errors: `projects.total`, `unit.unknown`, `place.unknown`.
    pub fn read(&self, app: &App) -> Result<ProjectMeasure> {
        let total = match self.total.trim() {
            "reported" => ProjectTotal::Reported,
            "enrolled" => ProjectTotal::Enrolled,
            code => match Batch::from_code(code) {
                Some(batch) => ProjectTotal::Entered {
                    batch: batch.code().to_owned(),
                },
                None => {
                    let (zh, en) = ("请选择按项目的什么计数", "Choose what adds up");
                    return Err(AppError::field("projects", "projects.total", zh, en));
                }
            },
        };
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let profile = app.profile();
        let bureau = given(&self.bureau).map(|words| names::bureau(&profile, &words));
        Ok(ProjectMeasure {
            total,
            bureau: bureau.transpose()?,
            place: names::place(&profile, given(&self.place).as_deref())?,
            category: given(&self.category),
        })
    }
}

/// Refuses a measure that names what the district does not have. Errors: as [`TypedProjects::read`].
pub(crate) fn check_projects(app: &App, measure: &ProjectMeasure) -> Result<()> {
    TypedProjects::of(measure).read(app).map(|_| ())
}
