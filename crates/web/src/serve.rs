//! Connections: accepted, bounded, and let go when their client is slow.

use crate::edge::load::Limits;
use crate::edge::stall::Stalling;
use crate::state::{Options, Web};
use app::App;
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;

/// How long requests under way may take to finish after the server was told to stop.
const STOP_SECONDS_MAX: u64 = 30;
/// How long to wait after a connection could not be accepted (no file descriptors left).
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// Serves on `listener` until `stop` completes; requests under way are finished.
pub async fn serve(
    app: App,
    listener: TcpListener,
    options: Options,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let web = Web::new(app, options);
    let router = crate::routes(web.clone());
    let server = server(&options.limits);
    let room = Arc::new(Semaphore::new(options.limits.connections_max));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &room) => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Some((stream, from, place)) => {
                let stream = nodelay(stream);
                let stream = Stalling::new(stream, options.limits.write_pause);
                let connection = connection(&server, &router, stream, from);
                let connection = graceful.watch(connection);
                tokio::spawn(async move {
                    if let Err(error) = connection.await {
                        tracing::debug!(%error, "connection");
                    }
                    drop(place);
                });
            }
            None => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
    drop(listener);
    web.streams().stop();
    let limit = Duration::from_secs(STOP_SECONDS_MAX);
    if tokio::time::timeout(limit, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("requests were still under way after {STOP_SECONDS_MAX} seconds");
    }
    Ok(())
}

fn server(limits: &Limits) -> Builder<TokioExecutor> {
    let mut server = Builder::new(TokioExecutor::new()).http1_only();
    server
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time);
    server
}

/// The next connection with its place among the open ones; none where accepting failed.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = room.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, from)) => Some((stream, from, place)),
        Err(error) => {
            tracing::warn!(%error, "accept");
            None
        }
    }
}

/// A page goes out in several writes: without this each would wait for the client's delayed
/// acknowledgement of the one before, 40 ms.
fn nodelay(stream: TcpStream) -> TcpStream {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY");
    }
    stream
}

fn connection(
    server: &Builder<TokioExecutor>,
    router: &Router,
    stream: Stalling<TcpStream>,
    from: SocketAddr,
) -> impl hyper_util::server::graceful::GracefulConnection<Error: std::fmt::Display> + Send + 'static
{
    let router = router.clone();
    let service = tower::service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(from));
        router.clone().oneshot(request)
    });
    let io = TokioIo::new(stream);
    server
        .serve_connection(io, TowerToHyperService::new(service))
        .into_owned()
}
