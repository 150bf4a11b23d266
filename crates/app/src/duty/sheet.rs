//! The duty list as a spreadsheet: out, edited elsewhere, and in again with a dry run.

use super::in_force::{Read, current};
use super::state::MatterState;
use super::take_in::moved_on;
use crate::change_of::changed;
use crate::retry::on_the_side;
use crate::table::{Table, write};
use crate::{Actor, App, AppError, FileIn, FileOut, Format, Kind, Result, kinds};
use duty::sheet::{COLUMNS, Comparison, Line, compare, line_of};
use duty::{Entry, MatterCode};
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Serialize;
use std::collections::BTreeMap;
use store::{Change, Loaded};

const WIDTHS: [u16; 10] = [10, 24, 26, 10, 24, 26, 12, 12, 40, 22];
/// The columns that a heading line must have.
const NEEDED: [&str; 3] = ["事项代码", "责任单位", "类型"];

/// What a sheet does, and whether it was done.
#[derive(Debug, Clone, Serialize)]
pub struct Imported {
    /// Line by line.
    #[serde(flatten)]
    pub comparison: Comparison,
    /// True when the changes were written; false after a dry run or with any error.
    pub applied: bool,
}

/// All entries, or those in force on a day.
pub async fn export(
    app: &App,
    actor: &Actor,
    day: Option<Date>,
    format: Format,
) -> Result<FileOut> {
    app.require(actor, Action::Export, Resource::DutyList, &[])?;
    let read = current(app).await?;
    let entries = read.list.iter();
    let wanted = entries.filter(|e| day.is_none_or(|day| e.period.holds(day)));
    let lines = wanted.map(|e| {
        let version = read.versions.get(&e.matter).copied().unwrap_or_default();
        line_of(&read.list, e, version).cells.to_vec()
    });
    let on = day.map(|day| format!("-{day}")).unwrap_or_default();
    let name = format!("履职清单-{}{on}", app.profile().district.name);
    write(
        &Table {
            name: &name,
            heading: &COLUMNS,
            widths: &WIDTHS,
            lines: lines.collect(),
        },
        format,
    )
}

/// Compares a sheet with the list and, unless it is a dry run, takes it over; with one bad line
/// nothing is written. Entries that the sheet leaves out stay.
pub async fn import(app: &App, actor: &Actor, file: FileIn, dry_run: bool) -> Result<Imported> {
    app.require(actor, Action::Import, Resource::DutyList, &[])?;
    let lines = tokio::task::spawn_blocking(move || read(&file))
        .await
        .map_err(failed)??;
    on_the_side(|| import_once(app, actor, &lines, dry_run)).await
}

fn read(file: &FileIn) -> Result<Vec<Line>> {
    let lines = crate::sheet::table(file, &NEEDED)?.into_iter();
    let lines = lines.map(|(number, cells)| {
        let mut line = Line {
            line: number,
            ..Line::default()
        };
        for (heading, cell) in &cells {
            line.put(heading, cell);
        }
        line
    });
    Ok(lines.filter(|line| !line.is_blank()).collect())
}

async fn import_once(app: &App, actor: &Actor, lines: &[Line], dry_run: bool) -> Result<Imported> {
    let read = current(app).await?;
    let comparison = compare(&read.list, &read.versions, lines);
    let applied = !dry_run && comparison.errors == 0;
    if applied && !comparison.after.is_empty() {
        let changes = taken(app, &read, &comparison.after, "duty.import", None).await?;
        app.append(actor, changes).await?;
    }
    Ok(Imported {
        comparison,
        applied,
    })
}

/// What a sheet says against the list now, and the list's own sequence; nothing is written.
pub(crate) async fn compared(app: &App, file: FileIn) -> Result<(Comparison, i64)> {
    let lines = tokio::task::spawn_blocking(move || read(&file))
        .await
        .map_err(failed)??;
    let read = current(app).await?;
    Ok((compare(&read.list, &read.versions, &lines), read.head))
}

fn failed(error: tokio::task::JoinError) -> AppError {
    let zh = "读取表格时出错";
    AppError::new(Kind::Unavailable, "sheet.failed", zh, "Reading failed").with_detail(error)
}

/// The changes that put these entries into the list, the list's own moving on among them. All entries of each
/// matter named are replaced.
pub(crate) async fn taken(
    app: &App,
    read: &Read,
    after: &BTreeMap<MatterCode, Vec<Entry>>,
    action: &str,
    reason: Option<&str>,
) -> Result<Vec<Change>> {
    let ids: Vec<String> = after.keys().map(ToString::to_string).collect();
    let mut changes = vec![];
    for ids in ids.chunks(store::MAX_LOAD) {
        let stored: Vec<Loaded<MatterState>> = app
            .store()
            .load_many(app.district(), kinds::MATTER, ids)
            .await?;
        for before in stored {
            let code = MatterCode::parse(&before.subject.id).ok();
            let found = code.and_then(|code| Some((after.get(&code)?, read.versions.get(&code)?)));
            let Some((entries, version)) = found else {
                continue;
            };
            if *version != before.seq {
                return Err(AppError::beside(before.seq));
            }
            let after = MatterState {
                entries: entries.clone(),
                edited: true,
                ..before.state.clone()
            };
            changes.push(changed(&before, action, reason, &after));
        }
    }
    changes.push(moved_on(app).await?);
    Ok(changes)
}
