//! HTTP: pages and API. Calls `app` only; never the store.
//!
//! A request passes, from outside in: request id → security headers → gzip →
//! preferences → error form → turn → panic guard → session → forgery check → handler.

mod api;
mod assets;
mod edge;
mod flash;
mod format;
mod frame;
mod held;
mod input;
mod measure;
mod nav;
mod open311;
mod pages;
mod plan;
mod problems;
mod retry;
mod serve;
mod state;
mod units;
mod words;
mod work;

pub use api::openapi;
pub use edge::load::Limits;
pub use serve::serve;
pub use state::Options;

use app::App;
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderName, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::get;
use state::Web;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::TraceLayer;

/// All pages, the API, the static files and the health check over an open application.
pub fn router(app: App, options: Options) -> Router {
    routes(Web::new(app, options))
}

fn routes(web: Web) -> Router {
    let secure = web.options().secure_cookies;
    let id_header = HeaderName::from_static("x-request-id");
    let guarded = pages::router()
        .merge(api::routes(&web))
        .layer(DefaultBodyLimit::max(edge::csrf::BODY_BYTES_MAX))
        .layer(from_fn_with_state(web.clone(), edge::csrf::layer))
        .layer(from_fn_with_state(web.clone(), edge::session::layer))
        .layer(CatchPanicLayer::custom(edge::fault::after_panic))
        .layer(from_fn_with_state(web.clone(), edge::load::layer));
    Router::new()
        .merge(guarded)
        // A service of its own: its answer to an unknown address is not that of the pages.
        .nest_service(open311::ROOT, open311::routes(&web).with_state(web.clone()))
        .route("/healthz", get(healthz))
        .route("/favicon.ico", get(assets::icon))
        .route("/static/{*path}", get(assets::get))
        .layer(PropagateRequestIdLayer::new(id_header.clone()))
        .layer(from_fn(edge::fault::layer))
        .layer(from_fn(move |request, next| {
            edge::prefs::layer(secure, request, next)
        }))
        .layer(CompressionLayer::new())
        .layer(from_fn(move |request, next| {
            edge::headers::layer(secure, request, next)
        }))
        .layer(TraceLayer::new_for_http())
        .layer(SetRequestIdLayer::new(id_header, MakeRequestUuid))
        .with_state(web)
}

/// `GET /healthz`: 200 `ok` when the store answers, otherwise 503.
async fn healthz(State(web): State<Web>) -> impl IntoResponse {
    if web.app().ready().await {
        (StatusCode::OK, "ok")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "store unavailable")
    }
}
