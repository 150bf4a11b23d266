//! Learning: what proposes matters and units, and what became of it.

use super::answer::{Answer, json, nothing};
use super::body::{Body, Form};
use super::caller::Caller;
use super::shape;
use super::sheet::SheetForm;
use crate::input;
use crate::pages::learning::Asked;
use crate::state::Web;
use app::learning;
use axum::extract::{Path, Query, Request, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(show_learning))
        .routes(routes!(list_lessons))
        .routes(routes!(show_model))
        .routes(routes!(choose_threshold))
        .routes(routes!(switch_automatic))
        .routes(routes!(put_model_in_force))
        .routes(routes!(train_model))
        .routes(routes!(bring_labelled))
}

/// What proposes now, its curve, versions, proposals of twelve months with coverage beside accuracy, drift.
#[utoipa::path(get, path = "/learning", tag = "learning", responses((status = 200, body = shape::LearningBoard)))]
async fn show_learning(State(web): State<Web>, caller: Caller) -> Answer {
    json(&learning::show(web.app(), &caller.actor).await?)
}

/// Automatic dispatches that were given back, the latest first. Hand `next` back as `after`.
#[utoipa::path(get, path = "/learning/lessons", tag = "learning", params(Asked), responses((status = 200, body = shape::LearningLessons)))]
async fn list_lessons(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Answer {
    let after = input::given(&asked.after);
    json(&learning::lessons(web.app(), &caller.actor, after.as_deref()).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct ModelPath {
    /// Number of the version.
    model: u32,
}

/// One version: where it comes from, its curve, and its counts by matter on messages held back.
#[utoipa::path(get, path = "/learning/models/{model}", tag = "learning", params(ModelPath), responses((status = 200, body = shape::LearntModel)))]
async fn show_model(State(web): State<Web>, caller: Caller, Path(model): Path<String>) -> Answer {
    let number = model.parse().unwrap_or(0);
    json(&learning::version(web.app(), &caller.actor, number).await?)
}

/// Another threshold, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ThresholdBody {
    /// The version of the board that was seen.
    version: i64,
    /// Thousandths, 1 to 1000; none: each model's own.
    threshold: Option<u32>,
    /// Why.
    reason: String,
}

/// Chooses from which probability on answers are sure.
#[utoipa::path(post, path = "/learning/threshold", tag = "learning", request_body = ThresholdBody, responses((status = 204)))]
async fn choose_threshold(
    State(web): State<Web>,
    caller: Caller,
    Body(body): Body<ThresholdBody>,
) -> Answer {
    let (app, actor) = (web.app(), &caller.actor);
    learning::choose_threshold(app, actor, body.version, body.threshold, &body.reason).await?;
    nothing()
}

/// Automatic dispatch on or off, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SwitchBody {
    /// The version of the board that was seen.
    version: i64,
    /// On or off.
    on: bool,
    /// Why.
    reason: String,
}

/// Switches automatic dispatch. It is done only where the case type has it, one unit alone owns the
/// matter, and the model is sure.
#[utoipa::path(post, path = "/learning/automatic", tag = "learning", request_body = SwitchBody, responses((status = 204)))]
async fn switch_automatic(
    State(web): State<Web>,
    caller: Caller,
    Body(body): Body<SwitchBody>,
) -> Answer {
    let (app, actor) = (web.app(), &caller.actor);
    learning::set_automatic(app, actor, body.version, body.on, &body.reason).await?;
    nothing()
}

/// Another version, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ForceBody {
    /// The version of the board that was seen.
    version: i64,
    /// Number of the version; none: the phrases of the duty list alone.
    model: Option<u32>,
    /// Why.
    reason: String,
}

/// Puts a version in force by hand: an earlier one again, or one that the rule held back.
#[utoipa::path(post, path = "/learning/model", tag = "learning", request_body = ForceBody, responses((status = 204)))]
async fn put_model_in_force(
    State(web): State<Web>,
    caller: Caller,
    Body(body): Body<ForceBody>,
) -> Answer {
    let (app, actor) = (web.app(), &caller.actor);
    learning::put_in_force(app, actor, body.version, body.model, &body.reason).await?;
    nothing()
}

/// What was seen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TrainBody {
    /// The version of the board that was seen.
    version: i64,
}

/// A training that waits.
#[derive(Serialize, ToSchema)]
struct Waiting {
    /// Its id.
    training: String,
}

/// Asks for a training from the confirmed cases; it runs in the background.
#[utoipa::path(post, path = "/learning/trainings", tag = "learning", request_body = TrainBody, responses((status = 200, body = Waiting)))]
async fn train_model(
    State(web): State<Web>,
    caller: Caller,
    Body(body): Body<TrainBody>,
) -> Answer {
    let training = learning::ask_training(web.app(), &caller.actor, body.version, None).await?;
    json(&Waiting { training })
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct SeenParams {
    /// The version of the board that was seen.
    version: i64,
}

/// Asks for a training from a labelled CSV file beside the cases: columns `title`, `body` or `tokens`,
/// `label` (code or name of a matter), `unit` (code) where it is known.
#[utoipa::path(post, path = "/learning/labelled", tag = "learning", params(SeenParams),
    request_body(content = SheetForm, content_type = "multipart/form-data"),
    responses((status = 200, body = Waiting)))]
async fn bring_labelled(
    State(web): State<Web>,
    caller: Caller,
    Query(seen): Query<SeenParams>,
    request: Request,
) -> Answer {
    let file = Form::read(request).await?.file()?;
    let training =
        learning::ask_training(web.app(), &caller.actor, seen.version, Some(file)).await?;
    json(&Waiting { training })
}
