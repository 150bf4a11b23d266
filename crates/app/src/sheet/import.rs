//! A sheet comes back: every line is compared first; with one bad line nothing is written.

use super::columns::Line;
use super::compare::{compare, said};
use super::diff::{FieldChange, LineChange, LineDiff, SheetDiff};
use super::export::open;
use super::read;
use crate::change_of::changed;
use crate::review::context;
use crate::{Actor, App, AppError, FileIn, Kind, Result, kinds};
use commitment::review::{Assign, Edit};
use commitment::{Commitment, Report, ReportStatus};
use org::{Action, Resource};
use profile::Profile;
use store::Loaded;

/// Compares a sheet with the drafts of a report and, unless it is a dry run, takes it over.
pub async fn import(
    app: &App,
    actor: &Actor,
    report: &str,
    file: FileIn,
    dry_run: bool,
) -> Result<SheetDiff> {
    app.require(actor, Action::Import, Resource::DraftItem, &[])?;
    let report: Loaded<Report> = app
        .load(kinds::REPORT, report, ("这份报告", "report"))
        .await?;
    if report.state.status == ReportStatus::Issued {
        return Err(AppError::new(
            Kind::Unprocessable,
            "sheet.issued",
            "台账已下达，责任单位、目标和时限须通过变更申请修改",
            "The ledger is issued; changes need a request",
        ));
    }
    let lines = tokio::task::spawn_blocking(move || read::read(&file))
        .await
        .map_err(|e| {
            AppError::new(
                Kind::Unavailable,
                "sheet.failed",
                "读取表格时出错",
                "Reading failed",
            )
            .with_detail(e)
        })??;
    let drafts = crate::review::drafts(app, &report.state.id).await?;
    let ctx = context(app, actor);
    let profile = app.profile();
    let mut diff = SheetDiff {
        lines: vec![],
        same: 0,
        changed: 0,
        errors: 0,
        applied: false,
    };
    let mut changes = vec![];
    let mut seen: Vec<&str> = vec![];
    for line in &lines {
        let draft = find(&drafts, line);
        let id = draft.as_ref().ok().map(|d| d.subject.id.clone());
        let compared = match draft {
            Ok(draft) if seen.contains(&draft.subject.id.as_str()) => {
                Err(said("sheet.twice", "同一任务在表中出现两次"))
            }
            Ok(draft) => {
                seen.push(&draft.subject.id);
                let found = change_by(app, &profile, draft, line, &ctx).await;
                found.map(|found| {
                    found.map(|(fields, after)| {
                        changes.push(changed(draft, "draft.import_sheet", None, &after));
                        LineChange::Changed { fields }
                    })
                })
            }
            Err(e) => Err(e),
        };
        let change = match compared {
            Ok(None) => {
                diff.same += 1;
                continue;
            }
            Ok(Some(change)) => {
                diff.changed += 1;
                change
            }
            Err(e) => {
                diff.errors += 1;
                LineChange::Error {
                    code: e.code().to_owned(),
                    zh: e.zh().to_owned(),
                }
            }
        };
        diff.lines.push(LineDiff {
            line: line.line,
            no: line.no.clone(),
            id,
            change,
        });
    }
    if !dry_run && diff.errors == 0 && !changes.is_empty() {
        app.append(actor, changes).await?;
    }
    diff.applied = !dry_run && diff.errors == 0;
    Ok(diff)
}

/// By mark, or by number where the mark is gone.
fn find<'a>(drafts: &'a [Loaded<Commitment>], line: &Line) -> Result<&'a Loaded<Commitment>> {
    let (id, _) = line.marked();
    let by_mark = |d: &&Loaded<Commitment>| d.subject.id == id;
    let by_no = |d: &&Loaded<Commitment>| d.state.no.to_string() == line.no;
    let found = if id.is_empty() {
        drafts.iter().filter(|d| open(&d.state)).find(by_no)
    } else {
        drafts.iter().find(by_mark)
    };
    found.ok_or_else(|| {
        said(
            "sheet.unknown",
            "台账中没有这一行对应的任务（看“标识”和“序号”两列）",
        )
    })
}

/// What the line changes, and the draft with it; none where it says what the draft says, or where nobody
/// touched it since it was exported: what a colleague did meanwhile stays. Errors: `sheet.stale` for a line
/// that was changed on both sides, those of reading the cells, and those of the review.
async fn change_by(
    app: &App,
    profile: &Profile,
    draft: &Loaded<Commitment>,
    line: &Line,
    ctx: &commitment::Context,
) -> Result<Option<(Vec<FieldChange>, Commitment)>> {
    let found = compare(profile, &draft.state, line);
    if found.as_ref().is_ok_and(|found| found.fields.is_empty()) {
        return Ok(None);
    }
    if let Some(version) = line.marked().1.filter(|version| *version < draft.seq) {
        let then = crate::review::then(app, draft, version).await?;
        let untouched = then.is_some_and(|then| {
            compare(profile, &then, line).is_ok_and(|found| found.fields.is_empty())
        });
        return match untouched {
            true => Ok(None),
            false => Err(said("sheet.stale", "导出后已有他人修改，请重新导出")),
        };
    }
    let found = found?;
    let mut after = draft.state.clone();
    if found.edit != Edit::default() {
        after = commitment::review::edit(&after, &found.edit, ctx)?;
    }
    if found.assign != Assign::default() {
        let assign = crate::review::completed(profile, &found.assign)?;
        after = commitment::review::assign(&after, &assign, ctx)?;
    }
    Ok(Some((found.fields, after)))
}
