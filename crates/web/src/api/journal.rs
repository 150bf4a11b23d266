//! The journal and its seals, for those who check.

use super::answer::{Answer, json};
use super::body::Body;
use super::caller::Caller;
use super::shape;
use super::sheet::FormatParams;
use crate::pages::audit::asked::Asked;
use crate::pages::file::download;
use crate::pages::list::{Paging, say};
use crate::state::Web;
use app::audit;
use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_journal))
        .routes(routes!(export_journal))
        .routes(routes!(show_history))
        .routes(routes!(verify_journal))
        .routes(routes!(list_seals, make_seal))
}

/// A page of the journal, the latest first; `desc=1`: the first first. Hand `next` back as `after`.
#[utoipa::path(get, path = "/journal", tag = "audit", params(Asked, Paging), responses((status = 200, body = shape::JournalPage)))]
async fn list_journal(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    json(&audit::page(web.app(), &caller.actor, &asked.query(&paging)?).await?)
}

/// The entries of a query as a file, at most 20,000.
#[utoipa::path(get, path = "/journal/export", tag = "audit", params(Asked, Paging, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_journal(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
    Query(form): Query<FormatParams>,
) -> Answer {
    let query = asked.query(&paging)?;
    let file = audit::export(web.app(), &caller.actor, &query, form.read()?, &say).await?;
    Ok(download(file))
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct SubjectPath {
    /// Kind of subject: `report`, `commitment`, `record`, `change_request`, `supervision`, `light`, `person`, `unit`, `token`.
    kind: String,
    /// Its id.
    id: String,
}

/// Every entry of one subject, the first first.
#[utoipa::path(get, path = "/journal/{kind}/{id}", tag = "audit", params(SubjectPath), responses((status = 200, body = Vec<shape::EntryView>)))]
async fn show_history(
    State(web): State<Web>,
    caller: Caller,
    Path((kind, id)): Path<(String, String)>,
) -> Answer {
    json(&audit::subject(web.app(), &caller.actor, &kind, &id).await?)
}

/// Checks every hash chain and seal. Takes a second for some hundred thousand entries; writes nothing.
#[utoipa::path(post, path = "/journal/verify", tag = "audit", responses((status = 200, body = shape::Verified)))]
async fn verify_journal(State(web): State<Web>, caller: Caller) -> Answer {
    json(&audit::verify(web.app(), &caller.actor, &app::silent).await?)
}

/// All seals, the latest first.
#[utoipa::path(get, path = "/seals", tag = "audit", responses((status = 200, body = Vec<shape::Seal>)))]
async fn list_seals(State(web): State<Web>, caller: Caller) -> Answer {
    json(&audit::seals(web.app(), &caller.actor).await?)
}

/// A day to seal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SealDay {
    #[schema(value_type = shape::Day)]
    day: Date,
}

/// Seals all heads under a day; when nothing happened since a seal of that day, that seal comes back.
#[utoipa::path(post, path = "/seals", tag = "audit", request_body = SealDay, responses((status = 200, body = shape::Seal)))]
async fn make_seal(State(web): State<Web>, caller: Caller, Body(asked): Body<SealDay>) -> Answer {
    json(&audit::seal(web.app(), &caller.actor, asked.day).await?)
}
