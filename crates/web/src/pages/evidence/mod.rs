//! `/evidence/{record}/{hash}`: an evidence file of a record.

use super::{Answer, file};
use crate::edge::session::Viewer;
use crate::state::Web;
use axum::extract::{Path, State};
use axum::routing::get;

pub fn router() -> axum::Router<Web> {
    axum::Router::new().route("/evidence/{record}/{hash}", get(show))
}

async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Path((record, hash)): Path<(String, String)>,
) -> Answer {
    let out = app::evidence::get(web.app(), &viewer.actor, &record, &hash).await?;
    Ok(file::look(out))
}
