//! The list of projects on any day. All of them are at hand, so that every condition and order is one
//! of what follows from their facts, not of copies kept in columns.

use super::held::held;
use super::step::units_of;
use super::view::{ProjectRow, row};
use crate::list::{Ask, Column};
use crate::list::{Page, Sheet};
use crate::{Actor, App, FileOut, Format, Result, words};
use figure::Decimal;
use jiff::civil::Date;
use light::Colour;
use org::{Action, Resource};
use project::Batch;
use std::cmp::Ordering;

/// What the list can be sorted by, and whether the greatest comes first; the first is usual.
pub const SORTS: [(&str, bool); 6] = [
    ("light", false),
    ("ahead", false),
    ("plan", true),
    ("done", true),
    ("name", false),
    ("bureau", false),
];

/// Which projects, of which year, on which day, from where on.
#[derive(Debug, Clone, Default)]
pub struct ProjectQuery {
    /// Words of name, owner or code.
    pub text: Option<String>,
    /// Unit code of the bureau.
    pub bureau: Option<String>,
    /// Unit code of the subdistrict.
    pub place: Option<String>,
    /// Trade.
    pub category: Option<String>,
    /// Batch on the day.
    pub batch: Option<Batch>,
    /// Colours of the light.
    pub colours: Vec<Colour>,
    /// With a blocker open.
    pub blocked: bool,
    /// The year of plans; the day's own where absent.
    pub year: Option<i16>,
    /// The day; today where absent.
    pub as_of: Option<Date>,
    /// Order and place; `after` is the id of the last row seen.
    pub ask: Ask,
}

impl ProjectQuery {
    /// The day, which is not to come. Errors: `as_of.future`.
    pub(super) fn day(&self, app: &App) -> Result<Date> {
        let past = crate::AsOf::past(self.as_of.map(crate::AsOf::Day), app)?;
        Ok(past.map_or_else(|| app.today(), crate::AsOf::day))
    }
}

/// A page of projects. One query, one more after changes.
pub async fn list(app: &App, actor: &Actor, query: &ProjectQuery) -> Result<Page<ProjectRow>> {
    let rows = rows(app, actor, query, &SEEN).await?;
    Page::of_all(rows, &query.ask, |row| &row.id)
}

/// The same rows as a file, all of them.
pub async fn export(
    app: &App,
    actor: &Actor,
    query: &ProjectQuery,
    format: Format,
) -> Result<FileOut> {
    let rows = rows(app, actor, query, &TAKEN).await?;
    let mut sheet = Sheet::new(COLUMNS, &Ask::default());
    sheet.add(&rows, None);
    sheet.write(app, "重点项目", format)
}

const SEEN: [Action; 2] = [Action::List, Action::View];
const TAKEN: [Action; 3] = [Action::List, Action::View, Action::Export];

async fn rows(
    app: &App,
    actor: &Actor,
    query: &ProjectQuery,
    rights: &[Action],
) -> Result<Vec<ProjectRow>> {
    let own = [actor.unit.as_str()];
    for right in rights {
        app.require(actor, *right, Resource::Project, &own)?;
    }
    let on = query.day(app)?;
    let year = query.year.unwrap_or_else(|| on.year());
    let held = held(app).await?;
    let seen = held.all.iter().filter(|p| {
        let units = units_of(p);
        let may = |right: &Action| app.may(actor, *right, Resource::Project, &units);
        p.registered_on <= on && rights.iter().all(may)
    });
    let rows = seen.map(|p| row(app, p, year, on));
    let mut rows: Vec<ProjectRow> = rows.filter(|r| fits(r, query)).collect();
    sort(&mut rows, &query.ask);
    Ok(rows)
}

fn fits(row: &ProjectRow, query: &ProjectQuery) -> bool {
    let same =
        |asked: &Option<String>, own: Option<&str>| asked.is_none() || asked.as_deref() == own;
    let text = query.text.as_deref().map(str::trim).unwrap_or_default();
    let holds = |own: &str| own.contains(text);
    same(&query.bureau, Some(&row.bureau))
        && same(&query.place, row.place.as_deref())
        && same(&query.category, Some(&row.category))
        && query.batch.is_none_or(|batch| row.batch == Some(batch))
        && (query.colours.is_empty() || query.colours.contains(&row.lamp.colour))
        && (!query.blocked || row.open_blockers > 0)
        && (holds(&row.name) || holds(&row.owner) || row.code.as_deref().is_some_and(holds))
}

