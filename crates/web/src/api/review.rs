//! Reviewing many drafts and beside others: accept several, merge, what others changed, who is there.

use super::answer::{Answer, json};
use super::body::Body;
use super::caller::Caller;
use super::drafts::{Draft, several};
use super::reports::ReportPath;
use super::shape;
use crate::state::Web;
use app::review;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(accept_drafts))
        .routes(routes!(merge_drafts))
        .routes(routes!(draft_changes))
        .routes(routes!(note_presence))
}

/// Drafts with the versions seen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Chosen {
    drafts: Vec<Seen>,
}

/// A draft at the version seen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Seen {
    id: String,
    version: i64,
}

impl Chosen {
    fn pairs(self) -> Vec<(String, i64)> {
        self.drafts.into_iter().map(|d| (d.id, d.version)).collect()
    }
}

/// Accepts up to 1,000 drafts, each at the version seen. What cannot be accepted is named and left.
/// Versions alone protect it from being done twice; an `Idempotency-Key` is not kept.
#[utoipa::path(post, path = "/drafts/accept", tag = "review", request_body = Chosen,
    responses((status = 200, body = Vec<shape::Outcome>)))]
async fn accept_drafts(
    State(web): State<Web>,
    caller: Caller,
    Body(chosen): Body<Chosen>,
) -> Answer {
    json(&review::accept_many(web.app(), &caller.actor, &chosen.pairs()).await?)
}

/// Makes one draft of 2 to 20 of the same report; answers the merged draft, then the originals.
#[utoipa::path(post, path = "/drafts/merge", tag = "review", request_body = Chosen,
    responses((status = 200, body = Vec<shape::Draft>)))]
async fn merge_drafts(
    State(web): State<Web>,
    caller: Caller,
    Body(chosen): Body<Chosen>,
) -> Answer {
    json(&several(
        review::merge(web.app(), &caller.actor, &chosen.pairs()).await?,
    ))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ChangesParams {
    /// Position of the last answer; 0 for all drafts.
    #[serde(default)]
    since: i64,
}

#[derive(Serialize)]
struct DraftChanges {
    pos: i64,
    drafts: Vec<Draft>,
}

/// Drafts that anybody changed since a position; all of them where that is too long ago.
#[utoipa::path(get, path = "/reports/{report}/changes", tag = "review", params(ReportPath, ChangesParams),
    responses((status = 200, body = shape::DraftChanges)))]
async fn draft_changes(
    State(web): State<Web>,
    caller: Caller,
    Path(report): Path<String>,
    Query(asked): Query<ChangesParams>,
) -> Answer {
    let changes = review::changes_since(web.app(), &caller.actor, &report, asked.since).await?;
    json(&DraftChanges {
        pos: changes.pos,
        drafts: several(changes.drafts),
    })
}

/// Where the caller is.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct Here {
    /// The draft in front of the caller.
    looking_at: Option<String>,
}

/// Notes where the caller is and answers who else reviews; somebody silent for 45 seconds is gone.
#[utoipa::path(post, path = "/reports/{report}/presence", tag = "review", params(ReportPath), request_body = Here,
    responses((status = 200, body = Vec<shape::Presence>)))]
async fn note_presence(
    State(web): State<Web>,
    caller: Caller,
    Path(report): Path<String>,
    Body(here): Body<Here>,
) -> Answer {
    json(&review::presence(web.app(), &caller.actor, &report, here.looking_at).await?)
}
