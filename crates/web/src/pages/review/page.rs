//! `/reports/{id}/review`: the text on the left, the drafts on the right.

use super::answer::{Progress, presence_words};
use super::filter::{Filter, SHOWS};
use super::item::{Item, Names, Rights, item, order};
use super::source::{self, Line};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::pages::{Answer, html};
use crate::state::Web;
use app::review::Versioned;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use commitment::{Commitment, Kind, ReportStatus, Status};

#[derive(Template)]
#[template(path = "review/page.html")]
struct Page {
    f: Frame,
    id: String,
    issued: bool,
    pos: i64,
    lines: Vec<Line>,
    items: Vec<Item>,
    rights: Rights,
    progress: Progress,
    presence: Vec<(String, String)>,
    filter: Filter,
    shows: [&'static str; 5],
    sections: Vec<(String, String)>,
    notes: Vec<String>,
    next: Option<String>,
    stances: usize,
    back: String,
}

#[derive(Template)]
#[template(path = "review/text.html")]
struct Text {
    f: Frame,
    lines: Vec<Line>,
}

/// `GET /reports/{id}`: on to the first undecided draft, or to the summary once issued.
pub async fn resume(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    let report = app::report::show(web.app(), &viewer.actor, &id)
        .await?
        .report;
    if report.status == ReportStatus::Issued {
        return Ok(Redirect::to(&format!("/reports/{id}/issue")).into_response());
    }
    let drafts = app::review::list(web.app(), &viewer.actor, &id).await?;
    let anchor = next(&drafts, &Filter::default())
        .map(|id| format!("#item-{id}"))
        .unwrap_or_default();
    Ok(Redirect::to(&format!("/reports/{id}/review{anchor}")).into_response())
}

pub async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Query(filter): Query<Filter>,
) -> Answer {
    let app = web.app();
    let view = app::report::show(app, &viewer.actor, &id).await?;
    let changes = app::review::changes_since(app, &viewer.actor, &id, 0).await?;
    let others = app::review::presence(app, &viewer.actor, &id, None).await?;
    let names = Names::load(app).await?;
    let drafts = changes.drafts;
    let f = Frame::of(&viewer, "review.title")
        .titled(&view.report.title)
        .under("/reports", "nav.reports");
    let mut shown: Vec<&Versioned<Commitment>> = drafts
        .iter()
        .filter(|d| d.value.status != Status::Replaced && filter.takes(&d.value))
        .collect();
    shown.sort_by_key(|d| order(&d.value));
    let used: Vec<String> = drafts
        .iter()
        .map(|d| super::filter::section_key(&d.value))
        .collect();
    html(&Page {
        issued: view.report.status == ReportStatus::Issued,
        pos: changes.pos,
        lines: source::lines(&view.text, &view.reading, drafts.iter().map(|d| &d.value)),
        items: shown
            .into_iter()
            .map(|d| item(&f, &names, d).near())
            .collect(),
        rights: Rights::of(app, &viewer.actor, view.report.status),
        progress: Progress::of(&drafts),
        presence: presence_words(&f, &drafts, &others),
        back: filter.query(),
        shows: SHOWS,
        sections: source::sections(&view.reading.sections)
            .into_iter()
            .filter(|(key, _)| used.contains(key))
            .collect(),
        notes: view.report.notes,
        next: next(&drafts, &filter),
        stances: drafts
            .iter()
            .filter(|d| d.value.kind == Kind::Principle && d.value.status == Status::Proposed)
            .count(),
        filter,
        id,
        f,
    })
}

/// The first undecided draft.
fn next(drafts: &[Versioned<Commitment>], filter: &Filter) -> Option<String> {
    let open = drafts
        .iter()
        .map(|d| &d.value)
        .filter(|c| c.status == Status::Proposed && filter.takes(c));
    open.min_by_key(|c| order(c)).map(|c| c.id.clone())
}

/// `GET /reports/{id}/review/text`: the marked text alone, after a split or merge.
pub async fn text(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
) -> Result<axum::response::Response, Fault> {
    let view = app::report::show(web.app(), &viewer.actor, &id).await?;
    let drafts = app::review::list(web.app(), &viewer.actor, &id).await?;
    let lines = source::lines(&view.text, &view.reading, drafts.iter().map(|d| &d.value));
    html(&Text {
        f: Frame::of(&viewer, "review.title"),
        lines,
    })
}
