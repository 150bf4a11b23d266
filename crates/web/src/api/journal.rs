//! The journal and its seals, for those who check.

use super::answer::{Answer, json};
use super::body::Body;
use super::caller::Caller;
use super::shape;
use crate::state::Web;
use app::audit::{self, JournalQuery};
use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_journal))
        .routes(routes!(show_history))
        .routes(routes!(verify_journal))
        .routes(routes!(list_seals, make_seal))
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct JournalParams {
    /// Only before this position, going back; absent for the latest.
    before: Option<i64>,
    /// Kind of subject.
    kind: Option<String>,
    /// Who.
    actor: Option<String>,
    /// What, by code.
    action: Option<String>,
    /// Entries wanted: 50 where absent, at most 200.
    limit: usize,
}

/// A page of the journal, the latest first. Hand `next` back as `before`.
#[utoipa::path(get, path = "/journal", tag = "audit", params(JournalParams), responses((status = 200, body = shape::JournalPage)))]
async fn list_journal(
    State(web): State<Web>,
    caller: Caller,
    Query(p): Query<JournalParams>,
) -> Answer {
    let query = JournalQuery {
        before: p.before,
        kind: p.kind,
        actor: p.actor,
        action: p.action,
        limit: p.limit,
    };
    json(&audit::page(web.app(), &caller.actor, &query).await?)
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
