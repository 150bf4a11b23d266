//! Sums, batches and lights of projects for the monthly report.

use super::held::held;
use super::view::lamp;
use crate::district::unit_name;
use crate::{App, Result};
use bulletin::{Chapter, ProjectMonth};
use jiff::civil::Date;
use light::Colour;
use project::{Cut, Row};

/// Most projects that are told one by one.
const BEHIND_MAX: usize = 60;

/// The projects of a year on a day, as known on it. One query, one more after changes.
pub(crate) async fn month(app: &App, year: i16, on: Date) -> Result<ProjectMonth> {
    let held = held(app).await?;
    let page = format!("/projects?year={year}&as_of={on}");
    let whole = project::totals(&held.all, Cut::All, year, on, on)?;
    let whole = whole.into_iter().next().unwrap_or_default();
    let by_bureau = project::totals(&held.all, Cut::Bureau, year, on, on)?;
    let profile = app.profile();
    let bureau = |row: &Row| Chapter {
        name: unit_name(&profile, &row.key),
        href: format!("{page}&bureau={}", row.key),
        ..chapter(row)
    };
    let mut behind = vec![];
    for colour in [Colour::Red, Colour::Yellow] {
        for one in held.all.iter().filter(|p| p.registered_on <= on) {
            let lamp = lamp(app, one, year, on);
            if lamp.colour != colour {
                continue;
            }
            let word = match colour {
                Colour::Red => "红灯",
                _ => "黄灯",
            };
            let why = lamp.findings.iter().filter(|f| f.colour == colour);
            let why: Vec<&str> = why.map(|f| f.zh.as_str()).collect();
            let href = format!("/projects/{}?as_of={on}", one.id);
            behind.push((one.name.clone(), word.to_owned(), why.join("；"), href));
        }
    }
    let batch = |(batch, count): (&project::Batch, &u32)| {
        let href = format!("{page}&batch={}", batch.code());
        (batch.zh().to_owned(), *count, href)
    };
    let behind_total = behind.len();
    behind.truncate(BEHIND_MAX);
    Ok(ProjectMonth {
        batches: whole.batches.iter().map(batch).collect(),
        whole: Chapter {
            href: page.clone(),
            ..chapter(&whole)
        },
        bureaus: by_bureau.iter().map(bureau).collect(),
        behind,
        behind_total,
    })
}

fn chapter(of: &Row) -> Chapter {
    let progress = of.progress.as_ref();
    Chapter {
        name: String::new(),
        count: of.count,
        plan: of.plan,
        reported: of.reported,
        enrolled: of.enrolled,
        progress: progress.map(|p| (p.completion.0, p.ahead.0)),
        href: String::new(),
    }
}
