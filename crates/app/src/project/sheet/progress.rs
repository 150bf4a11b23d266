//! The progress of a month is reported for many projects at once; others verify it.

use super::super::held::{Held, held};
use super::super::step::{context, units_of};
use super::{SheetFault, check_year};
use crate::change_of::changed;
use crate::sheet::grid;
use crate::{Actor, App, AppError, FileIn, Result};
use figure::Decimal;
use org::{Action, Resource};
use project::sheet::{ProgressRow, read_progress};
use project::{Amount, Ledger, Report};
use serde::Serialize;
use std::collections::BTreeMap;
use store::Change;

/// One amount of the sheet that differs from what is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgressLine {
    /// Row of the sheet, from 1.
    pub row: usize,
    /// The project.
    pub project: String,
    /// Its name.
    pub name: String,
    /// Which ledger.
    pub ledger: Ledger,
    /// Known from January to the end of the month, in 元.
    pub before: Decimal,
    /// As the sheet says, in 元.
    pub sum: Decimal,
}

/// What a sheet does, and whether it was done.
#[derive(Debug, Clone, Serialize)]
pub struct ProgressImport {
    /// Year.
    pub year: i16,
    /// Month.
    pub month: i8,
    /// Amounts that differ.
    pub lines: Vec<ProgressLine>,
    /// How many are known already.
    pub same: u32,
    /// What cannot be taken over; with one of them nothing is.
    pub faults: Vec<SheetFault>,
    /// What somebody has to say yes to before it is taken over.
    pub doubts: Vec<SheetFault>,
    /// True when it was written.
    pub applied: bool,
}

/// Reads a month's progress and, unless it is a dry run, reports it; with one fault, or with a doubt
/// that nobody said yes to, nothing is written. Errors of the whole: as [`super::import_plan`],
/// `month_not_over`.
pub async fn import_progress(
    app: &App,
    actor: &Actor,
    (file, year, month): (FileIn, i16, i8),
    (note, sure): (&str, bool),
    dry_run: bool,
) -> Result<ProgressImport> {
    let own = [actor.unit.as_str()];
    app.require(actor, Action::Import, Resource::Project, &own)?;
    check_year(year)?;
    if !(1..=12).contains(&month) {
        return Err(AppError::field(
            "month",
            "month_out_of_range",
            "月份应为1至12",
            "A month from 1 to 12",
        ));
    }
    let table = grid::read(file).await?;
    let held = held(app).await?;
    let read = read_progress(&table, year, month, &held.all, app.today())?;
    let mut faults: Vec<SheetFault> = read.problems.into_iter().map(Into::into).collect();
    let doubts: Vec<SheetFault> = read.doubts.into_iter().map(Into::into).collect();
    let mut changes = vec![];
    for (id, rows) in by_project(&read.rows) {
        match change(app, actor, &held, (id, &rows), note) {
            Ok(change) => changes.push(change),
            Err(error) => {
                let row = rows.first().map_or(0, |r| r.row);
                faults.push(SheetFault::failed(format!("A{row}"), &error));
            }
        }
    }
    let applied = !dry_run && faults.is_empty() && (doubts.is_empty() || sure);
    if applied && !changes.is_empty() {
        app.append(actor, changes).await?;
    }
    let line = |row: &ProgressRow| {
        let project = held.get(&row.project);
        let known = |ledger| {
            let known = project.and_then(|p| p.invested(ledger, year, month, app.today()));
            known.unwrap_or_default()
        };
        ProgressLine {
            row: row.row,
            project: row.project.clone(),
            name: project.map(|p| p.name.clone()).unwrap_or_default(),
            ledger: row.report.ledger,
            before: known(row.report.ledger),
            sum: match row.report.amount {
                Amount::Month(amount) | Amount::YearToDate(amount) => amount,
            },
        }
    };
    Ok(ProgressImport {
        year,
        month,
        lines: read.rows.iter().map(line).collect(),
        same: read.same,
        faults,
        doubts,
        applied,
    })
}

fn by_project(rows: &[ProgressRow]) -> BTreeMap<&str, Vec<&ProgressRow>> {
    let mut found: BTreeMap<&str, Vec<&ProgressRow>> = BTreeMap::new();
    for row in rows {
        found.entry(&row.project).or_default().push(row);
    }
    found
}

fn change(
    app: &App,
    actor: &Actor,
    held: &Held,
    (id, rows): (&str, &[&ProgressRow]),
    note: &str,
) -> Result<Change> {
    let before = held.loaded(id);
    let before = before.ok_or_else(|| AppError::not_found("这个项目", "project"))?;
    let units = units_of(&before.state);
    app.require(actor, Action::Claim, Resource::Project, &units)?;
    let ctx = context(app, actor);
    let mut after = before.state.clone();
    for row in rows {
        let report = Report {
            note: note.to_owned(),
            ..row.report.clone()
        };
        after = project::report(&after, &report, &ctx)?;
    }
    Ok(changed(&before, "project.report", None, &after))
}
