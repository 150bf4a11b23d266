//! Tickets of another system, from a spreadsheet (item 15 of the matter loop): idempotent by source
//! and number, tried first, and not a line written while one of them is wrong.
//!
//! The file is read twice, as a stream: first every line is decided and thrown away, then every
//! line is decided and written. So memory follows the file and one chunk, not what it becomes.

mod columns;
mod compare;
mod file;
mod found;
mod work;

pub use compare::Differs;
pub use file::TicketFile;
pub use found::{Imported, LineProblem, NewTicket};

use crate::duty::in_force;
use crate::{Actor, App, AppError, Kind, OnProgress, Progress, Result};
use org::{Action, Resource};
use work::Work;

/// Largest file, in bytes (256 MiB).
pub const IMPORT_BYTES_MAX: usize = 256 * 1024 * 1024;
/// Most lines of a file.
pub const IMPORT_LINES_MAX: usize = 300_000;
/// Most characters of a system's name.
const SYSTEM_CHARS_MAX: usize = 40;

/// Imports a file of a system's tickets. Errors: `auth.forbidden`, `import.system`,
/// `import.too_large`, those of the heading; what is wrong with lines is in the answer.
///
/// Lines are written in chunks of 2,000, each whole; where a server dies in between, the same file
/// imported again goes on where it stopped.
pub async fn import(
    app: &App,
    actor: &Actor,
    system: &str,
    file: &TicketFile,
    dry_run: bool,
    progress: OnProgress<'_>,
) -> Result<Imported> {
    may_import(app, actor)?;
    let work = Work {
        app: app.clone(),
        actor: actor.clone(),
        duties: in_force(app, app.today()).await?,
        system: system_name(system)?,
    };
    let most = file.lines_at_most();
    let tell = |stage: &'static str, done: u64, total: u64| {
        progress(Progress { stage, done, total });
    };
    let (mut found, wanted) = work
        .try_all(file, dry_run, &|done| tell("check", done, most.max(done)))
        .await?;
    found.dry_run = dry_run;
    if found.wrong > 0 || dry_run {
        return Ok(found);
    }
    let total = found.opened as u64;
    work.write_all(file, wanted, &|done| tell("write", done, total))
        .await?;
    Ok(found)
}

/// Refuses who may not import, before a file is read. Errors: `auth.forbidden`.
pub fn may_import(app: &App, actor: &Actor) -> Result<()> {
    let own = actor.unit.as_str();
    app.require(actor, Action::Import, Resource::Case, &[own])
}

fn system_name(system: &str) -> Result<String> {
    let system = system.trim();
    let fits = (1..=SYSTEM_CHARS_MAX).contains(&system.chars().count());
    if fits && !system.chars().any(char::is_control) {
        return Ok(system.to_owned());
    }
    Err(AppError::field(
        "system",
        "import.system",
        format!("请填写来源系统的名称，不超过{SYSTEM_CHARS_MAX}字"),
        "Name the source system, at most 40 characters",
    ))
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(broken)?
}

fn broken(error: impl std::fmt::Display) -> AppError {
    AppError::new(
        Kind::Unavailable,
        "import.interrupted",
        "导入中断，请再次导入同一文件",
        "The import was interrupted; import the same file again",
    )
    .with_detail(error)
}

fn too_large(zh: &str) -> AppError {
    AppError::new(
        Kind::TooLarge,
        "import.too_large",
        zh,
        "The file is too large; split it",
    )
}
