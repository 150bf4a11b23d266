//! The reports of the district.

use super::Counts;
use crate::list::{self, Column, Page, Query, ReportFilter, Sheet};
use crate::{Actor, App, FileOut, Format, Result, kinds, words};
use commitment::{Report, ReportStatus};
use jiff::Timestamp;
use org::{Action, Resource};
use serde::Serialize;
use store::{Loaded, ReportRow as StoreRow};

/// One report.
#[derive(Debug, Clone, Serialize)]
pub struct ReportRow {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// The year of its commitments.
    pub year: i16,
    /// On its way.
    pub status: ReportStatus,
    /// When it came in.
    pub imported_at: Timestamp,
    /// When its ledger was issued.
    pub issued_at: Option<Timestamp>,
    /// Drafts by status.
    pub counts: Counts,
}

/// A page of the reports, the latest first unless asked otherwise: four queries.
pub async fn list(
    app: &App,
    actor: &Actor,
    query: &Query<ReportFilter>,
) -> Result<Page<ReportRow>> {
    app.require(actor, Action::List, Resource::Report, &[])?;
    let page = list::page(app, &query.filter, &query.ask).await?;
    rows(app, page).await
}

/// The same rows as a file.
pub async fn export(
    app: &App,
    actor: &Actor,
    query: &Query<ReportFilter>,
    format: Format,
) -> Result<FileOut> {
    for right in [Action::List, Action::Export] {
        app.require(actor, right, Resource::Report, &[])?;
    }
    let mut sheet = Sheet::new(COLUMNS, &query.ask);
    while let Some(ask) = sheet.ask() {
        let page = rows(app, list::some(app, &query.filter, &ask).await?).await?;
        sheet.add(&page.rows, page.next);
    }
    sheet.write(app, "工作报告", format)
}

const COLUMNS: &[Column<ReportRow>] = &[
    Column {
        heading: "报告",
        width: 40,
        cell: |r| r.title.clone(),
    },
    Column {
        heading: "年度",
        width: 8,
        cell: |r| r.year.to_string(),
    },
    Column {
        heading: "状态",
        width: 10,
        cell: |r| match r.status {
            ReportStatus::Issued => "已下达".into(),
            _ => "审核中".into(),
        },
    },
    Column {
        heading: "任务数",
        width: 10,
        cell: |r| (r.counts.proposed + r.counts.accepted + r.counts.issued).to_string(),
    },
    Column {
        heading: "导入时间",
        width: 18,
        cell: |r| words::minute(r.imported_at),
    },
    Column {
        heading: "下达时间",
        width: 18,
        cell: |r| r.issued_at.map(words::minute).unwrap_or_default(),
    },
];

async fn rows(app: &App, page: Page<StoreRow>) -> Result<Page<ReportRow>> {
    let ids: Vec<String> = page.rows.iter().map(|r| r.id.clone()).collect();
    let reports: Vec<Loaded<Report>> = app
        .store()
        .load_many(app.district(), kinds::REPORT, &ids)
        .await?;
    let by_status = app.store().status_counts(app.district()).await?;
    let counts = |id: &str| {
        let mut counts = Counts::default();
        for row in by_status.iter().filter(|row| row.report == id) {
            let n = usize::try_from(row.count).unwrap_or(0);
            match row.status.as_str() {
                "proposed" => counts.proposed = n,
                "accepted" => counts.accepted = n,
                "dropped" => counts.dropped = n,
                "replaced" => counts.replaced = n,
                _ => counts.issued = n,
            }
        }
        counts
    };
    let row = |r: Report| ReportRow {
        counts: counts(&r.id),
        id: r.id,
        title: r.title,
        year: r.year,
        status: r.status,
        imported_at: r.imported_at,
        issued_at: r.issued_at,
    };
    let rows = reports.into_iter().map(|r| row(r.state)).collect();
    Ok(page.with(rows))
}
