//! The reports of the district.

use super::Counts;
use crate::{Actor, App, Result, kinds};
use commitment::{Report, ReportStatus};
use jiff::Timestamp;
use org::{Action, Resource};
use serde::Serialize;
use store::Loaded;

/// Most reports listed.
const REPORTS_MAX: i64 = 200;

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

/// All reports, the latest first.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<ReportRow>> {
    app.require(actor, Action::List, Resource::Report, &[])?;
    let mut reports: Vec<Loaded<Report>> = app
        .store()
        .all_of(app.district(), kinds::REPORT, REPORTS_MAX)
        .await?;
    reports.sort_by_key(|r| std::cmp::Reverse(r.state.imported_at));
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
    Ok(reports.into_iter().map(|r| row(r.state)).collect())
}
