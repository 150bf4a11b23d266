//! The monthly progress: cumulative investment of each project in both ledgers.

use super::SheetProblem;
use super::columns::{PROGRESS_COLUMNS, Sheet, project_of, wan};
use crate::{Amount, Ledger, Project, Refusal, Report};
use figure::Decimal;
use indicator::sheet::Table;
use jiff::civil::Date;
use serde::Serialize;

/// One amount of one project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgressRow {
    /// Row of the sheet, from 1.
    pub row: usize,
    /// The project.
    pub project: String,
    /// What to report.
    pub report: Report,
}

/// A dry run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ProgressRead {
    /// Amounts that differ from what is known, in the order of the sheet.
    pub rows: Vec<ProgressRow>,
    /// What cannot be entered.
    pub problems: Vec<SheetProblem>,
    /// What somebody has to look at before it is entered.
    pub doubts: Vec<SheetProblem>,
    /// Amounts that are known already.
    pub same: u32,
}

/// Reads the progress at the end of a month. Nothing is entered. Errors of the whole:
/// `sheet_without_headings`, `column_missing`, `column_twice`. Problems: `project_unknown`,
/// `project_unnamed`, `project_ambiguous`, `project_twice`, `not_a_number`, `unit_missing`. Doubts: `progress_falls`,
/// `enrolled_above_reported`, `far_above_plan`.
pub fn read_progress(
    table: &Table,
    year: i16,
    month: i8,
    projects: &[Project],
    known: Date,
) -> Result<ProgressRead, Refusal> {
    let sheet = Sheet::new(table)?;
    let name = sheet.column(&["项目名称"])?;
    let code = sheet.optional(&["项目代码"])?;
    let reported = sheet.column(&["报送累计", "累计完成投资", "完成投资累计"])?;
    let enrolled = sheet.optional(&["入库累计"])?;
    let mut out = ProgressRead::default();
    let mut seen: Vec<&str> = vec![];
    for row in sheet.rows(name) {
        let title = sheet.text(row, name);
        let code = sheet.words(row, code);
        let at_name = |refusal| sheet.problem(row, name, refusal);
        let project = match project_of(projects, code.as_deref(), title) {
            Ok(Some(project)) => project,
            Ok(None) => {
                let refusal = Refusal::new("project_unknown").with("name", title);
                out.problems.push(at_name(refusal));
                continue;
            }
            Err(refusal) => {
                out.problems.push(at_name(refusal));
                continue;
            }
        };
        if seen.contains(&project.id.as_str()) {
            let refusal = Refusal::new("project_twice").with("name", title);
            out.problems.push(at_name(refusal));
            continue;
        }
        seen.push(&project.id);
        let columns = [
            (Ledger::Reported, Some(reported)),
            (Ledger::Enrolled, enrolled),
        ];
        let mut sums: Vec<Decimal> = vec![];
        for (ledger, column) in columns {
            let Some(column) = column else { continue };
            let sum = match sheet.amount(row, column) {
                Ok(Some(sum)) => sum,
                Ok(None) => continue,
                Err(problem) => {
                    out.problems.push(problem);
                    continue;
                }
            };
            sums.push(sum);
            if let Some(refusal) = doubt(project, ledger, year, month, sum, known) {
                out.doubts.push(sheet.problem(row, column, refusal));
            }
            let there = project.investment(ledger, year, month, known).is_some();
            if there && project.invested(ledger, year, month, known) == Some(sum) {
                out.same += 1;
                continue;
            }
            out.rows.push(ProgressRow {
                row: row + 1,
                project: project.id.clone(),
                report: Report {
                    ledger,
                    year,
                    month,
                    amount: Amount::YearToDate(sum),
                    note: String::new(),
                },
            });
        }
        if let [reported, enrolled] = sums.as_slice()
            && enrolled > reported
        {
            let refusal = Refusal::new("enrolled_above_reported");
            out.doubts.push(at_name(
                refusal
                    .with("enrolled", enrolled)
                    .with("reported", reported),
            ));
        }
    }
    Ok(out)
}

/// Twice the plan of a year is more likely another unit than zeal.
fn doubt(
    project: &Project,
    ledger: Ledger,
    year: i16,
    month: i8,
    sum: Decimal,
    known: Date,
) -> Option<Refusal> {
    let before = project.invested(ledger, year, month - 1, known)?;
    if sum < before {
        let refusal = Refusal::new("progress_falls").with("before", before);
        return Some(refusal.with("sum", sum));
    }
    let plan = project.plan(year, known)?.amount;
    let far = plan
        .checked_mul(Decimal::TWO)
        .is_some_and(|twice| sum > twice);
    far.then(|| {
        Refusal::new("far_above_plan")
            .with("sum", sum)
            .with("plan", plan)
    })
}

/// The progress at the end of a month as a sheet that [`read_progress`] reads back without a difference.
pub fn progress_sheet(projects: &[Project], year: i16, month: i8, known: Date) -> Vec<Vec<String>> {
    let heading = PROGRESS_COLUMNS.map(str::to_owned).to_vec();
    let sum = |p: &Project, ledger| {
        let there = p.investment(ledger, year, month, known).is_some();
        wan(p.invested(ledger, year, month, known).filter(|_| there))
    };
    let rows = projects.iter().map(|p| {
        vec![
            p.code.clone().unwrap_or_default(),
            p.name.clone(),
            sum(p, Ledger::Reported),
            sum(p, Ledger::Enrolled),
        ]
    });
    std::iter::once(heading).chain(rows).collect()
}
