//! HTTP: pages and API. Calls `app` only; never the store.
//!
//! A request passes, from outside in: request id → security headers → gzip → panic guard →
//! preferences → error form → session → forgery check → handler.

mod api;
mod assets;
mod edge;
mod flash;
mod format;
mod frame;
mod input;
mod pages;
mod plan;
mod problems;
mod retry;
mod state;
mod units;
mod words;
mod work;

pub use api::openapi;
pub use state::Options;

use app::App;
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderName, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::serve::ListenerExt;
use state::Web;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::TraceLayer;

/// All pages, the API, the static files and the health check over an open application.
pub fn router(app: App, options: Options) -> Router {
    let web = Web::new(app, options);
    let secure = options.secure_cookies;
    let id_header = HeaderName::from_static("x-request-id");
    let guarded = pages::router()
        .merge(api::routes(&web))
        .layer(DefaultBodyLimit::max(edge::csrf::UPLOAD_BYTES_MAX))
        .layer(from_fn(edge::csrf::layer))
        .layer(from_fn_with_state(web.clone(), edge::session::layer))
        .layer(CatchPanicLayer::custom(edge::fault::after_panic));
    Router::new()
        .merge(guarded)
        .route("/healthz", get(healthz))
        .route("/static/{*path}", get(assets::get))
        .layer(PropagateRequestIdLayer::new(id_header.clone()))
        .layer(from_fn(edge::fault::layer))
        .layer(from_fn(move |request, next| {
            edge::prefs::layer(secure, request, next)
        }))
        .layer(CompressionLayer::new())
        .layer(from_fn(edge::headers::layer))
        .layer(TraceLayer::new_for_http())
        .layer(SetRequestIdLayer::new(id_header, MakeRequestUuid))
        .with_state(web)
}

/// Serves on `listener` until `stop` completes; requests under way are finished.
pub async fn serve(
    app: App,
    listener: TcpListener,
    options: Options,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router(app, options).into_make_service_with_connect_info::<SocketAddr>();
    // A page goes out in several writes: without this each would wait for the client's delayed
    // acknowledgement of the one before, 40 ms.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY");
        }
    });
    axum::serve(listener, service)
        .with_graceful_shutdown(stop)
        .await
}

/// `GET /healthz`: 200 `ok` when the store answers, otherwise 503.
async fn healthz(State(web): State<Web>) -> impl IntoResponse {
    if web.app().ready().await {
        (StatusCode::OK, "ok")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "store unavailable")
    }
}
