//! `/reports`: the reports that came in, and the form for another one.

use super::asked::Asked;
use crate::edge::session::Viewer;
use crate::format as words;
use crate::frame::Frame;
use crate::pages::list::{Bar, Input, Paging, format};
use crate::pages::{Answer, file, html};
use crate::problems::Problems;
use crate::state::Web;
use app::list::ReportFilter;
use app::report::ReportRow;
use askama::Template;
use axum::extract::{Path, Query, State};
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
    bar: Bar,
    rows: Vec<Row>,
    may_open: bool,
    may_import: bool,
    problems: Problems,
    year: String,
    megabytes_max: usize,
}

/// Largest report, in MB, as the form says it.
const MEGABYTES_MAX: usize = 20;

pub async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    listed(&web, &viewer, (asked, paging), Problems::none(), "").await
}

/// The page, with what must be mended in the form.
pub async fn page(web: &Web, viewer: &Viewer, problems: Problems, year: &str) -> Answer {
    let usual = (Asked::default(), Paging::default());
    listed(web, viewer, usual, problems, year).await
}

async fn listed(
    web: &Web,
    viewer: &Viewer,
    (asked, paging): (Asked, Paging),
    problems: Problems,
    year: &str,
) -> Answer {
    let app = web.app();
    let reports = app::report::list(app, &viewer.actor, &asked.query(&paging)?).await?;
    let f = Frame::of(viewer, "nav.reports");
    let may = |action, resource| app.may(&viewer.actor, action, resource, &[]);
    let sorts = app::list::sorts::<ReportFilter>();
    let states = ("review.report_status", &["reviewing", "issued"][..]);
    let bar = Bar::of(&f, "/reports", "reports", sorts, &paging)
        .search(&f, &asked.q)
        .codes(&f, "status", "review.status_label", &asked.status, states)
        .field("in", f.t("review.year_short"), &asked.year, Input::Words)
        .paged(reports.next.as_deref(), reports.total)
        .exported(may(Action::Export, Resource::Report));
    let own = [viewer.actor.unit.as_str()];
    html(&Page {
        bar,
        rows: reports.rows.into_iter().map(row).collect(),
        may_open: app.may(&viewer.actor, Action::List, Resource::DraftItem, &own),
        may_import: may(Action::Import, Resource::Report),
        problems,
        year: year.to_owned(),
        megabytes_max: MEGABYTES_MAX,
        f,
    })
}

pub async fn export(
    State(web): State<Web>,
    viewer: Viewer,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let query = asked.query(&paging)?;
    let out = app::report::export(web.app(), &viewer.actor, &query, format(&code)?).await?;
    Ok(file::download(out))
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
        imported: words::instant(r.imported_at),
        issued: r.issued_at.map(words::instant).unwrap_or_default(),
        decided: c.accepted + c.dropped + c.issued,
        total: c.proposed + c.accepted + c.dropped + c.issued,
        in_force: c.issued,
    }
}
