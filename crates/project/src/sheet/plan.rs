//! The annual plan.

use super::SheetProblem;
use super::columns::{PLAN_COLUMNS, Sheet, project_of, wan};
use crate::{Project, Refusal, SetPlan};
use figure::Decimal;
use indicator::sheet::Table;
use jiff::civil::Date;
use serde::Serialize;

/// Where a plan row's amounts come from, in the words of the sheet.
const BASIS_CHARS_MAX: usize = 200;

/// One project of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanRow {
    /// Row of the sheet, from 1.
    pub row: usize,
    /// The project it is; none for a new one.
    pub project: Option<String>,
    /// Code of the national platform.
    pub code: Option<String>,
    /// Name.
    pub name: String,
    /// Owner.
    pub owner: Option<String>,
    /// Bureau.
    pub bureau: Option<String>,
    /// Leader.
    pub leader: Option<String>,
    /// Subdistrict as written.
    pub place: Option<String>,
    /// Trade.
    pub category: Option<String>,
    /// Total investment, in 元.
    pub total: Option<Decimal>,
    /// The plan of the year.
    pub plan: SetPlan,
    /// Whether the plan differs from the one in force.
    pub changes: bool,
}

/// A dry run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PlanRead {
    /// Projects, in the order of the sheet.
    pub rows: Vec<PlanRow>,
    /// Problems, cell by cell.
    pub problems: Vec<SheetProblem>,
    /// Sum of the plans, in 元, to hold against the printed one.
    pub sum: Decimal,
}

/// Reads an annual plan. Nothing is entered. Errors of the whole: `sheet_without_headings`,
/// `column_missing`, `column_twice`. Problems: `project_unnamed`, `project_ambiguous`, `project_twice`, `plan_missing`,
/// `plan_above_total`, `not_a_number`, `unit_missing`, `month_out_of_range`, `new_incomplete`.
pub fn read_plan(
    table: &Table,
    year: i16,
    basis: &str,
    projects: &[Project],
    known: Date,
) -> Result<PlanRead, Refusal> {
    let sheet = Sheet::new(table)?;
    let name = sheet.column(&["项目名称"])?;
    let amount = sheet.column(&["年度计划", "年计划投资", "年度投资计划"])?;
    let total = sheet.optional(&["总投资"])?;
    let bond = sheet.optional(&["专项债"])?;
    let month = sheet.optional(&["计划开工月", "开工月份"])?;
    let of = |words: &[&'static str]| sheet.optional(words);
    let (code, owner, bureau) = (of(&["项目代码"])?, of(&["业主"])?, of(&["责任单位"])?);
    let (leader, place, category) = (of(&["联系领导"])?, of(&["街道"])?, of(&["类别"])?);
    let mut out = PlanRead::default();
    for row in sheet.rows(name) {
        let read = || -> Result<PlanRow, SheetProblem> {
            let at_name = |refusal| sheet.problem(row, name, refusal);
            let code = sheet.words(row, code);
            let title = sheet.text(row, name).to_owned();
            let project = project_of(projects, code.as_deref(), &title).map_err(at_name)?;
            let Some(planned) = sheet.amount(row, amount)? else {
                return Err(sheet.problem(row, amount, Refusal::new("plan_missing")));
            };
            let own_total = match total {
                Some(column) => sheet.amount(row, column)?,
                None => None,
            };
            let in_force = project.and_then(|p| p.total(known));
            if let Some(total) = own_total.or(in_force).filter(|t| planned > *t) {
                let refusal = Refusal::on("plan_above_total", "amount");
                let refusal = refusal.with("plan", planned).with("total", total);
                return Err(sheet.problem(row, amount, refusal));
            }
            let bond = match bond {
                Some(column) => sheet.amount(row, column)?,
                None => None,
            };
            let start_month = match month.and_then(|c| Some((c, sheet.words(row, Some(c))?))) {
                None => None,
                Some((column, text)) => Some(month_of(&text).ok_or_else(|| {
                    sheet.problem(
                        row,
                        column,
                        Refusal::on("month_out_of_range", "start_month"),
                    )
                })?),
            };
            let owner = sheet.words(row, owner);
            let bureau = sheet.words(row, bureau);
            let incomplete = owner.is_none() || bureau.is_none() || own_total.is_none();
            if project.is_none() && incomplete {
                return Err(at_name(Refusal::new("new_incomplete").with("name", &title)));
            }
            let before = project.and_then(|p| p.plan(year, known));
            Ok(PlanRow {
                row: row + 1,
                project: project.map(|p| p.id.clone()),
                code,
                name: title,
                owner,
                bureau,
                leader: sheet.words(row, leader),
                place: sheet.words(row, place),
                category: sheet.words(row, category),
                total: own_total,
                changes: before.is_none_or(|b| {
                    (b.amount, b.bond, b.start_month) != (planned, bond, start_month)
                }),
                plan: SetPlan {
                    year,
                    amount: planned,
                    curve: before
                        .filter(|b| b.amount == planned)
                        .and_then(|b| b.curve.clone()),
                    bond,
                    start_month,
                    basis: basis.chars().take(BASIS_CHARS_MAX).collect(),
                    reason: String::new(),
                },
            })
        };
        match read() {
            Err(problem) => out.problems.push(problem),
            Ok(found)
                if out
                    .rows
                    .iter()
                    .any(|r| r.name == found.name && r.code == found.code) =>
            {
                let refusal = Refusal::new("project_twice").with("name", &found.name);
                out.problems.push(sheet.problem(row, name, refusal));
            }
            Ok(found) => {
                let sum = out.sum.checked_add(found.plan.amount);
                out.sum = sum.ok_or_else(|| Refusal::new("out_of_range"))?;
                out.rows.push(found);
            }
        }
    }
    Ok(out)
}

/// The plan of a year as a sheet that [`read_plan`] reads back without a difference.
pub fn plan_sheet(projects: &[Project], year: i16, known: Date) -> Vec<Vec<String>> {
    let heading = PLAN_COLUMNS.map(str::to_owned).to_vec();
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = projects.iter().filter_map(|p| {
        let plan = p.plan(year, known)?;
        Some(vec![
            words(&p.code),
            p.name.clone(),
            p.owner.clone(),
            p.bureau.clone(),
            words(&p.leader),
            words(&p.place),
            p.category.clone(),
            wan(p.total(known)),
            wan(Some(plan.amount)),
            wan(plan.bond),
            plan.start_month.map_or_else(String::new, |m| m.to_string()),
        ])
    });
    std::iter::once(heading).chain(rows).collect()
}

/// 3, 3月, 3月份.
fn month_of(text: &str) -> Option<i8> {
    let digits = text.trim_end_matches('份').trim_end_matches('月');
    let month: i8 = digits.parse().ok()?;
    (1..=12).contains(&month).then_some(month)
}
