//! `xiuhua serve`: a district's store behind HTTP.

use super::store_args::{StoreArgs, read_profile, runtime};
use anyhow::Context;
use app::{App, OpenOptions, SystemClock};
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// How often due lights are judged and the day is sealed, in seconds.
const TICK_SECONDS: u64 = 60;
/// How often new cases are placed among incidents, in milliseconds.
const PLACE_MS: u64 = 500;
/// How often the outbox is looked into, in seconds.
const SEND_SECONDS: u64 = 5;
/// Seconds between looks for cases that want a proposal.
const PROPOSE_SECONDS: u64 = 5;
/// Seconds between looks for a training that waits.
const TRAIN_SECONDS: u64 = 30;

/// Where to listen.
#[derive(clap::Args, Clone, Debug)]
pub struct ListenArgs {
    /// 监听地址
    #[arg(long, env = "HOST", default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// 监听端口
    #[arg(long, env = "PORT", default_value_t = 8440)]
    pub port: u16,
    /// 由反向代理以 HTTPS 提供时打开，Cookie 将标记为 Secure
    #[arg(long, env = "XIUHUA_SECURE_COOKIES")]
    pub secure_cookies: bool,
    /// 前面有自己的反向代理时打开：登录限速按它给出的 X-Forwarded-For 计
    #[arg(long, env = "XIUHUA_BEHIND_PROXY")]
    pub behind_proxy: bool,
}

/// Arguments of `serve`.
#[derive(clap::Args, Clone, Debug)]
pub struct ServeArgs {
    /// 区划配置目录
    #[arg(long, env = "XIUHUA_PROFILE")]
    profile: PathBuf,
    #[command(flatten)]
    store: StoreArgs,
    #[command(flatten)]
    listen: ListenArgs,
    /// 消息去处（邮件、回调）的配置文件；不写则只有站内消息
    #[arg(long, env = "XIUHUA_MESSAGES")]
    messages: Option<PathBuf>,
    /// 日志链所用杂凑算法：sm3 或 sha256（只影响新写入的条目）
    #[arg(long, default_value = "sm3")]
    algorithm: String,
}

/// Serves until interrupted.
pub fn run(args: ServeArgs) -> anyhow::Result<ExitCode> {
    log_to_stderr();
    args.store.prepare()?;
    let profile = read_profile(&args.profile)?;
    let algorithm = args
        .algorithm
        .parse()
        .map_err(|_| anyhow::anyhow!("--algorithm 只能是 sm3 或 sha256"))?;
    let channels = args.messages.as_deref().map(read_channels).transpose()?;
    runtime()?.block_on(async move {
        let options = OpenOptions {
            data_dir: args.store.data,
            database: args.store.database,
            key_file: args.store.key_file,
            profile,
            clock: Arc::new(SystemClock::default()),
            algorithm,
        };
        let app = App::open(options).await?;
        if let Some(channels) = channels {
            app.use_channels(channels);
        }
        serve(app, &args.listen).await
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Serves an open application.
pub async fn serve(app: App, listen: &ListenArgs) -> anyhow::Result<()> {
    let at = SocketAddr::new(listen.host, listen.port);
    let listener = TcpListener::bind(at)
        .await
        .with_context(|| format!("无法监听 {at}（端口可能已被占用，可用 --port 或 PORT 更换）"))?;
    println!("绣花已启动：http://{}", listener.local_addr()?);
    let ticking = tokio::spawn(tick(app.clone()));
    let sending = tokio::spawn(send(app.clone()));
    let proposing = tokio::spawn(propose(app.clone()));
    let training = tokio::spawn(train(app.clone()));
    let rehearsing = tokio::spawn(rehearse(app.clone()));
    let placing = tokio::spawn(place(app.clone()));
    let options = web::Options {
        secure_cookies: listen.secure_cookies,
        trust_forwarded: listen.behind_proxy,
        limits: web::Limits::default(),
    };
    web::serve(app.clone(), listener, options, interrupted()).await?;
    ticking.abort();
    sending.abort();
    proposing.abort();
    training.abort();
    rehearsing.abort();
    placing.abort();
    app.close().await;
    Ok(())
}

/// Where messages go.
fn read_channels(file: &Path) -> anyhow::Result<app::outbox::Channels> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("无法读取消息配置 {}", file.display()))?;
    app::outbox::Channels::parse(&text)
        .map_err(|why| anyhow::anyhow!("消息配置 {}：{why}", file.display()))
}

/// New cases find their incident right behind intake, before any other work in the background.
async fn place(app: App) {
    let mut every = tokio::time::interval(Duration::from_millis(PLACE_MS));
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        if let Err(error) = app::cluster::work(&app).await {
            tracing::error!(%error, "placing cases among incidents failed");
        }
    }
}

/// What waits in the outbox is sent, soon after it was written and after every restart.
async fn send(app: App) {
    let mut every = tokio::time::interval(Duration::from_secs(SEND_SECONDS));
    loop {
        every.tick().await;
        if let Err(error) = app::outbox::work(&app).await {
            tracing::error!(%error, "sending messages failed");
        }
    }
}

/// What came in is proposed for and, where that is allowed, dispatched; soon after, never while it
/// is taken in.
async fn propose(app: App) {
    let mut every = tokio::time::interval(Duration::from_secs(PROPOSE_SECONDS));
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        if let Err(error) = app::learning::work(&app).await {
            tracing::error!(%error, "proposing failed");
        }
    }
}

/// Trainings that wait run one after another, each slowly.
async fn train(app: App) {
    let mut every = tokio::time::interval(Duration::from_secs(TRAIN_SECONDS));
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        if let Err(error) = app::learning::train_waiting(&app).await {
            tracing::error!(%error, "training failed");
        }
    }
}

/// Drafts of rules are tried on cases, and what was published for today comes into force.
async fn rehearse(app: App) {
    let mut every = tokio::time::interval(Duration::from_secs(PROPOSE_SECONDS));
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        if let Err(error) = app::rehearsal::work(&app).await {
            tracing::error!(%error, "rehearsing failed");
        }
    }
}

/// Lights turn, clocks run out, reporters are forgotten and yesterday is sealed while nobody clicks.
async fn tick(app: App) {
    let mut every = tokio::time::interval(Duration::from_secs(TICK_SECONDS));
    let mut forgotten = None;
    loop {
        every.tick().await;
        if forgotten != Some(app.today()) {
            forgotten = Some(app.today());
            if let Err(error) = app::theme::refresh(&app).await {
                tracing::error!(%error, "reckoning hot topics failed");
            }
            if let Err(error) = app::case::forget(&app).await {
                tracing::error!(%error, "forgetting reporters failed");
            }
        }
        if let Err(error) = app::lights::tick(&app).await {
            tracing::error!(%error, "judging lights failed");
        }
        if let Err(error) = app::case::tick(&app).await {
            tracing::error!(%error, "looking at the clocks of cases failed");
        }
        if let Err(error) = app::search::tend(&app).await {
            tracing::error!(%error, "gathering the search index failed");
        }
        if let Err(error) = app::audit::seal_finished_day(&app).await {
            tracing::error!(%error, "sealing failed");
        }
    }
}

async fn interrupted() {
    let mut terminate =
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(signal) => signal,
            Err(_) => return std::future::pending().await,
        };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

/// Logs on standard error; `RUST_LOG` chooses what.
pub fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| "info,tower_http=warn".into());
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}
