//! `/supervision`: items that wait for an answer or for closing; opened for a commitment by hand too.

use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::flash::{Flash, own_path};
use crate::frame::Frame;
use crate::retry::{Input, Retry};
use crate::state::Web;
use crate::{input, units};
use app::supervision::{self, SupervisionView};
use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::{get, post};
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/supervision", get(show))
        .route("/ledger/{id}/supervise", post(open))
        .route("/supervision/{id}/answer", post(answer))
        .route("/supervision/{id}/close", post(close))
}

#[derive(Template)]
#[template(path = "supervision/supervision.html")]
struct Page {
    f: Frame,
    items: Vec<SupervisionView>,
}

async fn show(State(web): State<Web>, viewer: Viewer) -> Answer {
    let items = supervision::list(web.app(), &viewer.actor).await?;
    html(&Page {
        f: Frame::of(&viewer, "nav.supervision"),
        items,
    })
}

#[derive(Deserialize)]
struct OpenForm {
    due: String,
    #[serde(default)]
    owner: String,
}

async fn open(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<OpenForm>,
) -> Answer {
    let back = format!("/ledger/{id}");
    let owner = input::given(&form.owner);
    let done = match input::day("due", &form.due) {
        Ok(due) => supervision::open(web.app(), &viewer.actor, &id, due, owner)
            .await
            .map_err(Into::into),
        Err(fault) => Err(fault),
    };
    match done {
        Ok(_) => Ok(Flash::new("flash.supervision_opened").go(&back, web.options().secure_cookies)),
        Err(fault) => Retry::to(format!("/ledger/{id}/supervise"), &back)
            .field("due", "supervision.due", &form.due, Input::Day)
            .field(
                "owner",
                "supervision.owner",
                &form.owner,
                Input::Choice(units::leaders(web.app())),
            )
            .answer(&viewer, fault),
    }
}

#[derive(Deserialize)]
struct Words {
    version: i64,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    back: String,
}

async fn answer(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Words>,
) -> Answer {
    let done = supervision::answer(web.app(), &viewer.actor, &id, form.version, &form.reason).await;
    after(
        &web,
        &viewer,
        done,
        format!("/supervision/{id}/answer"),
        "flash.supervision_answered",
        &form,
    )
}

async fn close(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Words>,
) -> Answer {
    let done = supervision::close(web.app(), &viewer.actor, &id, form.version, &form.reason).await;
    after(
        &web,
        &viewer,
        done,
        format!("/supervision/{id}/close"),
        "flash.supervision_closed",
        &form,
    )
}

fn after<T>(
    web: &Web,
    viewer: &Viewer,
    done: app::Result<T>,
    action: String,
    flash: &str,
    form: &Words,
) -> Answer {
    match done {
        Ok(_) => Ok(Flash::new(flash).go(own_path(&form.back), web.options().secure_cookies)),
        Err(error) => Retry::to(action, &form.back)
            .hidden("version", form.version)
            .long("reason", "form.words", &form.reason)
            .answer(viewer, error.into()),
    }
}
