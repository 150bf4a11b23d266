//! A sheet comes back: every line is compared first; with one bad line nothing is written.

use super::columns::Line;
use super::diff::{FieldChange, LineChange, LineDiff, SheetDiff};
use super::export::{line as line_of, open};
use super::{read, target};
use crate::change_of::changed;
use crate::district::{leader_by_words, overseer, unit_by_words};
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
        let compared = draft.and_then(|draft| {
            if seen.contains(&draft.subject.id.as_str()) {
                return Err(said("sheet.twice", "同一任务在表中出现两次"));
            }
            seen.push(&draft.subject.id);
            let found = compare(&profile, draft, line, &ctx)?;
            Ok(found.map(|(fields, after)| {
                changes.push(changed(draft, "draft.import_sheet", None, &after));
                LineChange::Changed { fields }
            }))
        });
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

type Found = Option<(Vec<FieldChange>, Commitment)>;

/// What the line changes, for a line that knows the draft as it is now. 进展 is never compared: the
/// records say it.
fn compare(
    profile: &Profile,
    draft: &Loaded<Commitment>,
    line: &Line,
    ctx: &commitment::Context,
) -> Result<Found> {
    let before = line_of(profile, draft);
    let mut fields = vec![];
    let mut note = |column: &'static str, old: &str, new: &str| {
        let differs = old != new;
        if differs {
            fields.push(FieldChange {
                column,
                before: old.to_owned(),
                after: new.to_owned(),
            });
        }
        differs
    };
    let mut edit = Edit::default();
    let mut assign = Assign::default();
    if note("任务", &before.text, &line.text) {
        edit.text = Some(line.text.clone());
    }
    if note("量化目标", &before.target, &line.target) {
        edit.target = Some(new_target(&line.target, &draft.state)?);
    }
    if note("牵头单位", &before.lead, &line.lead) {
        assign.lead = Some(if line.lead.is_empty() {
            None
        } else {
            Some(unit(profile, "牵头单位", &line.lead)?)
        });
    }
    if note("责任单位", &before.supporting, &line.supporting) {
        let words = line
            .supporting
            .split(['、', ',', '，', ';', '；', '\n'])
            .map(str::trim)
            .filter(|w| !w.is_empty());
        assign.supporting = Some(
            words
                .map(|w| unit(profile, "责任单位", w))
                .collect::<Result<_>>()?,
        );
    }
    let brought = draft
        .state
        .lead
        .as_deref()
        .and_then(|lead| overseer(profile, lead));
    let left_to_lead =
        line.leader.is_empty() && line.lead == before.lead && draft.state.leader == brought;
    if !left_to_lead && note("分管领导", &before.leader, &line.leader) {
        let leader = leader_by_words(profile, &line.leader);
        if leader.is_none() && !line.leader.is_empty() {
            return Err(said(
                "leader.unknown",
                &format!("没有“{}”这位分管领导", line.leader),
            ));
        }
        assign.leader = Some(leader);
    }
    if note("完成时限", &before.deadline, &line.deadline) {
        edit.deadline = Some(new_deadline(&line.deadline)?);
    }
    if fields.is_empty() {
        return Ok(None);
    }
    if line.marked().1.is_some_and(|version| version < draft.seq) {
        return Err(said("sheet.stale", "导出后已有他人修改，请重新导出"));
    }
    let mut after = draft.state.clone();
    if edit != Edit::default() {
        after = commitment::review::edit(&after, &edit, ctx)?;
    }
    if assign != Assign::default() {
        let assign = crate::review::completed(profile, &assign)?;
        after = commitment::review::assign(&after, &assign, ctx)?;
    }
    Ok(Some((fields, after)))
}

fn new_target(words: &str, draft: &Commitment) -> Result<Option<figure::Target>> {
    if words.is_empty() {
        return Ok(None);
    }
    let found = target::read(words, draft.target.as_ref()).map(|mut t| {
        if t.measure.is_empty() {
            t.measure = draft.title.clone();
        }
        t
    });
    found.map(Some).ok_or_else(|| {
        said(
            "sheet.target",
            &format!("“{words}”不是可识别的量化目标，可写作：不少于300场、4%左右、2—3对、42.6亿元"),
        )
    })
}

fn new_deadline(words: &str) -> Result<Option<jiff::civil::Date>> {
    if words.is_empty() {
        return Ok(None);
    }
    let dashed = words.replace(['年', '月', '/', '.'], "-").replace('日', "");
    let padded: Vec<String> = dashed
        .split('-')
        .map(|part| format!("{:0>2}", part.trim()))
        .collect();
    let date = padded.join("-").parse().map_err(|_| {
        said(
            "sheet.deadline",
            &format!("“{words}”不是日期，可写作：2026-12-31"),
        )
    })?;
    Ok(Some(date))
}

fn unit(profile: &Profile, column: &str, words: &str) -> Result<String> {
    unit_by_words(profile, words)
        .ok_or_else(|| said("unit.unknown", &format!("{column}“{words}”不在单位名录中")))
}

fn said(code: &'static str, zh: &str) -> AppError {
    AppError::new(Kind::Unprocessable, code, zh, code)
}
