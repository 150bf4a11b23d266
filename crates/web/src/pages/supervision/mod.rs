//! `/supervision`: items that wait for an answer or for closing; opened for a commitment by hand too.

pub mod asked;

use super::list::{Bar, Input, Paging, format};
use super::{Answer, file, html};
use crate::edge::session::Viewer;
use crate::flash::{Flash, own_path};
use crate::frame::Frame;
use crate::retry::{self, Retry};
use crate::state::Web;
use crate::{input, units};
use app::list::SupervisionFilter;
use app::supervision::{self, SupervisionView};
use askama::Template;
use asked::Asked;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::routing::{get, post};
use org::{Action, Resource};
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/supervision", get(show))
        .route("/supervision/export/{format}", get(export))
        .route("/ledger/{id}/supervise", post(open))
        .route("/supervision/{id}/answer", post(answer))
        .route("/supervision/{id}/close", post(close))
}

#[derive(Template)]
#[template(path = "supervision/supervision.html")]
struct Page {
    f: Frame,
    bar: Bar,
    items: Vec<SupervisionView>,
}

async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let app = web.app();
    let query = asked.query(&paging, app.today())?;
    let page = supervision::list(app, &viewer.actor, &query).await?;
    let f = Frame::of(&viewer, "nav.supervision");
    let own = [viewer.actor.unit.as_str()];
    let may = app.may(&viewer.actor, Action::Export, Resource::Supervision, &own);
    let sorts = app::list::sorts::<SupervisionFilter>();
    let states = ("supervision_status", &["open", "answered", "closed"][..]);
    let bar = Bar::of(&f, "/supervision", "supervision", sorts, &paging)
        .search(&f, &asked.q)
        .codes(&f, "status", "people.state", &asked.status, states)
        .units(
            &f,
            "unit",
            "supervision.owner_unit",
            &asked.unit,
            units::owners(app),
        )
        .field(
            "due_before",
            f.t("ledger.due_before"),
            &asked.due_before,
            Input::Day(String::new()),
        )
        .field("late", f.t("list.late"), &asked.late, Input::Check)
        .paged(page.next.as_deref(), page.total)
        .exported(may);
    html(&Page {
        bar,
        items: page.rows,
        f,
    })
}

async fn export(
    State(web): State<Web>,
    viewer: Viewer,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let query = asked.query(&paging, web.app().today())?;
    let out = supervision::export(web.app(), &viewer.actor, &query, format(&code)?).await?;
    Ok(file::download(out))
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
            .field("due", "supervision.due", &form.due, retry::Input::Day)
            .field(
                "owner",
                "supervision.owner",
                &form.owner,
                retry::Input::Choice(units::leaders(web.app())),
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
