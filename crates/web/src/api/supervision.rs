//! Supervision items: every red light has one, with an owner and a date.

use super::answer::{Answer, done, json, versioned};
use super::body::Body;
use super::caller::Caller;
use super::drafts::Grounds;
use super::on::On;
use super::shape;
use super::sheet::FormatParams;
use crate::pages::file::download;
use crate::pages::list::Paging;
use crate::pages::supervision::asked::Asked;
use crate::state::Web;
use app::supervision;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_supervision))
        .routes(routes!(export_supervision))
        .routes(routes!(show_supervision))
        .routes(routes!(answer_supervision))
        .routes(routes!(close_supervision))
}

/// A page of the items the caller may see, what waits first and by its day unless `sort` says otherwise:
/// `waiting`, `due`, `owner`, `state`, `no`. Hand `next` back as `after`.
#[utoipa::path(get, path = "/supervision", tag = "supervision", params(Asked, Paging), responses((status = 200, body = shape::SupervisionPage)))]
async fn list_supervision(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let query = asked.query(&paging, web.app().today())?;
    json(&supervision::list(web.app(), &caller.actor, &query).await?)
}

/// All items of a query as a file, at most 20,000.
#[utoipa::path(get, path = "/supervision/export", tag = "supervision", params(Asked, Paging, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_supervision(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
    Query(form): Query<FormatParams>,
) -> Answer {
    let query = asked.query(&paging, web.app().today())?;
    let file = supervision::export(web.app(), &caller.actor, &query, form.read()?).await?;
    Ok(download(file))
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
    let found = supervision::show(web.app(), &caller.actor, &id).await?;
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
