//! `/audit`: the journal, one subject's history, verification of the chains, seals.

mod verify;
mod view;

pub use view::{EntryLine, entry};

use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::frame::{Frame, with_query};
use crate::input;
use crate::state::Web;
use app::audit::{self, JournalQuery};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use org::{Action, Resource};
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/audit", get(show))
        .route("/audit/verify", post(verify::verify))
        .route("/audit/seal", post(verify::seal))
        .route("/audit/seals", get(verify::seals))
        .route("/audit/{kind}/{id}", get(subject))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    kind: String,
    actor: String,
    action: String,
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "audit/audit.html")]
struct Page {
    f: Frame,
    asked: Asked,
    entries: Vec<EntryLine>,
    next: Option<String>,
    first: Option<String>,
    may_verify: bool,
    may_seals: bool,
}

async fn show(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let app = web.app();
    let query = JournalQuery {
        before: asked.before,
        kind: input::given(&asked.kind),
        actor: input::given(&asked.actor),
        action: input::given(&asked.action),
        ..JournalQuery::default()
    };
    let page = audit::page(app, &viewer.actor, &query).await?;
    let f = Frame::of(&viewer, "nav.audit");
    let may = |action, resource| app.may(&viewer.actor, action, resource, &[]);
    html(&Page {
        entries: page.entries.iter().map(|e| entry(e, f.lang())).collect(),
        next: page
            .next
            .map(|before| with_query(&f.here, "before", &before.to_string())),
        first: asked.before.map(|_| with_query(&f.here, "before", "")),
        may_verify: may(Action::VerifyChain, Resource::Journal),
        may_seals: may(Action::List, Resource::Seal),
        asked,
        f,
    })
}

#[derive(Template)]
#[template(path = "audit/subject.html")]
struct SubjectPage {
    f: Frame,
    entries: Vec<EntryLine>,
}

async fn subject(
    State(web): State<Web>,
    viewer: Viewer,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    let entries = audit::subject(web.app(), &viewer.actor, &kind, &id).await?;
    let f = Frame::of(&viewer, "audit.subject").under("/audit", "nav.audit");
    let entries = entries.iter().map(|e| entry(e, f.lang())).collect();
    html(&SubjectPage { f, entries })
}
