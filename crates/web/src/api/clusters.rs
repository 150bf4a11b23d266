//! Incidents that several cases tell of, and what is done with them.

use super::answer::{Answer, json, versioned};
use super::body::Body;
use super::caller::Caller;
use super::drafts::Grounds;
use super::on::On;
use super::shape;
use crate::input;
use crate::pages::clusters::Asked;
use crate::state::Web;
use app::cluster;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_clusters))
        .routes(routes!(show_cluster))
        .routes(routes!(take_out_of_cluster))
        .routes(routes!(add_to_cluster))
        .routes(routes!(dissolve_cluster))
        .routes(routes!(restore_cluster))
        .routes(routes!(announce_to_cluster))
        .routes(routes!(list_repeated_reporters))
}

/// Incidents whose leading case the caller may see, the newest first, 30 a page.
#[utoipa::path(get, path = "/clusters", tag = "clusters", params(Asked), responses((status = 200, body = shape::Clusters)))]
async fn list_clusters(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Answer {
    let after = input::given(&asked.after);
    json(&cluster::list(web.app(), &caller.actor, asked.open()?, after.as_deref()).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct ClusterPath {
    /// Cluster id.
    cluster: String,
}

/// One incident with its cases and why each is in it.
#[utoipa::path(get, path = "/clusters/{cluster}", tag = "clusters", params(ClusterPath),
    responses((status = 200, body = shape::ClusterView, headers(("ETag")))))]
async fn show_cluster(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    let found = cluster::show(web.app(), &caller.actor, &id).await?;
    versioned(found.version, &found)
}

/// Which case, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OutOf {
    /// Case id.
    case: String,
    reason: String,
}

/// Takes one case out: it is handled by itself.
#[utoipa::path(post, path = "/clusters/{cluster}/take-out", tag = "clusters", params(ClusterPath), request_body = OutOf,
    responses((status = 200, body = shape::ClusterView, headers(("ETag")))))]
async fn take_out_of_cluster(on: On, Body(out): Body<OutOf>) -> Answer {
    let given = (out.case.as_str(), out.reason.as_str());
    cluster::take_out(on.app(), &on.actor, &on.id, on.version, given).await?;
    shown(&on).await
}

/// Which case, by its number, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PutIn {
    /// Number as printed.
    number: String,
    reason: String,
}

/// Puts a case in.
#[utoipa::path(post, path = "/clusters/{cluster}/cases", tag = "clusters", params(ClusterPath), request_body = PutIn,
    responses((status = 200, body = shape::ClusterView, headers(("ETag")))))]
async fn add_to_cluster(on: On, Body(it): Body<PutIn>) -> Answer {
    let given = (it.number.as_str(), it.reason.as_str());
    cluster::add(on.app(), &on.actor, &on.id, on.version, given).await?;
    shown(&on).await
}

/// Takes the whole apart: every case is handled by itself.
#[utoipa::path(post, path = "/clusters/{cluster}/dissolve", tag = "clusters", params(ClusterPath), request_body = Grounds,
    responses((status = 200, body = shape::ClusterView, headers(("ETag")))))]
async fn dissolve_cluster(on: On, Body(why): Body<Grounds>) -> Answer {
    cluster::dissolve(on.app(), &on.actor, &on.id, on.version, &why.reason).await?;
    shown(&on).await
}

/// Puts one that was taken apart together again.
#[utoipa::path(post, path = "/clusters/{cluster}/restore", tag = "clusters", params(ClusterPath), request_body = Grounds,
    responses((status = 200, body = shape::ClusterView, headers(("ETag")))))]
async fn restore_cluster(on: On, Body(why): Body<Grounds>) -> Answer {
    cluster::restore(on.app(), &on.actor, &on.id, on.version, &why.reason).await?;
    shown(&on).await
}

/// Words to all reporters.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Bulletin {
    text: String,
}

/// Tells all reporters something at once; those who join later see it too.
#[utoipa::path(post, path = "/clusters/{cluster}/bulletins", tag = "clusters", params(ClusterPath), request_body = Bulletin,
    responses((status = 200, body = shape::ClusterView, headers(("ETag")))))]
async fn announce_to_cluster(on: On, Body(it): Body<Bulletin>) -> Answer {
    cluster::announce(on.app(), &on.actor, &on.id, on.version, &it.text).await?;
    shown(&on).await
}

async fn shown(on: &On) -> Answer {
    let found = cluster::show(on.app(), &on.actor, &on.id).await?;
    versioned(found.version, &found)
}

/// People who reported three times or more within ninety days, masked, who reported last first.
#[utoipa::path(get, path = "/cases/repeated-reporters", tag = "clusters", responses((status = 200, body = Vec<shape::RepeatedReporter>)))]
async fn list_repeated_reporters(State(web): State<Web>, caller: Caller) -> Answer {
    json(&app::case::repeated(web.app(), &caller.actor).await?)
}
