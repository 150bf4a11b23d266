//! `/verify`: claimed records that the actor may verify, the longest waiting first.

use super::record::{RecordLine, line};
use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::state::Web;
use askama::Template;
use axum::extract::State;
use axum::routing::get;

pub fn router() -> axum::Router<Web> {
    axum::Router::new().route("/verify", get(show))
}

#[derive(Template)]
#[template(path = "verify/verify.html")]
struct Page {
    f: Frame,
    records: Vec<RecordLine>,
}

async fn show(State(web): State<Web>, viewer: Viewer) -> Answer {
    let lang = viewer.visitor.prefs.lang;
    let queue = app::record::queue(web.app(), &viewer.actor).await?;
    let records = queue.into_iter().map(|view| line(view, lang)).collect();
    html(&Page { f: Frame::of(&viewer, "nav.verify"), records })
}
