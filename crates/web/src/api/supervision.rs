//! Supervision items: every red light has one, with an owner and a date.

use super::answer::{Answer, done, json, versioned};
use super::body::Body;
use super::caller::Caller;
use super::drafts::Grounds;
use super::on::On;
use super::{refusal, shape};
use crate::state::Web;
use app::supervision;
use axum::extract::{Path, State};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_supervision))
        .routes(routes!(show_supervision))
        .routes(routes!(answer_supervision))
        .routes(routes!(close_supervision))
}

/// Items the caller may see, the ones due first on top, at most 500.
#[utoipa::path(get, path = "/supervision", tag = "supervision", responses((status = 200, body = Vec<shape::SupervisionView>)))]
async fn list_supervision(State(web): State<Web>, caller: Caller) -> Answer {
    json(&supervision::list(web.app(), &caller.actor).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct ItemPath {
    /// Supervision item id.
    item: String,
}

/// One item.
#[utoipa::path(get, path = "/supervision/{item}", tag = "supervision", params(ItemPath),
    responses((status = 200, body = shape::SupervisionView, headers(("ETag")))))]
async fn show_supervision(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    let all = supervision::list(web.app(), &caller.actor).await?;
    let found = all
        .into_iter()
        .find(|s| s.item.id == id)
        .ok_or_else(refusal::missing)?;
    versioned(found.version, &found)
}

/// An answer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Said {
    /// Reason, measures, date.
    text: String,
}

/// Answers for the owner unit.
#[utoipa::path(post, path = "/supervision/{item}/answer", tag = "supervision", params(ItemPath), request_body = Said,
    responses((status = 200, body = shape::VersionedSupervision, headers(("ETag")))))]
async fn answer_supervision(on: On, Body(said): Body<Said>) -> Answer {
    done(supervision::answer(on.app(), &on.actor, &on.id, on.version, &said.text).await?)
}

/// Closes an answered item, with a reason. Never by the one who answered.
#[utoipa::path(post, path = "/supervision/{item}/close", tag = "supervision", params(ItemPath), request_body = Grounds,
    responses((status = 200, body = shape::VersionedSupervision, headers(("ETag")))))]
async fn close_supervision(on: On, Body(why): Body<Grounds>) -> Answer {
    done(supervision::close(on.app(), &on.actor, &on.id, on.version, &why.reason).await?)
}
