//! `/audit`: the journal, one subject's history, verification of the chains, seals.

pub mod asked;
mod verify;
mod view;

pub use view::{EntryLine, entry};

use super::list::{Bar, Input, Paging, format, say};
use super::{Answer, file, html};
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::state::Web;
use app::audit;
use app::list::JournalFilter;
use askama::Template;
use asked::Asked;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use org::{Action, Resource};

pub fn router() -> Router<Web> {
    Router::new()
        .route("/audit", get(show))
        .route("/audit/export/{format}", get(export))
        .route("/audit/verify", post(verify::verify))
        .route("/audit/seal", post(verify::seal))
        .route("/audit/seals", get(verify::seals))
        .route("/audit/{kind}/{id}", get(subject))
}

/// Kinds of subjects, as the filter offers them.
const KINDS: [&str; 11] = [
    "report",
    "commitment",
    "record",
    "change_request",
    "supervision",
    "case",
    "unmasking",
    "light",
    "person",
    "token",
    "unit",
];

#[derive(Template)]
#[template(path = "audit/audit.html")]
struct Page {
    f: Frame,
    bar: Bar,
    entries: Vec<EntryLine>,
    may_verify: bool,
    may_seals: bool,
}

async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let app = web.app();
    let page = audit::page(app, &viewer.actor, &asked.query(&paging)?).await?;
    let f = Frame::of(&viewer, "nav.audit");
    let may = |action, resource| app.may(&viewer.actor, action, resource, &[]);
    let today = app.today().to_string();
    let sorts = app::list::sorts::<JournalFilter>();
    let bar = Bar::of(&f, "/audit", "audit", sorts, &paging)
        .codes(&f, "kind", "audit.kind", &asked.kind, ("subject", &KINDS))
        .field("actor", f.t("list.login"), &asked.actor, Input::Words)
        .field("action", f.t("audit.action"), &asked.action, Input::Words)
        .field(
            "from",
            f.t("list.from"),
            &asked.from,
            Input::Day(today.clone()),
        )
        .field("to", f.t("list.to"), &asked.to, Input::Day(today))
        .paged(page.next.as_deref(), page.total)
        .exported(may(Action::Export, Resource::Journal));
    let lang = f.lang();
    html(&Page {
        bar,
        entries: page.rows.iter().map(|l| entry(l, lang)).collect(),
        may_verify: may(Action::VerifyChain, Resource::Journal),
        may_seals: may(Action::List, Resource::Seal),
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
    let out = audit::export(web.app(), &viewer.actor, &query, format, &say).await?;
    Ok(file::download(out))
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
