//! What a rehearsal found, row by row, and the same as a file.

use super::open::load;
use crate::district::unit_name;
use crate::list::{self, Column, Page, Query, Sheet};
use crate::{Actor, App, FileOut, Format, Result, kinds, words};
use jiff::Timestamp;
use org::{Action, Resource};
use profile::Profile;
use serde::Serialize;
use store::RehearsedFilter;
use store::rehearsal::Rehearsed;

/// One thing that would change, or could not be judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeView {
    /// Its place in the rehearsal, from 1.
    pub no: i64,
    /// `case`, `commitment` or `supervision`.
    pub kind: String,
    /// Id of that.
    pub subject: String,
    /// Its number; of a supervision item the day it was opened.
    pub number: String,
    /// When it was reported or issued.
    pub reported_at: Option<Timestamp>,
    /// Not ended.
    pub open: bool,
    /// `unit`, `deadline`, `light` or `unjudged`.
    pub what: String,
    /// The clock, the day of the light, or the code of how or why.
    pub about: String,
    /// Code of the unit it is counted for.
    pub unit: String,
    /// Its name.
    pub unit_name: String,
    /// By the rule in force: a unit's code, an instant, a day, a colour.
    pub old: String,
    /// By the draft.
    pub new: String,
    /// The same for people: a unit's name, minutes.
    pub old_words: String,
    /// The same for people.
    pub new_words: String,
    /// The unit it was really sent to.
    pub actual: String,
    /// Its name.
    pub actual_name: String,
    /// `late`, `in_time`, `as_confirmed`, `not_as_confirmed`; or empty.
    pub effect: String,
    /// Why, in Chinese.
    pub reason_zh: String,
    /// Why, in English.
    pub reason_en: String,
}

const RIGHTS: [(Action, Resource); 1] = [(Action::View, Resource::Rehearsal)];

/// A page of what a rehearsal found: four queries. Errors: `auth.forbidden`, `not_found`.
pub async fn changes(
    app: &App,
    actor: &Actor,
    id: &str,
    query: &Query<RehearsedFilter>,
) -> Result<Page<ChangeView>> {
    let filter = asked(app, actor, id, query, &RIGHTS).await?;
    let page = list::page(app, &filter, &query.ask).await?;
    let rows = views(app, &page.rows);
    Ok(page.with(rows))
}

/// The same rows as a file. Errors: as [`changes`].
pub async fn export(
    app: &App,
    actor: &Actor,
    id: &str,
    query: &Query<RehearsedFilter>,
    format: Format,
) -> Result<FileOut> {
    let rights = [RIGHTS[0], (Action::Export, Resource::Rehearsal)];
    let filter = asked(app, actor, id, query, &rights).await?;
    let mut sheet = Sheet::new(COLUMNS, &query.ask);
    while let Some(ask) = sheet.ask() {
        let page = list::some(app, &filter, &ask).await?;
        sheet.add(&views(app, &page.rows), page.next);
    }
    sheet.write(app, "规则预演", format)
}

async fn asked(
    app: &App,
    actor: &Actor,
    id: &str,
    query: &Query<RehearsedFilter>,
    rights: &[(Action, Resource)],
) -> Result<RehearsedFilter> {
    for (action, resource) in rights {
        app.require(actor, *action, *resource, &[])?;
    }
    load(app, id).await?;
    Ok(RehearsedFilter {
        rehearsal: id.to_owned(),
        ..query.filter.clone()
    })
}

fn views(app: &App, rows: &[Rehearsed]) -> Vec<ChangeView> {
    let profile = app.profile();
    rows.iter().map(|row| view(&profile, row)).collect()
}

fn view(profile: &Profile, row: &Rehearsed) -> ChangeView {
    let named = |code: &str| match code {
        "" => String::new(),
        code => unit_name(profile, code),
    };
    let said = |value: &str| match row.what.as_str() {
        "unit" => named(value),
        "deadline" => value
            .parse::<Timestamp>()
            .map_or_else(|_| value.to_owned(), words::minute),
        "light" => colour(value).to_owned(),
        _ => value.to_owned(),
    };
    ChangeView {
        no: row.no,
        kind: row.kind.clone(),
        subject: row.subject.clone(),
        number: row.number.clone(),
        reported_at: Timestamp::from_millisecond(row.reported_ms).ok(),
        open: row.open,
        what: row.what.clone(),
        about: row.about.clone(),
        unit: row.unit.clone(),
        unit_name: named(&row.unit),
        old: row.old.clone(),
        new: row.new.clone(),
        old_words: said(&row.old),
        new_words: said(&row.new),
        actual: row.actual.clone(),
        actual_name: named(&row.actual),
        effect: row.effect.clone(),
        reason_zh: row.reason_zh.clone(),
        reason_en: row.reason_en.clone(),
    }
}

fn colour(code: &str) -> &str {
    match code {
        "red" => "红",
        "yellow" => "黄",
        "green" => "绿",
        "grey" => "灰",
        other => other,
    }
}

fn what(code: &str) -> &str {
    match code {
        "unit" => "单位",
        "deadline" => "时限",
        "light" => "亮灯",
        _ => "无法判断",
    }
}

fn effect(code: &str) -> &str {
    match code {
        "late" => "将逾期",
        "in_time" => "将按时",
        "as_confirmed" => "与确认的单位一致",
        "not_as_confirmed" => "与确认的单位不一致",
        other => other,
    }
}

const COLUMNS: &[Column<ChangeView>] = &[
    Column {
        heading: "种类",
        width: 10,
        cell: |c| {
            match c.kind.as_str() {
                kinds::COMMITMENT => "任务",
                kinds::SUPERVISION => "督办",
                _ => "案件",
            }
            .into()
        },
    },
    Column {
        heading: "编号",
        width: 20,
        cell: |c| c.number.clone(),
    },
    Column {
        heading: "上报或下达时间",
        width: 18,
        cell: |c| c.reported_at.map(words::minute).unwrap_or_default(),
    },
    Column {
        heading: "变化",
        width: 10,
        cell: |c| what(&c.what).into(),
    },
    Column {
        heading: "时钟或日期",
        width: 14,
        cell: |c| match c.what.as_str() {
            "deadline" | "light" => c.about.clone(),
            _ => String::new(),
        },
    },
    Column {
        heading: "责任单位",
        width: 24,
        cell: |c| c.unit_name.clone(),
    },
    Column {
        heading: "现行规则",
        width: 24,
        cell: |c| c.old_words.clone(),
    },
    Column {
        heading: "草案",
        width: 24,
        cell: |c| c.new_words.clone(),
    },
    Column {
        heading: "当时派往",
        width: 24,
        cell: |c| c.actual_name.clone(),
    },
    Column {
        heading: "结果",
        width: 18,
        cell: |c| effect(&c.effect).into(),
    },
    Column {
        heading: "说明",
        width: 40,
        cell: |c| c.reason_zh.clone(),
    },
    Column {
        heading: "未办结",
        width: 8,
        cell: |c| if c.open { "是" } else { "否" }.into(),
    },
];
