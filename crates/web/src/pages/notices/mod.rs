//! `/notices`: what the signed-in person was told.

use super::{Answer, html};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::format;
use crate::frame::Frame;
use crate::input::wrong;
use crate::state::Web;
use app::outbox::{self, NoticeRow};
use askama::Template;
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::routing::{get, post};
use serde::Deserialize;
use utoipa::IntoParams;

/// Notices of one page.
const SHOWN: usize = 50;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/notices", get(show))
        .route("/notices/read", post(read))
}

/// Where a page goes on.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Older {
    /// Older than this: `at_ms` and id of a notice, with a dot between them.
    before: String,
}

impl Older {
    /// As instant and id. Errors: `input.code`.
    pub fn before(&self) -> Result<Option<(i64, String)>, Fault> {
        mark(&self.before)
    }
}

/// `1767196800000.id` as instant and id; none where it is empty.
pub fn mark(text: &str) -> Result<Option<(i64, String)>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let parts = text.split_once('.');
    let parts = parts.and_then(|(at, id)| Some((at.parse().ok()?, id.to_owned())));
    parts.map(Some).ok_or_else(|| wrong("before", "input.code"))
}

#[derive(Template)]
#[template(path = "notices/notices.html")]
struct Page {
    f: Frame,
    rows: Vec<(NoticeRow, String)>,
    unread: i64,
    /// The newest shown: what "all read" means.
    newest_ms: i64,
    next: Option<String>,
}

async fn show(State(web): State<Web>, viewer: Viewer, Query(older): Query<Older>) -> Answer {
    let before = older.before()?;
    let before = before.as_ref().map(|(at, id)| (*at, id.as_str()));
    let rows = outbox::notices(web.app(), &viewer.actor, before).await?;
    let last = rows.last().filter(|_| rows.len() >= SHOWN);
    let next = last.map(|it| {
        let before: String =
            form_urlencoded::byte_serialize(format!("{}.{}", it.at_ms, it.id).as_bytes()).collect();
        format!("/notices?before={before}")
    });
    html(&Page {
        f: Frame::of(&viewer, "notices.title"),
        unread: outbox::unread(web.app(), &viewer.actor).await?,
        newest_ms: rows.first().map_or(0, |it| it.at_ms),
        rows: rows
            .into_iter()
            .map(|it| (it.clone(), format::instant(it.at)))
            .collect(),
        next,
    })
}

#[derive(Deserialize)]
struct ReadForm {
    up_to_ms: i64,
}

async fn read(State(web): State<Web>, viewer: Viewer, Form(form): Form<ReadForm>) -> Answer {
    outbox::read_notices(web.app(), &viewer.actor, form.up_to_ms).await?;
    Ok(Flash::new("flash.notices_read").go("/notices", web.options().secure_cookies))
}
