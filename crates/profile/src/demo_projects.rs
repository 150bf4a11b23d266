//! `demo/projects.csv`: illustrative projects with their year, in 万元.

use crate::csv_rows::{self, Row};
use crate::problem::Log;
use crate::{DemoProject, Files};
use jiff::civil::Date;
use org::{Directory, UnitCode};
use project::Batch;
use rust_decimal::Decimal;

const FILE: &str = "demo/projects.csv";
const COLUMNS: &[&str] = &[
    "no",
    "name",
    "owner",
    "bureau",
    "place",
    "category",
    "total",
    "plan",
    "bond",
    "start_month",
    "milestones",
    "reported",
    "enrolled",
    "approvals",
    "blocker",
];

pub(crate) fn read(files: &Files, directory: &Directory, log: &mut Log) -> Vec<DemoProject> {
    let Some(text) = files.get(FILE) else {
        return vec![];
    };
    let mut all: Vec<DemoProject> = vec![];
    for row in csv_rows::read(FILE, text, COLUMNS, log) {
        let Some(one) = project(&row, directory, log) else {
            continue;
        };
        if all.iter().any(|p| p.name == one.name) {
            let message = format!("“{}”出现两次", one.name);
            log.add(FILE, row.line, "demo_project_duplicate", message);
            continue;
        }
        all.push(one);
    }
    all
}

fn project(row: &Row<'_>, directory: &Directory, log: &mut Log) -> Option<DemoProject> {
    let name = row.required("name", FILE, log)?;
    let wrong = |column: &str, log: &mut Log| {
        let message = format!("“{column}”写法有误：{}", row.get(column));
        log.add(FILE, row.line, "demo_project_cell", message);
    };
    let unit = |column: &str, log: &mut Log| {
        let code = UnitCode::parse(row.get(column)).ok();
        let known = code.filter(|code| directory.get(code).is_some());
        if known.is_none() {
            wrong(column, log);
        }
        known
    };
    let bureau = unit("bureau", log)?;
    let place = match row.get("place") {
        "" => None,
        _ => Some(unit("place", log)?),
    };
    let amount = |column: &str, log: &mut Log| {
        let value = row.get(column).parse::<Decimal>().ok();
        if value.is_none() {
            wrong(column, log);
        }
        value
    };
    let some = |column: &str, log: &mut Log| match row.get(column) {
        "" => Some(None),
        _ => amount(column, log).map(Some),
    };
    let months = |column: &'static str, log: &mut Log| {
        let parts: Option<Vec<(i8, Decimal)>> = row.list(column).iter().map(month).collect();
        if parts.is_none() {
            wrong(column, log);
        }
        parts
    };
    let steps: Option<Vec<(Batch, Date)>> = row.list("milestones").iter().map(step).collect();
    if steps.is_none() {
        wrong("milestones", log);
    }
    let blocker = match row.get("blocker") {
        "" => Some(None),
        text => match blocker(text) {
            Some(read) => Some(Some(read)),
            None => {
                wrong("blocker", log);
                None
            }
        },
    };
    Some(DemoProject {
        name: name.to_owned(),
        owner: row.required("owner", FILE, log)?.to_owned(),
        bureau,
        place,
        category: row.required("category", FILE, log)?.to_owned(),
        total: amount("total", log)?,
        plan: some("plan", log)?,
        bond: some("bond", log)?,
        start_month: match row.get("start_month") {
            "" => None,
            text => text.parse().ok(),
        },
        milestones: steps?,
        reported: months("reported", log)?,
        enrolled: months("enrolled", log)?,
        approvals: row
            .list("approvals")
            .into_iter()
            .map(str::to_owned)
            .collect(),
        blocker: blocker?,
    })
}

/// `3=1200`: cumulative at the end of March.
fn month(part: &&str) -> Option<(i8, Decimal)> {
    let (month, sum) = part.split_once('=')?;
    let month = month.trim().parse().ok().filter(|m| (1..=12).contains(m))?;
    Some((month, sum.trim().parse().ok()?))
}

/// `commencement=2026-03-18`.
fn step(part: &&str) -> Option<(Batch, Date)> {
    let (batch, day) = part.split_once('=')?;
    Some((Batch::from_code(batch.trim())?, day.trim().parse().ok()?))
}

/// `words=2026-06-01=2026-06-20=2026-07-01`: raised, due, solved; the last may be absent.
fn blocker(text: &str) -> Option<(String, Date, Date, Option<Date>)> {
    let mut parts = text.split('=').map(str::trim);
    let title = parts.next().filter(|t| !t.is_empty())?.to_owned();
    let (raised, due) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let solved = match parts.next() {
        None | Some("") => None,
        Some(day) => Some(day.parse().ok()?),
    };
    Some((title, raised, due, solved))
}
