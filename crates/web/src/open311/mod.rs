//! `/open311/v2`: Open311 GeoReport v2, for programs of other people (docs/open311.md).
//!
//! Nothing here knows a session: reading is open, writing carries the token of a unit in the body. So
//! these addresses stand outside of the forgery check, and no cookie is read or set.

mod answer;
mod args;
mod call;
mod describe;
mod fault;
mod post;
mod requests;
mod updates;

use crate::edge::csrf::UPLOAD_BYTES_MAX;
use crate::edge::{fault as edge_fault, load};
use crate::state::Web;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;

/// Where all addresses begin.
pub const ROOT: &str = "/open311";
/// Where version 2 begins.
const V2: &str = "/open311/v2";

/// All addresses below [`ROOT`], each with the suffix of its format.
pub fn routes(web: &Web) -> Router<Web> {
    let mut router = Router::new();
    for suffix in ["xml", "json"] {
        let at = |path: &str| format!("/v2/{path}.{suffix}");
        router = router
            .route(&format!("/discovery.{suffix}"), get(describe::discovery))
            .route(&at("discovery"), get(describe::discovery))
            .route(&at("services"), get(describe::services))
            .route(&at("requests"), get(requests::list).post(post::create))
            .route(
                &at("servicerequestupdates"),
                get(updates::list).post(post::add),
            );
    }
    router
        .route("/v2/services/{file}", get(describe::definition))
        .route("/v2/requests/{file}", get(requests::one))
        .route("/v2/tokens/{file}", get(requests::token))
        .fallback(call::nowhere)
        .layer(DefaultBodyLimit::max(UPLOAD_BYTES_MAX))
        .layer(CatchPanicLayer::custom(edge_fault::after_panic))
        .layer(from_fn_with_state(web.clone(), load::layer))
        .layer(from_fn(fault::layer))
}
