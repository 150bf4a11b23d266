//! The indicators by source unit, with their latest values as known on a day.

use super::held::held;
use super::step::source_of;
use super::view::{IndicatorRow, row};
use crate::district::unit_name;
use crate::list::{Ask, Column, Page, Sheet};
use crate::{Actor, App, FileOut, Format, Result};
use indicator::Cadence;
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Serialize;
use std::collections::BTreeSet;

/// What the list can be sorted by, and whether the greatest comes first; the first is usual.
pub const SORTS: [(&str, bool); 3] = [("source", false), ("name", false), ("known", true)];

/// Which indicators, on which day, from where on.
#[derive(Debug, Clone, Default)]
pub struct IndicatorQuery {
    /// Words of name or code.
    pub text: Option<String>,
    /// Unit code of the source.
    pub source: Option<String>,
    /// How often.
    pub cadence: Option<Cadence>,
    /// Only what is overdue.
    pub late: bool,
    /// The day; today where absent.
    pub as_of: Option<Date>,
    /// Order and place; `after` is the code of the last row seen.
    pub ask: Ask,
}

/// What conditions can be chosen from.
#[derive(Debug, Clone, Default, Serialize)]
pub struct IndicatorChoices {
    /// Source units in use: code and name.
    pub sources: Vec<(String, String)>,
}

/// A page of indicators. Two queries, up to four after changes.
pub async fn list(app: &App, actor: &Actor, query: &IndicatorQuery) -> Result<Page<IndicatorRow>> {
    let rows = rows(app, actor, query, &SEEN).await?;
    Page::of_all(rows, &query.ask, |row| &row.code)
}

/// The same rows as a file, all of them.
pub async fn export(
    app: &App,
    actor: &Actor,
    query: &IndicatorQuery,
    format: Format,
) -> Result<FileOut> {
    let own = [actor.unit.as_str()];
    app.require(actor, Action::Export, Resource::Indicator, &own)?;
    let rows = rows(app, actor, query, &TAKEN).await?;
    let mut sheet = Sheet::new(COLUMNS, &Ask::default());
    sheet.add(&rows, None);
    sheet.write(app, "指标", format)
}

/// The choices as they are in use.
pub async fn choices(app: &App, actor: &Actor) -> Result<IndicatorChoices> {
    let own = [actor.unit.as_str()];
    app.require(actor, Action::List, Resource::Indicator, &own)?;
    let held = held(app).await?;
    let profile = app.profile();
    let sources: BTreeSet<&str> = held
        .indicators
        .values()
        .map(|one| source_of(&one.state))
        .collect();
    let unit = |code: &str| (code.to_owned(), unit_name(&profile, code));
    Ok(IndicatorChoices {
        sources: sources.into_iter().map(unit).collect(),
    })
}

const SEEN: [Action; 2] = [Action::List, Action::View];
const TAKEN: [Action; 3] = [Action::List, Action::View, Action::Export];

async fn rows(
    app: &App,
    actor: &Actor,
    query: &IndicatorQuery,
    rights: &[Action],
) -> Result<Vec<IndicatorRow>> {
    let own = [actor.unit.as_str()];
    for right in rights {
        app.require(actor, *right, Resource::Indicator, &own)?;
    }
    let past = crate::AsOf::past(query.as_of.map(crate::AsOf::Day), app)?;
    let on = past.map_or_else(|| app.today(), crate::AsOf::day);
    let held = held(app).await?;
    let may = |source: &str| {
        let may = |right: &Action| app.may(actor, *right, Resource::Indicator, &[source]);
        rights.iter().all(may)
    };
    let shown = held
        .indicators
        .values()
        .filter(|one| may(source_of(&one.state)));
    let rows = shown.filter_map(|one| row(app, actor, &held.cells, &one.state, on));
    let mut rows: Vec<IndicatorRow> = rows.filter(|r| fits(r, query)).collect();
    sort(&mut rows, &query.ask);
    Ok(rows)
}

fn fits(row: &IndicatorRow, query: &IndicatorQuery) -> bool {
    let text = query.text.as_deref().map(str::trim).unwrap_or_default();
    let own = |asked: &String| *asked == row.source;
    query.source.as_ref().is_none_or(own)
        && query.cadence.is_none_or(|cadence| cadence == row.cadence)
        && (!query.late || row.late.is_some())
        && (row.name.contains(text) || row.code.contains(text))
}

fn sort(rows: &mut [IndicatorRow], ask: &Ask) {
    let known = |r: &IndicatorRow| r.last.as_ref().map(|last| last.known_on);
    rows.sort_by(|a, b| {
        let way = match ask.sort.as_str() {
            "name" => a.name.cmp(&b.name),
            "known" => known(b).cmp(&known(a)),
            _ => a.source_name.cmp(&b.source_name),
        };
        let way = way.then_with(|| a.code.cmp(&b.code));
        match ask.reversed {
            true => way.reverse(),
            false => way,
        }
    });
}

const COLUMNS: &[Column<IndicatorRow>] = &[
    Column {
        heading: "代码",
        width: 20,
        cell: |r| r.code.clone(),
    },
    Column {
        heading: "指标",
        width: 28,
        cell: |r| r.name.clone(),
    },
    Column {
        heading: "来源单位",
        width: 22,
        cell: |r| r.source_name.clone(),
    },
    Column {
        heading: "口径",
        width: 8,
        cell: |r| r.flow.zh().to_owned(),
    },
    Column {
        heading: "时期",
        width: 16,
        cell: |r| last(r, |v| v.period_zh.clone()),
    },
    Column {
        heading: "数值",
        width: 14,
        cell: |r| last(r, |v| v.value.map_or_else(String::new, |v| v.to_string())),
    },
    Column {
        heading: "单位",
        width: 8,
        cell: |r| r.unit.clone(),
    },
    Column {
        heading: "同比",
        width: 12,
        cell: |r| {
            let value = r.growth.value.map(|v| indicator::percent::fixed(v, 1));
            value.map_or_else(String::new, |v| format!("{v}{}", r.growth.unit))
        },
    },
    Column {
        heading: "不能计算的原因",
        width: 36,
        cell: |r| {
            let why = r.growth.refusal.as_ref().map(|why| why.zh.clone());
            why.unwrap_or_default()
        },
    },
    Column {
        heading: "状态",
        width: 10,
        cell: |r| last(r, |v| v.stage.zh().to_owned()),
    },
    Column {
        heading: "获知日期",
        width: 12,
        cell: |r| last(r, |v| v.known_on.to_string()),
    },
];

fn last(row: &IndicatorRow, of: impl Fn(&super::view::ValueView) -> String) -> String {
    row.last.as_ref().map(of).unwrap_or_default()
}