fn sort(rows: &mut [ProjectRow], ask: &Ask) {
    let ahead = |r: &ProjectRow| r.progress.as_ref().map(|p| p.ahead);
    let amount = |r: &ProjectRow, of: fn(&project::Progress) -> Decimal| {
        r.progress.as_ref().map_or(Decimal::MIN, of)
    };
    rows.sort_by(|a, b| {
        let way = match ask.sort.as_str() {
            "ahead" => behind_first(ahead(a), ahead(b)),
            "plan" => amount(b, |p| p.plan).cmp(&amount(a, |p| p.plan)),
            "done" => amount(b, |p| p.done).cmp(&amount(a, |p| p.done)),
            "name" => a.name.cmp(&b.name),
            "bureau" => a.bureau_name.cmp(&b.bureau_name).then(a.name.cmp(&b.name)),
            _ => worst(a)
                .cmp(&worst(b))
                .then(behind_first(ahead(a), ahead(b))),
        };
        let way = way.then(a.id.cmp(&b.id));
        match ask.reversed {
            true => way.reverse(),
            false => way,
        }
    });
}

/// Who is furthest behind comes first, who has no plan last.
fn behind_first(a: Option<indicator::Points>, b: Option<indicator::Points>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn worst(row: &ProjectRow) -> u8 {
    match row.lamp.colour {
        Colour::Red => 0,
        Colour::Yellow => 1,
        Colour::Green => 2,
        Colour::Grey => 3,
    }
}

const COLUMNS: &[Column<ProjectRow>] = &[
    Column {
        heading: "项目代码",
        width: 16,
        cell: |r| r.code.clone().unwrap_or_default(),
    },
    Column {
        heading: "项目名称",
        width: 36,
        cell: |r| r.name.clone(),
    },
    Column {
        heading: "责任单位",
        width: 22,
        cell: |r| r.bureau_name.clone(),
    },
    Column {
        heading: "业主",
        width: 22,
        cell: |r| r.owner.clone(),
    },
    Column {
        heading: "联系领导",
        width: 14,
        cell: |r| r.leader_name.clone().unwrap_or_default(),
    },
    Column {
        heading: "街道",
        width: 14,
        cell: |r| r.place_name.clone().unwrap_or_default(),
    },
    Column {
        heading: "类别",
        width: 12,
        cell: |r| r.category.clone(),
    },
    Column {
        heading: "批次",
        width: 8,
        cell: |r| r.batch.map_or("", Batch::zh).to_owned(),
    },
    Column {
        heading: "总投资（万元）",
        width: 14,
        cell: |r| wan(r.total),
    },
    Column {
        heading: "年度计划（万元）",
        width: 14,
        cell: |r| wan(r.progress.as_ref().map(|p| p.plan)),
    },
    Column {
        heading: "报送累计（万元）",
        width: 14,
        cell: |r| wan(r.progress.as_ref().map(|p| p.done)),
    },
    Column {
        heading: "入库累计（万元）",
        width: 14,
        cell: |r| wan(r.enrolled.as_ref().map(|p| p.done)),
    },
    Column {
        heading: "完成率",
        width: 10,
        cell: |r| {
            r.progress
                .as_ref()
                .map(|p| p.completion.to_string())
                .unwrap_or_default()
        },
    },
    Column {
        heading: "时序进度",
        width: 10,
        cell: |r| {
            r.progress
                .as_ref()
                .map(|p| p.schedule.to_string())
                .unwrap_or_default()
        },
    },
    Column {
        heading: "超前或落后",
        width: 14,
        cell: |r| {
            r.progress
                .as_ref()
                .map(|p| p.ahead.to_string())
                .unwrap_or_default()
        },
    },
    Column {
        heading: "灯",
        width: 6,
        cell: |r| words::colour(r.lamp.colour).to_owned(),
    },
    Column {
        heading: "判定依据",
        width: 50,
        cell: |r| {
            let findings: Vec<&str> = r.lamp.findings.iter().map(|f| f.zh.as_str()).collect();
            findings.join("；")
        },
    },
];

/// In 万元, exact.
fn wan(amount: Option<Decimal>) -> String {
    let shown = amount.and_then(|a| a.checked_div(Decimal::from(10_000)));
    shown.map_or_else(String::new, |a| a.normalize().to_string())
}
