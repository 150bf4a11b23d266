//! `/reports/{id}/review/changes`: what others did since the page last asked, and where they are.

use super::answer::{Fragment, Progress, presence_words};
use super::item::{Names, Rights, item};
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::pages::{Answer, html};
use crate::state::Web;
use axum::extract::{Path, Query, State};
use commitment::{ReportStatus, Status};
use serde::Deserialize;

/// From where, and where the reader is.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pos: i64,
    at: String,
    back: String,
}

pub async fn changes(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let app = web.app();
    let looking_at = (!asked.at.is_empty()).then(|| asked.at.clone());
    let others = app::review::presence(app, &viewer.actor, &id, looking_at).await?;
    let changes = app::review::changes_since(app, &viewer.actor, &id, asked.pos).await?;
    let drafts = app::review::list(app, &viewer.actor, &id).await?;
    let names = Names::load(app).await?;
    let f = Frame::of(&viewer, "review.title");
    let (gone, there): (Vec<_>, Vec<_>) = changes
        .drafts
        .iter()
        .partition(|d| d.value.status == Status::Replaced);
    let issued = drafts.iter().any(|d| d.value.status == Status::Issued);
    html(&Fragment {
        rights: Rights::of(
            app,
            &viewer.actor,
            if issued {
                ReportStatus::Issued
            } else {
                ReportStatus::Reviewing
            },
        ),
        pos: Some(changes.pos),
        progress: Progress::of(&drafts),
        presence: Some(presence_words(&f, &drafts, &others)),
        items: there.iter().map(|d| item(&f, &names, d).near()).collect(),
        gone: gone.iter().map(|d| d.value.id.clone()).collect(),
        back: asked.back,
        notice: String::new(),
        f,
    })
}
