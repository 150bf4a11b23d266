//! Bulletins: the sealed ones with their files, drafts as known on any day.

use super::answer::{Answer, created, json};
use super::body::Body;
use super::caller::Caller;
use super::shape;
use crate::input;
use crate::pages::bulletins::asked::{Asked, ToDraft, kind};
use crate::pages::bulletins::base;
use crate::pages::file::download;
use crate::pages::list::Paging;
use crate::state::Web;
use app::bulletin::{self as bulletins, IssueCmd};
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_bulletins, issue_bulletin))
        .routes(routes!(draft_bulletin))
        .routes(routes!(show_bulletin))
        .routes(routes!(take_bulletin))
}

/// A page of sealed bulletins, by `issued`, the latest first, unless `sort` says `number`. Hand `next` back as `after`.
#[utoipa::path(get, path = "/bulletins", tag = "bulletins", params(Asked, Paging), responses((status = 200, body = shape::BulletinPage)))]
async fn list_bulletins(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    json(&bulletins::list(web.app(), &caller.actor, &asked.query(&paging)?).await?)
}

/// A draft as known now or on a past day, with the digest that issuing names.
#[utoipa::path(get, path = "/bulletins/draft", tag = "bulletins", params(ToDraft), responses((status = 200, body = shape::BulletinDraft)))]
async fn draft_bulletin(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<ToDraft>,
) -> Answer {
    let (kind, as_of) = (asked.kind()?, asked.as_of()?);
    json(&bulletins::draft(web.app(), &caller.actor, (kind, &asked.period), as_of).await?)
}

/// A draft to be sealed.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct BulletinToIssue {
    /// `daily`, `agenda`, `minutes`, `ten_day` or `monthly`.
    kind: String,
    /// What it speaks of.
    period: String,
    /// The day as known on; empty: now.
    as_of: String,
    /// Digest of the draft that was seen.
    digest: String,
    /// Who gets copies.
    copies: String,
}

/// Seals a draft. Links of its file lead to the host that this call names.
#[utoipa::path(post, path = "/bulletins", tag = "bulletins", request_body = BulletinToIssue,
    responses((status = 201, body = shape::BulletinIssued, headers(("Location"), ("ETag")))))]
async fn issue_bulletin(
    State(web): State<Web>,
    caller: Caller,
    headers: HeaderMap,
    Body(it): Body<BulletinToIssue>,
) -> Answer {
    let cmd = IssueCmd {
        kind: kind(&it.kind)?,
        period: it.period,
        as_of: input::day_or_none("as_of", &it.as_of)?,
        digest: it.digest,
        base: base(&web, &headers),
        copies: it.copies,
    };
    let done = bulletins::issue(web.app(), &caller.actor, cmd).await?;
    created(&format!("/api/v1/bulletins/{}", done.id), 1, &done)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct BulletinPath {
    /// Bulletin id: `minutes-2026-3`.
    bulletin: String,
}

/// A sealed bulletin.
#[utoipa::path(get, path = "/bulletins/{bulletin}", tag = "bulletins", params(BulletinPath),
    responses((status = 200, body = shape::SealedBulletin)))]
async fn show_bulletin(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    json(&bulletins::show(web.app(), &caller.actor, &id).await?)
}

/// Its file, .docx: the same bytes each time.
#[utoipa::path(get, path = "/bulletins/{bulletin}/file", tag = "bulletins", params(BulletinPath),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn take_bulletin(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    Ok(download(
        bulletins::file(web.app(), &caller.actor, &id).await?,
    ))
}
