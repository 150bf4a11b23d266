//! `/cases`: the list, and its files.

use super::asked::Asked;
use super::view::{RowView, rows};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::{Frame, with_query};
use crate::pages::{Answer, file, html};
use crate::state::Web;
use crate::units::{self, Choice};
use app::Format;
use app::case::{self, Phase};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use org::{Action, Resource, UnitKind};

#[derive(Template)]
#[template(path = "case/list.html")]
struct Page {
    f: Frame,
    asked: Asked,
    rows: Vec<RowView>,
    total: i64,
    next: Option<String>,
    first: Option<String>,
    types: Vec<Choice>,
    phases: Vec<&'static str>,
    subdistricts: Vec<Choice>,
    units: Vec<Choice>,
    query: String,
    may_export: bool,
    may_import: bool,
}

pub async fn show(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let app = web.app();
    let page = case::list(app, &viewer.actor, &asked.query(app.now())?).await?;
    let types = case::types(app, &viewer.actor)?;
    let f = Frame::of(&viewer, "nav.cases");
    html(&Page {
        rows: rows(&page.rows),
        total: page.total,
        next: page.next.map(|after| with_query(&f.here, "after", &after)),
        first: (!asked.after.is_empty()).then(|| with_query(&f.here, "after", "")),
        types: types
            .into_iter()
            .map(|t| Choice {
                code: t.id,
                name: t.name,
            })
            .collect(),
        phases: Phase::ALL.iter().map(|p| p.code()).collect(),
        subdistricts: subdistricts(app),
        units: units::owners(app),
        query: with_query(&f.here, "after", "")
            .split_once('?')
            .map(|(_, q)| q.to_owned())
            .unwrap_or_default(),
        may_import: case::may_import(app, &viewer.actor).is_ok(),
        may_export: app.may(
            &viewer.actor,
            Action::Export,
            Resource::Case,
            &[viewer.actor.unit.as_str()],
        ),
        asked,
        f,
    })
}

/// The subdistricts as choices.
pub fn subdistricts(app: &app::App) -> Vec<Choice> {
    let profile = app.profile();
    let units = profile.directory.iter();
    let units = units.filter(|u| u.kind == UnitKind::Subdistrict);
    units
        .map(|u| Choice {
            code: u.code.as_str().to_owned(),
            name: u.name.clone(),
        })
        .collect()
}

pub async fn export(
    State(web): State<Web>,
    viewer: Viewer,
    Path(format): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let format = Format::from_code(&format);
    let format = format.ok_or_else(|| Fault::of(StatusCode::NOT_FOUND, "no_page"))?;
    let query = asked.query(web.app().now())?;
    let out = case::export(web.app(), &viewer.actor, &query, format).await?;
    Ok(file::download(out))
}
