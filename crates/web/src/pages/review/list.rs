//! `/reports`: the reports that came in, and the form for another one.

use crate::edge::session::Viewer;
use crate::format;
use crate::frame::Frame;
use crate::pages::{Answer, html};
use crate::problems::Problems;
use crate::state::Web;
use app::report::ReportRow;
use askama::Template;
use axum::extract::State;
use commitment::ReportStatus;
use org::{Action, Resource};

/// One report.
struct Row {
    href: String,
    title: String,
    year: i16,
    status: &'static str,
    imported: String,
    issued: String,
    decided: usize,
    total: usize,
    in_force: usize,
}

#[derive(Template)]
#[template(path = "review/list.html")]
struct Page {
    f: Frame,
    rows: Vec<Row>,
    may_open: bool,
    may_import: bool,
    problems: Problems,
    year: String,
    megabytes_max: usize,
}

/// Largest report, in MB, as the form says it.
const MEGABYTES_MAX: usize = 20;

pub async fn show(State(web): State<Web>, viewer: Viewer) -> Answer {
    page(&web, &viewer, Problems::none(), "").await
}

/// The page, with what must be mended in the form.
pub async fn page(web: &Web, viewer: &Viewer, problems: Problems, year: &str) -> Answer {
    let reports = app::report::list(web.app(), &viewer.actor).await?;
    html(&Page {
        f: Frame::of(viewer, "nav.reports"),
        rows: reports.into_iter().map(row).collect(),
        may_open: web.app().may(
            &viewer.actor,
            Action::List,
            Resource::DraftItem,
            &[viewer.actor.unit.as_str()],
        ),
        may_import: web
            .app()
            .may(&viewer.actor, Action::Import, Resource::Report, &[]),
        problems,
        year: year.to_owned(),
        megabytes_max: MEGABYTES_MAX,
    })
}

fn row(r: ReportRow) -> Row {
    let c = r.counts;
    Row {
        href: format!("/reports/{}", r.id),
        title: r.title,
        year: r.year,
        status: if r.status == ReportStatus::Issued {
            "issued"
        } else {
            "reviewing"
        },
        imported: format::instant(r.imported_at),
        issued: r.issued_at.map(format::instant).unwrap_or_default(),
        decided: c.accepted + c.dropped + c.issued,
        total: c.proposed + c.accepted + c.dropped + c.issued,
        in_force: c.issued,
    }
}
