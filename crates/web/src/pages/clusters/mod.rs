//! `/clusters` (聚类): incidents that several cases tell of, one with its reasons, and the two lists that
//! surface beside them: people who reported repeatedly and cases that units gave back.

mod change;
mod one;
mod surfaced;

use super::case::view::{RowView, row};
use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::format;
use crate::frame::{Frame, with_query};
use crate::input;
use crate::state::Web;
use app::cluster;
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::{get, post};
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/clusters", get(list))
        .route("/clusters/{id}", get(one::show))
        .route("/clusters/{id}/take-out", post(change::take_out))
        .route("/clusters/{id}/add", post(change::add))
        .route("/clusters/{id}/dissolve", post(change::dissolve))
        .route("/clusters/{id}/restore", post(change::restore))
        .route("/clusters/{id}/announce", post(change::announce))
        .route("/bounced", get(surfaced::bounced))
        .route("/repeated", get(surfaced::repeated))
}

/// What the list is asked.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// `1`: only those that stand; `0`: only those taken apart.
    pub open: String,
    /// Where the last page ended.
    pub after: String,
}

impl Asked {
    /// Which; none for all. Errors: a code that is not known.
    pub fn open(&self) -> Result<Option<bool>, crate::edge::fault::Fault> {
        match self.open.is_empty() {
            true => Ok(None),
            false => Ok(Some(input::flag("open", &self.open)?)),
        }
    }
}

/// One line.
struct Line {
    href: String,
    number: String,
    cases: i64,
    formed: String,
    open: bool,
    leading: RowView,
}

#[derive(Template)]
#[template(path = "clusters/list.html")]
struct Page {
    f: Frame,
    lines: Vec<Line>,
    all: bool,
    next: Option<String>,
}

async fn list(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let all = asked.open()? == Some(false);
    let open = if all { None } else { Some(true) };
    let after = input::given(&asked.after);
    let page = cluster::list(web.app(), &viewer.actor, open, after.as_deref()).await?;
    let f = Frame::of(&viewer, "nav.clusters");
    let line = |it: &cluster::ClusterLine| Line {
        href: format!("/clusters/{}", it.id),
        number: it.number.clone(),
        cases: it.cases,
        formed: format::instant(it.formed_at),
        open: it.open,
        leading: row(&it.leading),
    };
    html(&Page {
        next: page.next.map(|after| with_query(&f.here, "after", &after)),
        lines: page.rows.iter().map(line).collect(),
        all,
        f,
    })
}
