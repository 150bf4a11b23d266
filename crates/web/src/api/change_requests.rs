//! Requests to change what is frozen.

use super::answer::{Answer, done, json, versioned};
use super::body::Body;
use super::caller::Caller;
use super::drafts::Grounds;
use super::on::On;
use super::records::Word;
use super::{refusal, shape};
use crate::state::Web;
use app::change;
use axum::extract::{Path, Query, State};
use commitment::ChangeStatus;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_requests))
        .routes(routes!(show_request))
        .routes(routes!(approve_request))
        .routes(routes!(refuse_request))
        .routes(routes!(withdraw_request))
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct StatusParams {
    /// `requested`, `approved`, `refused`, `withdrawn`; all where absent.
    status: String,
}

/// Requests the caller may see, the open ones first, at most 500.
#[utoipa::path(get, path = "/change-requests", tag = "changes", params(StatusParams), responses((status = 200, body = Vec<shape::RequestView>)))]
async fn list_requests(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<StatusParams>,
) -> Answer {
    let status = match asked.status.as_str() {
        "" => None,
        code => Some(ChangeStatus::from_code(code).ok_or_else(|| {
            refusal::unknown("status", "requested, approved, refused, withdrawn")
        })?),
    };
    json(&change::list(web.app(), &caller.actor, status).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct RequestPath {
    /// Change request id.
    request: String,
}

/// One request.
#[utoipa::path(get, path = "/change-requests/{request}", tag = "changes", params(RequestPath),
    responses((status = 200, body = shape::RequestView, headers(("ETag")))))]
async fn show_request(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    let all = change::list(web.app(), &caller.actor, None).await?;
    let found = all
        .into_iter()
        .find(|r| r.request.id == id)
        .ok_or_else(refusal::missing)?;
    versioned(found.version, &found)
}

/// Approves: the commitment takes the changes and a new version; the old text stays readable. Never by the one who asked.
#[utoipa::path(post, path = "/change-requests/{request}/approve", tag = "changes", params(RequestPath), request_body = Word,
    responses((status = 200, body = shape::VersionedRequest, headers(("ETag")))))]
async fn approve_request(on: On, Body(with): Body<Word>) -> Answer {
    done(change::approve(on.app(), &on.actor, &on.id, on.version, with.remark).await?)
}

/// Refuses, with a reason.
#[utoipa::path(post, path = "/change-requests/{request}/refuse", tag = "changes", params(RequestPath), request_body = Grounds,
    responses((status = 200, body = shape::VersionedRequest, headers(("ETag")))))]
async fn refuse_request(on: On, Body(why): Body<Grounds>) -> Answer {
    done(change::refuse(on.app(), &on.actor, &on.id, on.version, &why.reason).await?)
}

/// Takes a request back; the asking unit only.
#[utoipa::path(post, path = "/change-requests/{request}/withdraw", tag = "changes", params(RequestPath),
    responses((status = 200, body = shape::VersionedRequest, headers(("ETag")))))]
async fn withdraw_request(on: On) -> Answer {
    done(change::withdraw(on.app(), &on.actor, &on.id, on.version).await?)
}
