//! Tokens by which a unit's programs call this API.

use super::answer::{Answer, created, json, nothing};
use super::body::Body;
use super::caller::Caller;
use super::shape;
use super::sheet::FormatParams;
use crate::pages::file::download;
use crate::pages::list::Paging;
use crate::pages::tokens::asked::Asked;
use crate::state::Web;
use app::token;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_tokens, create_token))
        .routes(routes!(export_tokens))
        .routes(routes!(revoke_token))
}

/// A page of the tokens the caller may see, without their secrets; by `created`, the newest first, unless
/// `sort` says `name` or `unit`. Hand `next` back as `after`.
#[utoipa::path(get, path = "/tokens", tag = "people", params(Asked, Paging), responses((status = 200, body = shape::TokenPage)))]
async fn list_tokens(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    json(&token::list(web.app(), &caller.actor, &asked.query(&paging)?).await?)
}

/// All tokens of a query as a file, without their secrets.
#[utoipa::path(get, path = "/tokens/export", tag = "people", params(Asked, Paging, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_tokens(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
    Query(form): Query<FormatParams>,
) -> Answer {
    let query = asked.query(&paging)?;
    let file = token::export(web.app(), &caller.actor, &query, form.read()?).await?;
    Ok(download(file))
}

/// A new token.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTokenFor {
    /// Unit code.
    unit: String,
    /// What it is for, at most 60 characters.
    name: String,
}

/// Makes a token that acts for a unit. The secret is shown only in this answer, not in a replayed one.
#[utoipa::path(post, path = "/tokens", tag = "people", request_body = NewTokenFor,
    responses((status = 201, body = shape::NewToken, headers(("Location")))))]
async fn create_token(
    State(web): State<Web>,
    caller: Caller,
    Body(new): Body<NewTokenFor>,
) -> Answer {
    let made = token::create(web.app(), &caller.actor, &new.unit, &new.name).await?;
    created(&format!("/api/v1/tokens/{}", made.id), 1, &made)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct TokenPath {
    /// Token id.
    token: String,
}

/// Ends a token at once; ending it again changes nothing.
#[utoipa::path(delete, path = "/tokens/{token}", tag = "people", params(TokenPath), responses((status = 204, description = "Ended")))]
async fn revoke_token(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    token::revoke(web.app(), &caller.actor, &id).await?;
    nothing()
}
