//! `/verify`: claimed records that the actor may verify, the longest waiting first.

pub mod asked;

use super::list::{Bar, Paging, format};
use super::record::{RecordLine, line};
use super::{Answer, file, html};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::state::Web;
use crate::units;
use app::list::RecordFilter;
use askama::Template;
use asked::Asked;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use org::{Action, Resource};

pub fn router() -> axum::Router<Web> {
    axum::Router::new()
        .route("/verify", get(show))
        .route("/verify/export/{format}", get(export))
}

#[derive(Template)]
#[template(path = "verify/verify.html")]
struct Page {
    f: Frame,
    bar: Bar,
    records: Vec<RecordLine>,
}

async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let (app, lang) = (web.app(), viewer.visitor.prefs.lang);
    let own = [viewer.actor.unit.as_str()];
    let may = |action| app.may(&viewer.actor, action, Resource::Verification, &own);
    if !app.may(&viewer.actor, Action::List, Resource::Verification, &own) {
        return Err(Fault::of(StatusCode::FORBIDDEN, "forbidden"));
    }
    let page = app::record::queue(app, &viewer.actor, &asked.query(&paging)?).await?;
    let f = Frame::of(&viewer, "nav.verify");
    let sorts = app::list::sorts::<RecordFilter>();
    let kinds = ["amount", "reading", "milestone", "note"];
    let verifies = app.may(&viewer.actor, Action::Verify, Resource::Record, &own);
    let bar = Bar::of(&f, "/verify", "verify", sorts, &paging)
        .search(&f, &asked.q)
        .codes(
            &f,
            "kind",
            "ledger.kind",
            &asked.kind,
            ("record_kind", &kinds),
        )
        .units(
            &f,
            "unit",
            "list.claiming_unit",
            &asked.unit,
            units::all(app),
        )
        .paged(page.next.as_deref(), page.total)
        .exported(verifies && may(Action::Export));
    html(&Page {
        bar,
        records: page.rows.into_iter().map(|view| line(view, lang)).collect(),
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
    let query = asked.query(&paging)?;
    let out = app::record::export(web.app(), &viewer.actor, &query, format(&code)?).await?;
    Ok(file::download(out))
}
