//! Totals over projects at any date and by any cut: 年度投资不少于… is a sum, not a typed number.

use crate::progress::{expected_twelfths, month_on, of_sums};
use crate::{Batch, Ledger, Progress, Project, Refusal, batch};
use figure::Decimal;
use indicator::coded;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

coded! {
    /// By what projects are put together.
    Cut {
        /// All in one.
        All => "all", "全部";
        /// Bureau.
        Bureau => "bureau", "责任单位";
        /// Owner.
        Owner => "owner", "业主";
        /// Leader.
        Leader => "leader", "联系领导";
        /// Subdistrict.
        Place => "place", "街道";
        /// Trade.
        Category => "category", "类别";
        /// Batch on the day.
        Batch => "batch", "批次";
    }
}

/// The sums of some projects.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What they have in common; empty where they have none (no leader, no batch).
    pub key: String,
    /// How many.
    pub count: u32,
    /// How many have a plan of the year.
    pub planned: u32,
    /// Totals, in 元.
    pub total: Decimal,
    /// Plans of the year, in 元.
    pub plan: Decimal,
    /// Reported from January to the month, in 元.
    pub reported: Decimal,
    /// Enrolled likewise.
    pub enrolled: Decimal,
    /// Number in each batch.
    pub batches: BTreeMap<Batch, u32>,
    /// Progress of the reported ledger over projects with a plan; none without one.
    pub progress: Option<Progress>,
    /// Of the enrolled ledger.
    pub progress_enrolled: Option<Progress>,
    #[serde(skip)]
    expected: Decimal,
    #[serde(skip)]
    of_plan: (Decimal, Decimal),
}

/// Sums by a cut, by rising key. Investment of projects without a plan is in `reported` and `enrolled`,
/// and not in the progress against plans. Errors: `out_of_range`.
pub fn totals<'a>(
    projects: impl IntoIterator<Item = &'a Project>,
    cut: Cut,
    year: i16,
    on: Date,
    known: Date,
) -> Result<Vec<Row>, Refusal> {
    let month = month_on(year, on);
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for project in projects.into_iter().filter(|p| p.registered_on <= known) {
        let key = key_of(project, cut, on, known);
        let row = rows.entry(key.clone()).or_insert_with(|| Row {
            key,
            ..Row::default()
        });
        let added = add(row, project, year, month, on, known);
        added.ok_or_else(|| Refusal::new("out_of_range"))?;
    }
    for row in rows.values_mut() {
        if row.planned > 0 {
            row.progress = of_sums(month, row.plan, row.of_plan.0, row.expected);
            row.progress_enrolled = of_sums(month, row.plan, row.of_plan.1, row.expected);
        }
    }
    Ok(rows.into_values().collect())
}

fn key_of(project: &Project, cut: Cut, on: Date, known: Date) -> String {
    match cut {
        Cut::All => String::new(),
        Cut::Bureau => project.bureau.clone(),
        Cut::Owner => project.owner.clone(),
        Cut::Leader => project.leader.clone().unwrap_or_default(),
        Cut::Place => project.place.clone().unwrap_or_default(),
        Cut::Category => project.category.clone(),
        Cut::Batch => batch(project, on, known).map_or("", Batch::code).to_owned(),
    }
}

fn add(
    row: &mut Row,
    project: &Project,
    year: i16,
    month: i8,
    on: Date,
    known: Date,
) -> Option<()> {
    let reported = project.invested(Ledger::Reported, year, month, known)?;
    let enrolled = project.invested(Ledger::Enrolled, year, month, known)?;
    row.count += 1;
    row.total = row
        .total
        .checked_add(project.total(known).unwrap_or_default())?;
    row.reported = row.reported.checked_add(reported)?;
    row.enrolled = row.enrolled.checked_add(enrolled)?;
    if let Some(batch) = batch(project, on, known) {
        *row.batches.entry(batch).or_default() += 1;
    }
    if let Some(plan) = project.plan(year, known) {
        row.planned += 1;
        row.plan = row.plan.checked_add(plan.amount)?;
        row.expected = row.expected.checked_add(expected_twelfths(plan, month)?)?;
        row.of_plan.0 = row.of_plan.0.checked_add(reported)?;
        row.of_plan.1 = row.of_plan.1.checked_add(enrolled)?;
    }
    Some(())
}
