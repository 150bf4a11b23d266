//! Running cases on a newer version of their type: listed, then moved.

use super::answer::{Answer, json};
use super::body::Body;
use super::caller::Caller;
use super::shape;
use crate::state::Web;
use app::case;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_type_versions))
        .routes(routes!(preview_migration, migrate_cases))
}

/// The case types with their versions and the open cases on each.
#[utoipa::path(get, path = "/case-types", tag = "cases", responses((status = 200, body = Vec<shape::TypeVersions>)))]
async fn list_type_versions(State(web): State<Web>, caller: Caller) -> Answer {
    json(&case::type_versions(web.app(), &caller.actor).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct TypePath {
    /// Code of the case type.
    case_type: String,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ToParams {
    /// The version that cases would run on.
    to_version: u32,
}

/// What moving the running cases of a type to a version would change; nothing is written.
#[utoipa::path(get, path = "/case-types/{case_type}/migration", tag = "cases", params(TypePath, ToParams),
    responses((status = 200, body = shape::Migration)))]
async fn preview_migration(
    State(web): State<Web>,
    caller: Caller,
    Path(kind): Path<String>,
    Query(to): Query<ToParams>,
) -> Answer {
    json(&case::migration_preview(web.app(), &caller.actor, &kind, to.to_version).await?)
}

/// The version to run on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ToVersion {
    to_version: u32,
}

/// Moves the running cases of a type to a version, at most 2,000; doing it again moves the rest.
#[utoipa::path(post, path = "/case-types/{case_type}/migration", tag = "cases", params(TypePath), request_body = ToVersion,
    responses((status = 200, body = shape::CasesMoved)))]
async fn migrate_cases(
    State(web): State<Web>,
    caller: Caller,
    Path(kind): Path<String>,
    Body(to): Body<ToVersion>,
) -> Answer {
    json(&case::migrate(web.app(), &caller.actor, &kind, to.to_version).await?)
}
