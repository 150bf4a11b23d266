//! Questions in Chinese.

use super::answer::{Answer, json};
use super::caller::Caller;
use super::shape;
use crate::input;
use crate::pages::ask::Question;
use crate::state::Web;
use axum::extract::{Query, State};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(ask_question))
}

/// One number or a small table for a question in Chinese, or why there is none; with `id` the same question
/// again, answered with what was known when that id was given.
#[utoipa::path(get, path = "/ask", tag = "ask", params(Question),
    responses((status = 200, body = shape::AskOutcome)))]
async fn ask_question(
    State(web): State<Web>,
    caller: Caller,
    Query(question): Query<Question>,
) -> Answer {
    let asked = question.asked(&web, &caller.actor).await?;
    json(&asked.ok_or_else(|| input::wrong("q", "ask.empty"))?)
}
