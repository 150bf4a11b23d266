//! The server under load, in a process of its own as in use.

use crate::engine::Place;
use crate::http;
use crate::load::{self, Outcome, Request};
use crate::template::read_profile;
use anyhow::Context;
use app::{Actor, App, OpenOptions, SystemClock, Via};
use org::{Role, RoleSet, UnitCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// Longest time to the first answer, in seconds.
const START_SECONDS: u64 = 60;
/// The unit of processor times on Linux.
const TICKS_A_SECOND: f64 = 100.0;
/// Between two askings whether the server answers.
const ASK_EVERY: Duration = Duration::from_millis(2);

/// What the server is started with.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[arg(long)]
    profile: PathBuf,
    #[arg(long)]
    data: PathBuf,
    #[arg(long)]
    database: Option<String>,
    /// The district served, in place of the profile's own.
    #[arg(long)]
    district: String,
    /// Units that get a token.
    #[arg(long, value_delimiter = ',')]
    units: Vec<String>,
}

/// By whom requests are made.
#[derive(Serialize, Deserialize)]
pub(crate) struct Accounts {
    /// Session of the district's office.
    pub office: String,
    /// Session of a department's clerk.
    pub clerk: String,
    /// Session of a dispatcher of the centre; empty where nobody is.
    pub dispatcher: String,
    /// Tokens by unit.
    pub tokens: BTreeMap<String, String>,
}

/// Serves until standard input closes: prints the address, then the accounts.
pub(crate) async fn serve(arguments: Arguments) -> anyhow::Result<()> {
    let mut profile = read_profile(&arguments.profile)?;
    profile.district.id = arguments.district;
    let app = App::open(OpenOptions {
        data_dir: arguments.data,
        database: arguments.database,
        key_file: None,
        profile,
        clock: Arc::new(SystemClock::default()),
        algorithm: journal::Algorithm::Sm3,
    })
    .await?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("{}", listener.local_addr()?);
    let stop = async {
        let reading = || std::io::stdin().read_to_end(&mut Vec::new());
        let _ = tokio::task::spawn_blocking(reading).await;
    };
    let serving = tokio::spawn(web::serve(
        app.clone(),
        listener,
        web::Options::default(),
        stop,
    ));
    println!(
        "{}",
        serde_json::to_string(&accounts(&app, &arguments.units).await?)?
    );
    serving.await??;
    app.close().await;
    Ok(())
}

async fn accounts(app: &App, units: &[String]) -> anyhow::Result<Accounts> {
    let mut tokens = BTreeMap::new();
    let admin = Actor {
        person: "bench-security".into(),
        name: "bench".into(),
        unit: app
            .profile()
            .directory
            .iter()
            .next()
            .context("no unit")?
            .code
            .clone(),
        roles: RoleSet::new([Role::SecurityAdmin])?,
        oversees: vec![],
        via: Via::Session,
    };
    for unit in units {
        UnitCode::parse(unit).map_err(|_| anyhow::anyhow!("{unit} is no unit"))?;
        let token = app::token::create(app, &admin, unit, "bench").await?;
        tokens.insert(unit.clone(), token.secret);
    }
    Ok(Accounts {
        office: session(app, Role::DistrictOffice).await?,
        clerk: session(app, Role::DepartmentClerk).await?,
        dispatcher: session(app, Role::Dispatcher).await.unwrap_or_default(),
        tokens,
    })
}

async fn session(app: &App, role: Role) -> anyhow::Result<String> {
    let people = app::session::demo_sign_ins(app).await?;
    let one = people.into_iter().find(|p| p.role == role.code());
    let login = one
        .with_context(|| format!("nobody is {}", role.code()))?
        .login;
    Ok(app::session::demo_sign_in(app, &login, "bench")
        .await?
        .token)
}

/// A server that runs.
pub(crate) struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    /// Where it listens.
    pub at: SocketAddr,
    /// From starting the process to the first answer.
    pub start: Duration,
}

impl Server {
    /// Starts this executable as a server of one district of a store.
    pub(crate) async fn start(
        profile: &Path,
        place: &Place,
        district: &str,
        units: &[&str],
    ) -> anyhow::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("server").arg("--profile").arg(profile);
        command
            .arg("--data")
            .arg(&place.data)
            .args(["--district", district]);
        if let Some(url) = &place.database {
            command.args(["--database", url]);
        }
        if !units.is_empty() {
            command.args(["--units", &units.join(",")]);
        }
        let begun = Instant::now();
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut out = BufReader::new(child.stdout.take().context("no output")?);
        let at = tokio::task::block_in_place(|| line(&mut out))?.parse()?;
        wait(at).await?;
        Ok(Self {
            child,
            out,
            at,
            start: begun.elapsed(),
        })
    }

    /// The accounts; asked for once.
    pub(crate) fn accounts(&mut self) -> anyhow::Result<Accounts> {
        let line = tokio::task::block_in_place(|| line(&mut self.out))?;
        Ok(serde_json::from_str(&line)?)
    }

    /// Runs a load against it; the processor time it takes is told by its process.
    pub(crate) async fn under_load(
        &self,
        clients: usize,
        time: Duration,
        expected: u16,
        request: Request,
    ) -> anyhow::Result<Outcome> {
        let before = self.cpu_seconds()?;
        let mut outcome = load::run(self.at, clients, time, expected, request).await?;
        let spent = self.cpu_seconds()? - before;
        outcome.cpu_ms = Some(spent * 1000.0 / outcome.answered.max(1) as f64);
        Ok(outcome)
    }

    /// Processor time of the process so far, in user and kernel.
    fn cpu_seconds(&self) -> anyhow::Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // Behind the name in brackets come the state and ten numbers, then user and kernel time.
        let fields: Vec<&str> = stat
            .rsplit(')')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok());
        let all = ticks(11).zip(ticks(12)).context("no processor time")?;
        Ok((all.0 + all.1) / TICKS_A_SECOND)
    }

    /// Resident memory now and at most, in MiB.
    pub(crate) fn memory_mib(&self) -> anyhow::Result<(f64, f64)> {
        let pid = self.child.id();
        let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let kib = line.and_then(|rest| {
                rest.trim()
                    .trim_end_matches(" kB")
                    .trim()
                    .parse::<f64>()
                    .ok()
            });
            kib.map(|kib| kib / 1024.0).context("no memory figure")
        };
        Ok((field("VmRSS:")?, field("VmHWM:")?))
    }

    /// Ends it and waits.
    pub(crate) fn stop(mut self) -> anyhow::Result<()> {
        drop(self.child.stdin.take());
        let status = tokio::task::block_in_place(|| self.child.wait())?;
        anyhow::ensure!(status.success(), "the server ended with {status}");
        Ok(())
    }
}

/// One line of the server; none means that it ended.
fn line(out: &mut BufReader<ChildStdout>) -> anyhow::Result<String> {
    let mut line = String::new();
    out.read_line(&mut line)?;
    anyhow::ensure!(!line.is_empty(), "the server ended");
    Ok(line.trim_end().to_owned())
}

async fn wait(at: SocketAddr) -> anyhow::Result<()> {
    let begun = Instant::now();
    let request = http::get("/healthz", "");
    while begun.elapsed() < Duration::from_secs(START_SECONDS) {
        if let Ok(mut client) = http::Client::to(at).await
            && client
                .send(&request)
                .await
                .is_ok_and(|answer| answer.status == 200)
        {
            return Ok(());
        }
        tokio::time::sleep(ASK_EVERY).await;
    }
    anyhow::bail!("no answer within {START_SECONDS} s")
}
