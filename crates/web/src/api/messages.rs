//! Messages on their way out, and what the caller was told.

use super::answer::{Answer, json, nothing};
use super::body::Body;
use super::caller::Caller;
use super::shape;
use crate::pages::messages::asked::Asked;
use crate::pages::notices::Older;
use crate::state::Web;
use app::outbox;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_messages))
        .routes(routes!(preview_messages))
        .routes(routes!(send_message_again))
        .routes(routes!(list_notices))
        .routes(routes!(read_notices))
}

/// Messages of a status, the newest first, at most 100, each as it goes out.
#[utoipa::path(get, path = "/messages", tag = "messages", params(Asked), responses((status = 200, body = Vec<shape::MessageRow>)))]
async fn list_messages(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Answer {
    let before = asked.before()?;
    let before = before.as_ref().map(|(at, id)| (*at, id.as_str()));
    json(&outbox::list(web.app(), &caller.actor, asked.status()?, before).await?)
}

/// How a message of each event reads in this district, with an invented case.
#[utoipa::path(get, path = "/messages/previews", tag = "messages", responses((status = 200, body = Vec<shape::MessagePreview>)))]
async fn preview_messages(State(web): State<Web>, caller: Caller) -> Answer {
    json(&outbox::preview(web.app(), &caller.actor)?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct MessagePath {
    /// Message id.
    message: String,
}

/// Lets a message that was given up be tried anew.
#[utoipa::path(post, path = "/messages/{message}/again", tag = "messages", params(MessagePath), responses((status = 204, description = "Waiting again")))]
async fn send_message_again(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    outbox::again(web.app(), &caller.actor, &id).await?;
    nothing()
}

/// What the caller was told.
#[derive(Serialize)]
struct Notices {
    unread: i64,
    rows: Vec<outbox::NoticeRow>,
}

/// What the caller was told, the newest first, at most 50.
#[utoipa::path(get, path = "/notices", tag = "messages", params(Older), responses((status = 200, body = shape::Notices)))]
async fn list_notices(
    State(web): State<Web>,
    caller: Caller,
    Query(older): Query<Older>,
) -> Answer {
    let before = older.before()?;
    let before = before.as_ref().map(|(at, id)| (*at, id.as_str()));
    json(&Notices {
        unread: outbox::unread(web.app(), &caller.actor).await?,
        rows: outbox::notices(web.app(), &caller.actor, before).await?,
    })
}

/// Up to when.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReadUpTo {
    /// Milliseconds since 1970, `at_ms` of the newest notice read.
    up_to_ms: i64,
}

/// Notes that the caller has read what they were told up to an instant.
#[utoipa::path(post, path = "/notices/read", tag = "messages", request_body = ReadUpTo, responses((status = 204, description = "Noted")))]
async fn read_notices(
    State(web): State<Web>,
    caller: Caller,
    Body(read): Body<ReadUpTo>,
) -> Answer {
    outbox::read_notices(web.app(), &caller.actor, read.up_to_ms).await?;
    nothing()
}
