//! The list as a file: the same filter and order, personal data masked as everywhere.

use super::list::{Query, page};
use super::row::Row;
use crate::table::{Table, write};
use crate::{Actor, App, FileOut, Format, Result};
use org::Action;
use privacy::mask_text;

/// Most rows of one file.
const ROWS_MAX: usize = 20_000;

const HEADING: [&str; 15] = [
    "编号",
    "类型",
    "状态",
    "标题",
    "事项",
    "等级",
    "地点",
    "街道",
    "来源",
    "当前责任单位",
    "承办单位",
    "上报时间",
    "到期时间",
    "是否超期",
    "办结时间",
];
const WIDTHS: [u16; 15] = [18, 16, 12, 44, 18, 14, 36, 12, 10, 24, 24, 18, 18, 10, 18];

/// Writes the rows that the actor may both see and take away.
pub async fn export(app: &App, actor: &Actor, query: &Query, format: Format) -> Result<FileOut> {
    let mut query = Query {
        limit: store::MAX_PAGE,
        after: None,
        ..query.clone()
    };
    let mut lines = vec![];
    while lines.len() < ROWS_MAX {
        let found = page(app, actor, &query, &[Action::List, Action::Export], false).await?;
        lines.extend(found.rows.iter().map(line));
        match found.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    let name = format!("案件-{}", app.today());
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
    let at = |t: Option<jiff::Timestamp>| {
        t.map(|t| {
            calendar::format_instant(t)
                .replace('T', " ")
                .chars()
                .take(16)
                .collect()
        })
        .unwrap_or_default()
    };
    let some = |t: &Option<String>| t.clone().unwrap_or_default();
    vec![
        row.number.clone(),
        row.type_name.clone(),
        row.state_name.clone(),
        mask_text(&row.title),
        some(&row.matter_name),
        some(&row.grade),
        mask_text(&row.address),
        some(&row.subdistrict),
        row.channel.clone(),
        row.owner.clone(),
        some(&row.handler),
        at(Some(row.reported_at)),
        at(row.due),
        if row.late { "是" } else { "否" }.to_owned(),
        at(row.closed_at),
    ]
}
