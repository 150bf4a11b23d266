//! The evaluation of cases.

use super::answer::{Answer, json};
use super::caller::Caller;
use super::shape;
use crate::input;
use crate::pages::evaluation::Asked;
use crate::state::Web;
use app::evaluation::{self, Rate, Side};
use axum::extract::{Query, State};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(show_evaluation))
        .routes(routes!(list_evaluation_rows))
}

/// Every rate of cases with its numerator and denominator, by unit, place or matter, now or as of a day.
#[utoipa::path(get, path = "/evaluation", tag = "evaluation", params(Asked), responses((status = 200, body = shape::Evaluation)))]
async fn show_evaluation(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Answer {
    let ask = asked.ask(web.app().today())?;
    json(&evaluation::show(web.app(), &caller.actor, &ask).await?)
}

/// The cases behind a figure: `rate`, `side` and `key` name it.
#[utoipa::path(get, path = "/evaluation/rows", tag = "evaluation", params(Asked), responses((status = 200, body = shape::CasePage)))]
async fn list_evaluation_rows(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Answer {
    let app = web.app();
    let ask = asked.ask(app.today())?;
    let rate = Rate::from_code(&asked.rate).ok_or_else(|| input::wrong("rate", "input.code"))?;
    let of = (&ask, asked.key.as_deref());
    let what = (rate, Side::parse(&asked.side));
    json(&evaluation::rows(app, &caller.actor, of, what, asked.after.clone()).await?)
}
