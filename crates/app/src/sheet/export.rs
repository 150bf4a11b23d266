//! Drafts or issued commitments of a report as a sheet.

use super::columns::{COLUMNS, Line};
use crate::counting::measure_words;
use crate::district::{leader_name, unit_name};
use crate::table::{Table, write};
use crate::{Actor, App, FileOut, Format, Result, kinds};
use commitment::{Commitment, Report, Status};
use org::{Action, Resource};
use profile::Profile;
use store::Loaded;

const WIDTHS: [u16; 10] = [6, 60, 18, 22, 30, 16, 12, 18, 40, 38];

/// All commitments of a report that are not dropped or replaced.
pub async fn export(app: &App, actor: &Actor, report: &str, format: Format) -> Result<FileOut> {
    app.require(actor, Action::Export, Resource::DraftItem, &[])?;
    let report: Loaded<Report> = app
        .load(kinds::REPORT, report, ("这份报告", "report"))
        .await?;
    let drafts = crate::review::drafts(app, &report.state.id).await?;
    let profile = app.profile();
    let progress = super::progress::of(app, &drafts).await?;
    let lines = drafts.iter().filter(|d| open(&d.state)).map(|d| {
        let line = Line {
            progress: progress.get(&d.state.id).cloned().unwrap_or_default(),
            cases: measure(app, &d.state),
            mark: format!("{}@{}", d.state.id, d.seq),
            ..line(&profile, &d.state)
        };
        line.cells().map(str::to_owned).to_vec()
    });
    let name = format!("任务分解表-{}", report.state.title);
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

pub(super) fn open(c: &Commitment) -> bool {
    !matches!(c.status, Status::Dropped | Status::Replaced)
}

/// Which cases count for a commitment that is measured by them.
fn measure(app: &App, c: &Commitment) -> String {
    let words = c.cases.as_ref().map(|cases| measure_words(app, cases));
    words.map_or_else(String::new, |words| words.zh.join("；"))
}

/// A commitment as a line without its progress, measure and mark; what comes back unchanged says the same.
pub(super) fn line(profile: &Profile, c: &Commitment) -> Line {
    let names = c
        .supporting
        .iter()
        .map(|u| unit_name(profile, u))
        .collect::<Vec<_>>()
        .join("、");
    Line {
        line: 0,
        no: c.no.to_string(),
        text: c.text.clone(),
        target: c
            .target
            .as_ref()
            .map(crate::words::target)
            .unwrap_or_default(),
        lead: c
            .lead
            .as_deref()
            .map(|u| unit_name(profile, u))
            .unwrap_or_default(),
        supporting: names,
        leader: c
            .leader
            .as_deref()
            .map(|l| leader_name(profile, l))
            .unwrap_or_default(),
        deadline: c.deadline.map(|d| d.to_string()).unwrap_or_default(),
        progress: String::new(),
        cases: String::new(),
        mark: String::new(),
    }
}
