//! What the desk and the dispatcher look at before they act.

use super::answer::{Answer, json};
use super::body::Body;
use super::caller::Caller;
use super::shape;
use crate::input;
use crate::state::Web;
use app::case::{self, PlaceIn};
use axum::extract::{Query, State};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_to_dispatch))
        .routes(routes!(find_earlier_cases))
        .routes(routes!(find_near_cases))
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct After {
    /// Where the last page ended.
    after: String,
}

/// Cases at the centre that wait to be dispatched, each with the units that the duty list proposes.
#[utoipa::path(get, path = "/cases/to-dispatch", tag = "cases", params(After), responses((status = 200, body = shape::DispatchQueue)))]
async fn list_to_dispatch(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<After>,
) -> Answer {
    json(&case::to_dispatch(web.app(), &caller.actor, input::given(&asked.after)).await?)
}

/// A telephone number; in the body, so that it stands in no log of addresses.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Calling {
    phone: String,
}

/// Earlier cases of somebody who calls, by the whole number, among those the caller may see.
#[utoipa::path(post, path = "/cases/earlier", tag = "cases", request_body = Calling, responses((status = 200, body = Vec<shape::CaseRow>)))]
async fn find_earlier_cases(
    State(web): State<Web>,
    caller: Caller,
    Body(calling): Body<Calling>,
) -> Answer {
    json(&case::earlier(web.app(), &caller.actor, &calling.phone).await?)
}

/// Open cases near a place, to be joined rather than filed again.
#[utoipa::path(post, path = "/cases/near", tag = "cases", request_body = shape::PlaceIn, responses((status = 200, body = Vec<shape::CaseRow>)))]
async fn find_near_cases(
    State(web): State<Web>,
    caller: Caller,
    Body(place): Body<PlaceIn>,
) -> Answer {
    json(&case::near_place(web.app(), &caller.actor, &place).await?)
}
