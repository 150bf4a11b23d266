//! Saved views: a person's named filters of a list.

use super::answer::{Answer, json, nothing};
use super::body::Body;
use super::caller::Caller;
use crate::state::Web;
use app::view;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_views, save_view))
        .routes(routes!(delete_view))
}

/// A saved view.
#[derive(Serialize, ToSchema)]
struct View {
    id: String,
    page: String,
    name: String,
    /// The page's query string.
    query: String,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PageParams {
    /// Which list: `ledger`, `worklist`, `verify`, `changes`, `supervision`, `reports`, `audit`, `people`, `tokens`.
    page: String,
}

/// The caller's views of a list, by name.
#[utoipa::path(get, path = "/views", tag = "ledger", params(PageParams), responses((status = 200, body = Vec<View>)))]
async fn list_views(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<PageParams>,
) -> Answer {
    let views = view::list(web.app(), &caller.actor, &asked.page).await?;
    let views: Vec<View> = views
        .into_iter()
        .map(|v| View {
            id: v.id,
            page: v.page,
            name: v.name,
            query: v.query,
        })
        .collect();
    json(&views)
}

/// A filter to keep.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewView {
    /// Which list: `ledger`, `worklist`, `verify`, `changes`, `supervision`, `reports`, `audit`, `people`, `tokens`.
    page: String,
    /// At most 40 characters.
    name: String,
    /// Query string, at most 500 bytes.
    query: String,
}

/// Keeps a filter under a name.
#[utoipa::path(post, path = "/views", tag = "ledger", request_body = NewView, responses((status = 201, body = View)))]
async fn save_view(State(web): State<Web>, caller: Caller, Body(new): Body<NewView>) -> Answer {
    let id = view::save(web.app(), &caller.actor, &new.page, &new.name, &new.query).await?;
    let made = View {
        id,
        page: new.page,
        name: new.name.trim().to_owned(),
        query: new.query,
    };
    Ok((StatusCode::CREATED, Json(made)).into_response())
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct ViewPath {
    /// View id.
    view: String,
}

/// Forgets a view; forgetting it again changes nothing.
#[utoipa::path(delete, path = "/views/{view}", tag = "ledger", params(ViewPath), responses((status = 204, description = "Forgotten")))]
async fn delete_view(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    view::delete(web.app(), &caller.actor, &id).await?;
    nothing()
}
