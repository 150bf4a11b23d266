//! `/ledger`: the list, its saved views and its files; `/ledger/{id}`: one commitment.

pub mod asked;
mod claim;
mod detail;
mod saved;
pub mod view;

use super::{Answer, file, html};
use crate::edge::session::Viewer;
use crate::frame::{Frame, with_query};
use crate::state::Web;
use crate::units::{self, Choice};
use app::Format;
use askama::Template;
use asked::Asked;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use org::{Action, Resource};
use view::RowView;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/ledger", get(show))
        .route("/ledger/export/{format}", get(export))
        .route("/ledger/views", get(saved::show).post(saved::save))
        .route("/ledger/views/{id}/delete", post(saved::delete))
        .route("/ledger/{id}", get(detail::show))
        .route("/ledger/{id}/records", post(claim::claim))
}

#[derive(Template)]
#[template(path = "ledger/ledger.html")]
struct Page {
    f: Frame,
    asked: Asked,
    rows: Vec<RowView>,
    total: i64,
    next: Option<String>,
    first: Option<String>,
    units: Vec<Choice>,
    leaders: Vec<Choice>,
    query: String,
    today: String,
    may_export: bool,
}

async fn show(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let app = web.app();
    let lang = viewer.visitor.prefs.lang;
    let query = asked.query()?;
    let past = query.as_of.filter(|day| *day < app.today());
    let page = app::ledger::list(app, &viewer.actor, &query).await?;
    let f = Frame::of(&viewer, "nav.ledger").shown_as_of(past);
    html(&Page {
        rows: view::rows(&page.rows, lang, past),
        total: page.tally.total,
        next: page.next.map(|after| with_query(&f.here, "after", &after)),
        first: (!asked.after.is_empty()).then(|| with_query(&f.here, "after", "")),
        units: units::owners(app),
        leaders: units::leaders(app),
        query: with_query(&f.here, "after", "")
            .split_once('?')
            .map(|(_, q)| q.to_owned())
            .unwrap_or_default(),
        today: app.today().to_string(),
        may_export: app.may(
            &viewer.actor,
            Action::Export,
            Resource::Commitment,
            &[viewer.actor.unit.as_str()],
        ),
        asked,
        f,
    })
}

async fn export(
    State(web): State<Web>,
    viewer: Viewer,
    Path(format): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let format = Format::from_code(&format);
    let format =
        format.ok_or_else(|| crate::edge::fault::Fault::of(StatusCode::NOT_FOUND, "no_page"))?;
    let out = app::ledger::export(web.app(), &viewer.actor, &asked.query()?, format).await?;
    Ok(file::download(out))
}
