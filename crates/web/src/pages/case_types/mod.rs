//! `/case-types`: the versions of each case type, and running cases moved to a newer one after a
//! look at what would become of each.

use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::problems::Problems;
use crate::state::Web;
use app::case::{self, Kept, Migration, TypeVersions};
use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::response::IntoResponse;
use axum::routing::get;
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/case-types", get(show))
        .route("/case-types/{id}/migration", get(look).post(apply))
}

#[derive(Template)]
#[template(path = "case_types/case_types.html")]
struct Page {
    f: Frame,
    types: Vec<TypeVersions>,
}

async fn show(State(web): State<Web>, viewer: Viewer) -> Answer {
    let types = case::type_versions(web.app(), &viewer.actor).await?;
    let f = Frame::of(&viewer, "nav.case_types");
    html(&Page { f, types })
}

#[derive(Template)]
#[template(path = "case_types/migration.html")]
struct Look {
    f: Frame,
    migration: Migration,
    /// What stayed after a move.
    left: Option<Vec<Kept>>,
    problems: Problems,
}

#[derive(Deserialize)]
struct To {
    to_version: u32,
}

async fn look(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Query(to): Query<To>,
) -> Answer {
    page(&web, &viewer, &id, to.to_version, None).await
}

async fn page(
    web: &Web,
    viewer: &Viewer,
    id: &str,
    to_version: u32,
    left: Option<Vec<Kept>>,
) -> Answer {
    let migration = case::migration_preview(web.app(), &viewer.actor, id, to_version).await?;
    let f = Frame::of(viewer, "types.migration").under("/case-types", "nav.case_types");
    html(&Look {
        f,
        migration,
        left,
        problems: Problems::none(),
    })
}

async fn apply(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(to): Form<To>,
) -> Answer {
    let done = case::migrate(web.app(), &viewer.actor, &id, to.to_version).await?;
    if done.kept.is_empty() {
        let flash = Flash::with("flash.cases_migrated", done.moved);
        return Ok(flash.go("/case-types", web.options().secure_cookies));
    }
    Ok(page(&web, &viewer, &id, to.to_version, Some(done.kept))
        .await?
        .into_response())
}
