//! Requests to change what is frozen.

use super::answer::{Answer, done, json, versioned};
use super::body::Body;
use super::caller::Caller;
use super::drafts::Grounds;
use super::on::On;
use super::records::Word;
use super::shape;
use super::sheet::FormatParams;
use crate::pages::changes::asked::Asked;
use crate::pages::changes::said;
use crate::pages::file::download;
use crate::pages::list::Paging;
use crate::state::Web;
use app::change;
use axum::extract::{Path, Query, State};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_requests))
        .routes(routes!(export_requests))
        .routes(routes!(show_request))
        .routes(routes!(approve_request))
        .routes(routes!(refuse_request))
        .routes(routes!(withdraw_request))
}

/// A page of the requests the caller may see, the waiting ones first unless `sort` says otherwise:
/// `waiting`, `asked`, `unit`, `no`. Hand `next` back as `after`.
#[utoipa::path(get, path = "/change-requests", tag = "changes", params(Asked, Paging), responses((status = 200, body = shape::RequestPage)))]
async fn list_requests(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    json(&change::list(web.app(), &caller.actor, &asked.query(&paging)?).await?)
}

/// All requests of a query as a file, at most 20,000.
#[utoipa::path(get, path = "/change-requests/export", tag = "changes", params(Asked, Paging, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_requests(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
    Query(form): Query<FormatParams>,
) -> Answer {
    let query = asked.query(&paging)?;
    let file = change::export(web.app(), &caller.actor, &query, form.read()?, said).await?;
    Ok(download(file))
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
    let found = change::show(web.app(), &caller.actor, &id).await?;
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
