//! One report with its text and reading.

use crate::{Actor, App, AppError, Result, kinds};
use commitment::{Commitment, Report, Status};
use org::{Action, Resource};
use report::Reading;
use serde::Serialize;
use store::Loaded;

/// A report as reviewers see it.
#[derive(Debug, Clone, Serialize)]
pub struct ReportView {
    /// The report.
    pub report: Report,
    /// Its version.
    pub version: i64,
    /// What was read in it; offsets are code points of `text`.
    pub reading: Reading,
    /// The normalised text.
    pub text: String,
    /// Drafts by status.
    pub counts: Counts,
}

/// Drafts by status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Nobody has decided on these.
    pub proposed: usize,
    /// Taken.
    pub accepted: usize,
    /// Left out with a reason.
    pub dropped: usize,
    /// Split or merged.
    pub replaced: usize,
    /// In the ledger.
    pub issued: usize,
}

impl Counts {
    pub(crate) fn of<'a>(drafts: impl Iterator<Item = &'a Commitment>) -> Self {
        let mut counts = Self::default();
        for draft in drafts {
            *match draft.status {
                Status::Proposed => &mut counts.proposed,
                Status::Accepted => &mut counts.accepted,
                Status::Dropped => &mut counts.dropped,
                Status::Replaced => &mut counts.replaced,
                Status::Issued => &mut counts.issued,
            } += 1;
        }
        counts
    }
}

/// Opens a report.
pub async fn show(app: &App, actor: &Actor, id: &str) -> Result<ReportView> {
    app.require(actor, Action::View, Resource::Report, &[])?;
    let report: Loaded<Report> = app.load(kinds::REPORT, id, ("这份报告", "report")).await?;
    let text = text_of(app, &report.state).await?;
    let reading = reading_of(app, &report.state).await?;
    let drafts = crate::review::list(app, actor, id)
        .await
        .unwrap_or_default();
    let counts = Counts::of(drafts.iter().map(|d| &d.value));
    Ok(ReportView {
        version: report.seq,
        report: report.state,
        reading,
        text,
        counts,
    })
}

/// The normalised text of a report.
pub(crate) async fn text_of(app: &App, report: &Report) -> Result<String> {
    let bytes = blob(app, &report.text_hash).await?;
    String::from_utf8(bytes).map_err(|e| damaged(&e))
}

async fn reading_of(app: &App, report: &Report) -> Result<Reading> {
    let bytes = blob(app, &report.reading_hash).await?;
    serde_json::from_slice(&bytes).map_err(|e| damaged(&e))
}

async fn blob(app: &App, hash: &str) -> Result<Vec<u8>> {
    let found = app.store().blob(app.district(), hash).await?;
    found
        .map(|b| b.bytes)
        .ok_or_else(|| AppError::not_found("报告正文", "report text"))
}

fn damaged(why: &dyn std::fmt::Display) -> AppError {
    AppError::new(
        crate::Kind::Unavailable,
        "report.damaged",
        "保存的报告内容无法读取",
        "The stored report cannot be read",
    )
    .with_detail(why)
}
