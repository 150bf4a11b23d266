//! The annual plan and the monthly progress as spreadsheets: a dry run first, then all or nothing.

mod plan;
mod progress;

pub use plan::{PlanImport, PlanLine, import_plan};
pub use progress::{ProgressImport, ProgressLine, import_progress};

use super::held::held;
use super::step::units_of;
use crate::district::{leader_name, unit_name};
use crate::table::{Table, write};
use crate::{Actor, App, AppError, FileOut, Format, Result};
use org::{Action, Resource};
use project::sheet::{PLAN_COLUMNS, PROGRESS_COLUMNS, SheetProblem};
use project::{Project, Refusal};
use serde::Serialize;

const PLAN_WIDTHS: [u16; 11] = [16, 36, 22, 22, 14, 14, 12, 14, 14, 14, 10];
const PROGRESS_WIDTHS: [u16; 4] = [16, 36, 16, 16];

/// What is wrong with a cell, or asks for a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetFault {
    /// Cell (C7).
    pub cell: String,
    /// Stable code.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl From<SheetProblem> for SheetFault {
    fn from(problem: SheetProblem) -> Self {
        Self::refused(problem.cell, &problem.refusal)
    }
}

impl SheetFault {
    fn refused(cell: String, refusal: &Refusal) -> Self {
        Self {
            cell,
            code: refusal.code.to_owned(),
            zh: refusal.zh(),
            en: refusal.en(),
        }
    }

    fn failed(cell: String, error: &AppError) -> Self {
        Self {
            cell,
            code: error.code().to_owned(),
            zh: error.zh().to_owned(),
            en: error.en().to_owned(),
        }
    }
}

/// The plan of a year as a sheet that can be read back.
pub async fn export_plan(app: &App, actor: &Actor, year: i16, format: Format) -> Result<FileOut> {
    let all = taken(app, actor).await?;
    let lines = project::sheet::plan_sheet(&all, year, app.today());
    let name = format!("{year}年重点项目投资计划-{}", app.today());
    sheet(&name, &PLAN_COLUMNS, &PLAN_WIDTHS, lines, format)
}

/// The progress at the end of a month as a sheet that can be read back.
pub async fn export_progress(
    app: &App,
    actor: &Actor,
    (year, month): (i16, i8),
    format: Format,
) -> Result<FileOut> {
    let all = taken(app, actor).await?;
    let lines = project::sheet::progress_sheet(&all, year, month, app.today());
    let name = format!("{year}年1—{month}月重点项目进度-{}", app.today());
    sheet(&name, &PROGRESS_COLUMNS, &PROGRESS_WIDTHS, lines, format)
}

fn sheet(
    name: &str,
    heading: &[&str],
    widths: &[u16],
    lines: Vec<Vec<String>>,
    format: Format,
) -> Result<FileOut> {
    let table = Table {
        name,
        heading,
        widths,
        lines: lines.into_iter().skip(1).collect(),
    };
    write(&table, format)
}

/// The projects that this person may take away, with names where the state has codes.
async fn taken(app: &App, actor: &Actor) -> Result<Vec<Project>> {
    let own = [actor.unit.as_str()];
    app.require(actor, Action::Export, Resource::Project, &own)?;
    let profile = app.profile();
    let held = held(app).await?;
    let may = |p: &&Project| app.may(actor, Action::Export, Resource::Project, &units_of(p));
    let named = |p: &Project| Project {
        bureau: unit_name(&profile, &p.bureau),
        place: p.place.as_deref().map(|code| unit_name(&profile, code)),
        leader: p.leader.as_deref().map(|id| leader_name(&profile, id)),
        ..p.clone()
    };
    Ok(held.all.iter().filter(may).map(named).collect())
}

/// A year that sheets are about. Errors: `project.year`.
fn check_year(year: i16) -> Result<()> {
    match (2000..=2100).contains(&year) {
        true => Ok(()),
        false => Err(AppError::field(
            "year",
            "project.year",
            "年份应在2000至2100之间",
            "A year from 2000 to 2100",
        )),
    }
}
