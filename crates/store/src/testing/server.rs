//! One PostgreSQL server per test process, gone with it.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// How long a server may take to start, in seconds.
const START_SECONDS: u64 = 60;

/// Keeps a server running until its standard input closes, which the end of the test process
/// brings about however it ends; then removes everything.
const SCRIPT: &str = r#"
set -e
bin=$1; port=$2
dir=$(mktemp -d "${TMPDIR:-/tmp}/xiuhua-pg.XXXXXX")
"$bin/initdb" -D "$dir/data" -U xiuhua -A trust -E UTF8 --locale=C --no-sync >"$dir/log" 2>&1
echo "$dir"
(
  while [ ! -e "$dir/stop" ]; do
    "$bin/postgres" -D "$dir/data" -p "$port" -c listen_addresses=127.0.0.1 \
      -c unix_socket_directories="$dir" -c max_connections=200 >>"$dir/log" 2>&1 </dev/null || true
    sleep 0.1
  done
) &
loop=$!
cat >/dev/null || true
touch "$dir/stop"
kill -INT "$(head -1 "$dir/data/postmaster.pid")" 2>/dev/null || true
wait $loop || true
rm -rf "$dir"
"#;

#[derive(Debug)]
pub(super) struct Server {
    _child: Child,
    folder: PathBuf,
    port: u16,
}

/// This process's server; `None`, said once, when there can be none.
pub(super) fn shared() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let server = SERVER.get_or_init(|| match start() {
        Ok(server) => Some(server),
        Err(why) => {
            // Past the test runner's capture, so that it is seen.
            let _ = writeln!(std::io::stderr(), "SKIPPED: PostgreSQL tests: {why}");
            None
        }
    });
    server.as_ref()
}

impl Server {
    pub(super) fn url(&self, database: &str) -> String {
        format!("postgres://xiuhua@127.0.0.1:{}/{database}", self.port)
    }

    pub(super) fn kill(&self) {
        let file = self.folder.join("data/postmaster.pid");
        let text = std::fs::read_to_string(file).expect("the server's pid");
        let pid = text.lines().next().expect("a pid").to_owned();
        let killed = Command::new("kill").args(["-9", &pid]).status();
        assert!(killed.expect("kill").success());
    }
}

fn start() -> Result<Server, String> {
    let binaries = match binaries() {
        Some(binaries) => binaries,
        None => {
            install()?;
            binaries().ok_or("no server after installing the package")?
        }
    };
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let port = free.map_err(|error| error.to_string())?.port();
    let mut command = as_postgres();
    command
        .args(["sh", "-c", SCRIPT, "sh"])
        .arg(&binaries)
        .arg(port.to_string());
    let mut child = command
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let mut folder = String::new();
    if let Some(out) = child.stdout.take() {
        let read = BufReader::new(out).read_line(&mut folder);
        read.map_err(|error| error.to_string())?;
    }
    if folder.trim().is_empty() {
        return Err("initdb failed".to_owned());
    }
    wait(&binaries, port)?;
    Ok(Server {
        _child: child,
        folder: folder.trim().into(),
        port,
    })
}

/// Until it takes connections: one that is still starting up listens and refuses.
fn wait(binaries: &Path, port: u16) -> Result<(), String> {
    let begun = Instant::now();
    let (address, port) = ("127.0.0.1", port.to_string());
    while begun.elapsed() < Duration::from_secs(START_SECONDS) {
        let ready = Command::new(binaries.join("pg_isready"))
            .args(["-q", "-h", address, "-p", &port])
            .status();
        if ready.is_ok_and(|ready| ready.success()) {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Err(format!("no answer within {START_SECONDS} s"))
}

/// The newest server installed from Debian's packages.
fn binaries() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut found: Vec<(u32, PathBuf)> = versions
        .flatten()
        .filter_map(|entry| {
            Some((
                entry.file_name().to_str()?.parse().ok()?,
                entry.path().join("bin"),
            ))
        })
        .filter(|(_, bin)| bin.join("initdb").exists())
        .collect();
    found.sort();
    found.pop().map(|(_, bin)| bin)
}

fn root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// The server refuses to run as root.
fn as_postgres() -> Command {
    if root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]);
        command
    } else {
        Command::new("env")
    }
}

fn install() -> Result<(), String> {
    if !root() {
        return Err(
            "the package postgresql is not installed and only root may install it".to_owned(),
        );
    }
    let _ = writeln!(
        std::io::stderr(),
        "installing the package postgresql for the tests"
    );
    let script = "flock /tmp/xiuhua-install.lock sh -c \
        '(apt-get install -y -q postgresql || (apt-get update -q && apt-get install -y -q postgresql))'";
    let done = Command::new("sh")
        .args(["-c", script])
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdout(Stdio::null())
        .status();
    match done {
        Ok(status) if status.success() => Ok(()),
        _ => Err("the package postgresql could not be installed".to_owned()),
    }
}
