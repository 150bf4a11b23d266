//! The ledger as a file: the same filter and order as on the page, all rows.

use super::list::page;
use super::{Query, Row};
use crate::list::within;
use crate::report::ReportMark;
use crate::table::{Table, write};
use crate::{Actor, App, AsOf, FileOut, Format, Result};
use org::{Action, Resource};

/// Most rows of one file.
const ROWS_MAX: usize = 20_000;

const HEADING: [&str; 14] = [
    "序号",
    "任务",
    "量化目标",
    "牵头单位",
    "责任单位",
    "分管领导",
    "完成时限",
    "进展",
    "完成率%",
    "序时进度%",
    "亮灯",
    "亮灯理由",
    "报告",
    "标识",
];
const WIDTHS: [u16; 14] = [6, 60, 18, 22, 30, 16, 12, 14, 10, 10, 6, 50, 12, 34];

/// Writes the rows of a query that the actor may both see and take away.
pub async fn export(app: &App, actor: &Actor, query: &Query, format: Format) -> Result<FileOut> {
    let within = within(
        app,
        actor,
        &[
            (Action::List, Resource::Commitment),
            (Action::Export, Resource::Commitment),
        ],
    )?;
    let mut query = Query {
        limit: super::list::PAGE_MAX,
        after: None,
        ..query.clone()
    };
    let mut lines = vec![];
    while lines.len() < ROWS_MAX {
        let page = page(app, within.clone(), &query).await?;
        lines.extend(page.rows.iter().map(line));
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    let day = query.as_of.map_or_else(|| app.today(), AsOf::day);
    let name = format!("落实台账-{day}");
    write(
        &Table {
            name: &name,
            heading: &HEADING,
            widths: &WIDTHS,
            lines,
        },
        format,
    )
}

fn line(row: &Row) -> Vec<String> {
    let names = |some: &[super::Named]| {
        some.iter()
            .map(|n| n.name.as_str())
            .collect::<Vec<_>>()
            .join("、")
    };
    let percent = |d: Option<figure::Decimal>| d.map(|d| d.to_string()).unwrap_or_default();
    let progress = row.progress.as_ref();
    vec![
        row.no.to_string(),
        row.text.clone(),
        row.target_words.clone().unwrap_or_default(),
        row.lead
            .as_ref()
            .map(|n| n.name.clone())
            .unwrap_or_default(),
        names(&row.supporting),
        row.leader
            .as_ref()
            .map(|n| n.name.clone())
            .unwrap_or_default(),
        row.deadline.map(|d| d.to_string()).unwrap_or_default(),
        progress.map(|p| p.total_words.clone()).unwrap_or_default(),
        percent(progress.and_then(|p| p.ratio_percent)),
        percent(progress.and_then(|p| p.expected_percent)),
        row.light
            .as_ref()
            .map(|l| crate::words::colour(l.colour).to_owned())
            .unwrap_or_default(),
        row.light
            .as_ref()
            .map(|l| l.reason_zh.clone())
            .unwrap_or_default(),
        row.report
            .as_ref()
            .map(ReportMark::words)
            .unwrap_or_default(),
        row.id.clone(),
    ]
}
