//! `/changes`: requests to change what is frozen; asked on a commitment's page, decided here or there.

mod act;
pub mod asked;

use super::list::{Bar, Paging, format};
use super::{Answer, file, html};
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::state::Web;
use crate::words::{Lang, word};
use crate::{measure, plan, units};
use app::App;
use app::change::{self, RequestView};
use app::list::RequestFilter;
use askama::Template;
use asked::Asked;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use commitment::Commitment;
use org::{Action, Resource};

pub fn router() -> Router<Web> {
    Router::new()
        .route("/changes", get(show))
        .route("/changes/export/{format}", get(export))
        .route("/ledger/{id}/changes", post(act::request))
        .route("/changes/{id}/approve", post(act::approve))
        .route("/changes/{id}/refuse", post(act::refuse))
        .route("/changes/{id}/withdraw", post(act::withdraw))
}

#[derive(Template)]
#[template(path = "changes/changes.html")]
struct Page {
    f: Frame,
    bar: Bar,
    requests: Vec<RequestLine>,
}

/// One request with what it would change, before and after.
pub struct RequestLine {
    /// The request and what may be done with it.
    pub view: RequestView,
    /// Status code.
    pub status: &'static str,
    /// Catalogue key of the field, value now, value asked for.
    pub changes: Vec<(&'static str, String, String)>,
}

impl RequestLine {
    /// True where the actor may do this now.
    pub fn may(&self, action: &str) -> bool {
        self.view.may.contains(&action)
    }
}

async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let app = web.app();
    let page = change::list(app, &viewer.actor, &asked.query(&paging)?).await?;
    let (f, lang) = (Frame::of(&viewer, "nav.changes"), viewer.visitor.prefs.lang);
    let own = [viewer.actor.unit.as_str()];
    let may = app.may(&viewer.actor, Action::Export, Resource::ChangeRequest, &own);
    let sorts = app::list::sorts::<RequestFilter>();
    let states = ["requested", "approved", "refused", "withdrawn"];
    let bar = Bar::of(&f, "/changes", "changes", sorts, &paging)
        .search(&f, &asked.q)
        .codes(
            &f,
            "status",
            "people.state",
            &asked.status,
            ("change_status", &states),
        )
        .units(
            &f,
            "unit",
            "list.asking_unit",
            &asked.unit,
            units::owners(app),
        )
        .paged(page.next.as_deref(), page.total)
        .exported(may);
    html(&Page {
        bar,
        requests: page.rows.into_iter().map(|r| line(app, lang, r)).collect(),
        f,
    })
}

async fn export(
    State(web): State<Web>,
    viewer: Viewer,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let (query, format) = (asked.query(&paging)?, format(&code)?);
    let out = change::export(web.app(), &viewer.actor, &query, format, said).await?;
    Ok(file::download(out))
}

/// What a request would change, in one cell: `新时限：2026-09-30 → 2026-12-31`.
pub fn said(app: &App, view: &RequestView) -> String {
    let line = line(app, Lang::Zh, view.clone());
    let said = line.changes.iter().map(|(key, before, after)| {
        let name = word(Lang::Zh, key);
        match after.is_empty() {
            true => name,
            false => format!("{name}：{before} → {after}"),
        }
    });
    said.collect::<Vec<_>>().join("；")
}

/// Puts a request into words.
pub fn line(app: &App, lang: Lang, view: RequestView) -> RequestLine {
    let (now, asked) = (&view.now, &view.request.changes);
    let unit = |code: &Option<String>| {
        code.as_deref()
            .map(|c| units::name(app, c))
            .unwrap_or_default()
    };
    let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string()).unwrap_or_default();
    let mut changes = vec![];
    if asked.lead.is_some() {
        changes.push(("change.lead", unit(&now.lead), unit(&asked.lead)));
    }
    if let Some(supporting) = &asked.supporting {
        changes.push((
            "ledger.supporting",
            units::names(app, &now.supporting),
            units::names(app, supporting),
        ));
    }
    if asked.leader.is_some() {
        changes.push((
            "change.leader",
            leader(app, &now.leader),
            leader(app, &asked.leader),
        ));
    }
    if let Some(target) = &asked.target {
        let before = now.target.as_ref().map(target_words).unwrap_or_default();
        changes.push(("change.value", before, target_words(target)));
    }
    if asked.deadline.is_some() {
        changes.push(("change.deadline", day(now.deadline), day(asked.deadline)));
    }
    if let Some(plan) = &asked.plan {
        changes.push((
            "detail.plan",
            plan::words(lang, &now.plan),
            plan::words(lang, plan),
        ));
    }
    if asked.cases.is_some() || asked.projects.is_some() {
        let next = Commitment {
            cases: asked.cases.clone(),
            projects: asked.projects.clone(),
            ..now.clone()
        };
        let words = |of| measure::words(app, lang, of).join("；");
        changes.push(("change.source", words(now), words(&next)));
    }
    RequestLine {
        status: view.request.status.code(),
        changes,
        view,
    }
}

fn leader(app: &App, id: &Option<String>) -> String {
    let Some(id) = id else { return String::new() };
    let found = units::leaders(app).into_iter().find(|l| l.code == *id);
    found.map_or_else(|| id.clone(), |l| l.name)
}

fn target_words(target: &figure::Target) -> String {
    let value = target
        .value
        .map(|v| v.normalize().to_string())
        .unwrap_or_default();
    format!("{value} {}", target.unit)
}
