//! `/work/{id}`: how far a long piece of work is. Reloads itself; with scripts it refreshes in place.

pub mod follow;

use super::{Answer, html};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::state::Web;
use crate::work::{End, Standing};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;

/// Seconds between reloads without scripts.
const RELOAD_SECONDS: u32 = 2;

pub fn router() -> axum::Router<Web> {
    axum::Router::new().route("/work/{id}", get(show))
}

#[derive(Template)]
#[template(path = "work/work.html")]
struct Page {
    f: Frame,
    standing: Standing,
}

async fn show(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    let standing = web.works().standing(&id, &viewer.actor.person);
    let standing = standing.ok_or_else(|| Fault::of(StatusCode::NOT_FOUND, "no_work"))?;
    match standing.end.clone() {
        Some(End::Done { location, flash }) => {
            Ok(flash.go(&location, web.options().secure_cookies))
        }
        Some(End::Failed(fault)) => Err(fault),
        None => {
            let f = Frame::of(&viewer, "work.title").refreshing(RELOAD_SECONDS);
            html(&Page { f, standing })
        }
    }
}
