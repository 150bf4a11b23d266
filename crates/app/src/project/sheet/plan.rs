//! The annual plan is taken over: new projects registered, plans set.

use super::super::held::{Held, held};
use super::super::register::{RegisterCmd, check_room, made_of};
use super::super::step::{context, units_of};
use super::{SheetFault, check_year};
use crate::change_of::{changed, made};
use crate::sheet::grid;
use crate::{Actor, App, FileIn, Result, kinds};
use figure::Decimal;
use org::{Action, Resource};
use project::sheet::{PlanRow, read_plan};
use project::{Project, SetPlan, SetTotal};
use serde::Serialize;
use store::Change;

/// One project of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanLine {
    /// Row of the sheet, from 1.
    pub row: usize,
    /// Name.
    pub name: String,
    /// The project; none for a new one.
    pub project: Option<String>,
    /// The plan in force, in 元.
    pub before: Option<Decimal>,
    /// The plan of the sheet, in 元.
    pub plan: Decimal,
    /// True where taking it over changes something.
    pub changes: bool,
}

/// What a sheet does, and whether it was done.
#[derive(Debug, Clone, Serialize)]
pub struct PlanImport {
    /// Year.
    pub year: i16,
    /// Projects, in the order of the sheet.
    pub lines: Vec<PlanLine>,
    /// What cannot be taken over; with one of them nothing is.
    pub faults: Vec<SheetFault>,
    /// Sum of the plans of the sheet, in 元.
    pub sum: Decimal,
    /// True when it was written.
    pub applied: bool,
}

/// Reads an annual plan and, unless it is a dry run, takes it over; with one fault nothing is written.
///
/// Errors of the whole: those of the file, `column_missing`, `column_twice`, `sheet_without_headings`.
pub async fn import_plan(
    app: &App,
    actor: &Actor,
    (file, year): (FileIn, i16),
    (basis, reason): (&str, &str),
    dry_run: bool,
) -> Result<PlanImport> {
    let own = [actor.unit.as_str()];
    app.require(actor, Action::Import, Resource::Project, &own)?;
    check_year(year)?;
    let table = grid::read(file).await?;
    let held = held(app).await?;
    let read = read_plan(&table, year, basis, &held.all, app.today())?;
    let mut faults: Vec<SheetFault> = read.problems.into_iter().map(Into::into).collect();
    let mut changes = vec![];
    for row in &read.rows {
        match change(app, actor, &held, row, (basis, reason)) {
            Ok(change) => changes.extend(change),
            Err(error) => faults.push(SheetFault::failed(format!("A{}", row.row), &error)),
        }
    }
    let new = read.rows.iter().filter(|r| r.project.is_none()).count();
    check_room(held.all.len() + new)?;
    let applied = !dry_run && faults.is_empty();
    if applied && !changes.is_empty() {
        app.append(actor, changes).await?;
    }
    let line = |row: &PlanRow| PlanLine {
        row: row.row,
        name: row.name.clone(),
        project: row.project.clone(),
        before: row
            .project
            .as_deref()
            .and_then(|id| held.get(id)?.plan(year, app.today()))
            .map(|plan| plan.amount),
        plan: row.plan.amount,
        changes: row.changes || row.project.is_none(),
    };
    Ok(PlanImport {
        year,
        lines: read.rows.iter().map(line).collect(),
        faults,
        sum: read.sum,
        applied,
    })
}

/// What a row changes; none where it says what is known.
fn change(
    app: &App,
    actor: &Actor,
    held: &Held,
    row: &PlanRow,
    (basis, reason): (&str, &str),
) -> Result<Option<Change>> {
    let ctx = context(app, actor);
    let Some(id) = &row.project else {
        let project = made_of(app, actor, new_of(row, basis))?;
        let units = units_of(&project);
        app.require(actor, Action::Create, Resource::Project, &units)?;
        let project = project::set_plan(&project, &row.plan, &ctx)?;
        return Ok(Some(made(
            kinds::PROJECT,
            &project.id,
            "project.register",
            &project,
        )));
    };
    let Some(before) = held.loaded(id) else {
        return Ok(None);
    };
    let after = planned(&before.state, row, &ctx, (basis, reason))?;
    if after == before.state {
        return Ok(None);
    }
    let units = units_of(&before.state);
    app.require(actor, Action::Edit, Resource::Project, &units)?;
    Ok(Some(changed(&before, "project.plan", Some(reason), &after)))
}

fn planned(
    state: &Project,
    row: &PlanRow,
    ctx: &indicator::Context,
    (basis, reason): (&str, &str),
) -> Result<Project> {
    let mut after = state.clone();
    if let Some(total) = row
        .total
        .filter(|total| state.total(ctx.today) != Some(*total))
    {
        let cmd = SetTotal {
            amount: total,
            basis: basis.to_owned(),
            reapproval: None,
        };
        after = project::set_total(&after, &cmd, ctx)?;
    }
    if row.changes {
        let cmd = SetPlan {
            reason: reason.to_owned(),
            ..row.plan.clone()
        };
        after = project::set_plan(&after, &cmd, ctx)?;
    }
    Ok(after)
}

fn new_of(row: &PlanRow, basis: &str) -> RegisterCmd {
    RegisterCmd {
        code: row.code.clone(),
        name: row.name.clone(),
        owner: row.owner.clone().unwrap_or_default(),
        bureau: row.bureau.clone().unwrap_or_default(),
        leader: row.leader.clone(),
        place: row.place.clone(),
        category: row.category.clone().unwrap_or_default(),
        total: row.total.unwrap_or_default(),
        basis: basis.to_owned(),
        funding: vec![],
    }
}
