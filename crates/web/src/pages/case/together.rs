//! Units that help, and whistles.

use super::act::end;
use super::detail::Again;
use super::form::limit;
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::pages::Answer;
use crate::state::Web;
use app::case::{self, Filer};
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TogetherForm {
    version: i64,
    unit: String,
    unit2: String,
    unit3: String,
    task: String,
    limit_count: String,
    limit_unit: String,
    reason: String,
    needed: String,
    response: String,
}

impl TogetherForm {
    fn again(&self, form: &str) -> Again {
        Again::typed(
            form,
            [
                ("task", self.task.as_str()),
                ("reason", &self.reason),
                ("unit", &self.unit),
                ("limit_count", &self.limit_count),
                ("limit_unit", &self.limit_unit),
            ],
        )
    }
}

pub async fn ask(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<TogetherForm>,
) -> Answer {
    let who = Filer::Staff(&viewer.actor);
    let limit = limit(&form.limit_count, &form.limit_unit);
    let asked = (form.unit.as_str(), form.task.as_str(), limit.as_deref());
    let done = case::co_handle(web.app(), &who, &id, form.version, asked).await;
    let done = done.map_err(Fault::from);
    end(
        &web,
        &viewer,
        &id,
        "flash.case_asked",
        done,
        form.again("help"),
    )
    .await
}

pub async fn answer(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, part, what)): Path<(String, String, String)>,
    Form(form): Form<TogetherForm>,
) -> Answer {
    let who = Filer::Staff(&viewer.actor);
    let word = (part.as_str(), form.reason.as_str());
    let done = match what.as_str() {
        "done" => case::co_handle_done(web.app(), &who, &id, form.version, word).await,
        "withdraw" => case::co_handle_withdraw(web.app(), &who, &id, form.version, word).await,
        _ => return Err(Fault::of(StatusCode::NOT_FOUND, "no_page")),
    };
    let done = done.map_err(Fault::from);
    end(
        &web,
        &viewer,
        &id,
        "flash.case_done",
        done,
        form.again("help"),
    )
    .await
}

pub async fn whistle(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<TogetherForm>,
) -> Answer {
    let who = Filer::Staff(&viewer.actor);
    let units = [&form.unit, &form.unit2, &form.unit3];
    let units: Vec<String> = units
        .into_iter()
        .filter(|u| !u.trim().is_empty())
        .cloned()
        .collect();
    let limit = limit(&form.limit_count, &form.limit_unit);
    let called = (units.as_slice(), form.reason.as_str(), limit.as_deref());
    let done = case::whistle(web.app(), &who, &id, form.version, called).await;
    let done = done.map_err(Fault::from);
    let again = form.again("whistle");
    end(&web, &viewer, &id, "flash.case_whistled", done, again).await
}

pub async fn whistled(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, whistle, what)): Path<(String, String, String)>,
    Form(form): Form<TogetherForm>,
) -> Answer {
    let who = Filer::Staff(&viewer.actor);
    let (app, version) = (web.app(), form.version);
    let done = match what.as_str() {
        "arrive" => case::arrive(app, &who, &id, version, &whistle).await,
        "judge" => {
            let word = (whistle.as_str(), form.needed == "1", form.reason.as_str());
            case::judge_whistle(app, &who, &id, version, word).await
        }
        "respond" => {
            let word = (whistle.as_str(), form.unit.as_str(), form.response.as_str());
            case::judge_response(app, &who, &id, version, word).await
        }
        _ => return Err(Fault::of(StatusCode::NOT_FOUND, "no_page")),
    };
    let done = done.map_err(Fault::from);
    end(
        &web,
        &viewer,
        &id,
        "flash.case_done",
        done,
        form.again("whistle"),
    )
    .await
}
