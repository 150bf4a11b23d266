//! Cases and commitments by words.

use super::answer::{Answer, json};
use super::caller::Caller;
use super::shape;
use crate::pages::search::asked::SearchAsked;
use crate::state::Web;
use app::search;
use axum::extract::{Query, State};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(search_cases))
        .routes(routes!(search_commitments))
}

/// Cases by words, the newest first, as far as the caller may list them. What is met is marked in texts
/// whose personal data is masked. When nothing has the words as written, those that sound so are found.
#[utoipa::path(get, path = "/search", tag = "cases", params(SearchAsked),
    responses((status = 200, body = shape::SearchFound)))]
async fn search_cases(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<SearchAsked>,
) -> Answer {
    let asked = asked.cases(web.app().now())?;
    json(&search::cases(web.app(), &caller.actor, &asked).await?)
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct Words {
    /// Words, as for cases.
    q: String,
    /// Where the last page ended.
    after: String,
}

/// Issued commitments by words, in the order of the report, as far as the caller may list them.
#[utoipa::path(get, path = "/search/commitments", tag = "ledger", params(Words),
    responses((status = 200, body = shape::SearchFound)))]
async fn search_commitments(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Words>,
) -> Answer {
    json(&search::commitments(web.app(), &caller.actor, &asked.q, &asked.after).await?)
}
