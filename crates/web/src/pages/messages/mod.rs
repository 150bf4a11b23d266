//! `/messages`: what goes out by mail and webhook, how each stands, and how each reads.

pub mod asked;

use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::flash::{Flash, own_path};
use crate::format;
use crate::frame::Frame;
use crate::state::Web;
use app::outbox::{self, MessageRow, Preview, STATUSES};
use askama::Template;
use asked::Asked;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::routing::{get, post};
use serde::Deserialize;

/// Messages of one page.
const SHOWN: usize = 100;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/messages", get(show))
        .route("/messages/previews", get(previews))
        .route("/messages/{id}/again", post(again))
}

struct Line {
    message: MessageRow,
    /// Code of what happened, without the sequence it happened at.
    event: String,
    at: String,
    sent: Option<String>,
}

#[derive(Template)]
#[template(path = "messages/messages.html")]
struct Page {
    f: Frame,
    statuses: [&'static str; 4],
    status: String,
    lines: Vec<Line>,
    next: Option<String>,
}

async fn show(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let (status, before) = (asked.status()?, asked.before()?);
    let before = before.as_ref().map(|(at, id)| (*at, id.as_str()));
    let rows = outbox::list(web.app(), &viewer.actor, status, before).await?;
    let full = rows.len() >= SHOWN;
    let last = rows.last().filter(|_| full);
    let next = last.map(|it| format!("/messages?status={status}&before={}.{}", it.at_ms, it.id));
    let line = |message: MessageRow| Line {
        event: message
            .event
            .split('#')
            .next()
            .unwrap_or_default()
            .to_owned(),
        at: format::millis(message.at_ms),
        sent: message.sent_ms.map(format::millis),
        message,
    };
    html(&Page {
        f: Frame::of(&viewer, "nav.messages"),
        statuses: STATUSES,
        status: status.to_owned(),
        lines: rows.into_iter().map(line).collect(),
        next,
    })
}

#[derive(Template)]
#[template(path = "messages/previews.html")]
struct Previews {
    f: Frame,
    previews: Vec<Preview>,
}

async fn previews(State(web): State<Web>, viewer: Viewer) -> Answer {
    let previews = outbox::preview(web.app(), &viewer.actor)?;
    let f = Frame::of(&viewer, "messages.previews").under("/messages", "nav.messages");
    html(&Previews { f, previews })
}

#[derive(Deserialize)]
struct AgainForm {
    #[serde(default)]
    back: String,
}

async fn again(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<AgainForm>,
) -> Answer {
    outbox::again(web.app(), &viewer.actor, &id).await?;
    let flash = Flash::new("flash.message_again");
    Ok(flash.go(own_path(&form.back), web.options().secure_cookies))
}
