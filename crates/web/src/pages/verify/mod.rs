//! `/verify`: claimed records that the actor may verify, the longest waiting first.

use super::record::{RecordLine, line};
use super::{Answer, html};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::state::Web;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use org::{Action, Resource};

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
    if !web.app().may(
        &viewer.actor,
        Action::List,
        Resource::Verification,
        &[viewer.actor.unit.as_str()],
    ) {
        return Err(Fault::of(StatusCode::FORBIDDEN, "forbidden"));
    }
    let queue = app::record::queue(web.app(), &viewer.actor).await?;
    let records = queue.into_iter().map(|view| line(view, lang)).collect();
    html(&Page {
        f: Frame::of(&viewer, "nav.verify"),
        records,
    })
}
