//! Tickets of another system, from a spreadsheet (item 15 of the matter loop): idempotent by source
//! and number, tried first, and not a line written while one of them is wrong.

mod columns;

use super::filer::Filer;
use super::ground::Ground;
use super::open::{Drafted, OpenCmd, draft, kind_of};
use crate::change_of::made;
use crate::duty::{InForce, in_force};
use crate::{Actor, App, AppError, FileIn, Kind, OnProgress, Progress, Result, kinds};
use casework::CaseType;
use columns::Heading;
use org::{Action, Resource};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Largest file, in bytes (256 MiB).
pub const IMPORT_BYTES_MAX: usize = 256 * 1024 * 1024;
/// Most lines of a file.
pub const IMPORT_LINES_MAX: usize = 300_000;
/// Most problems told.
const PROBLEMS_MAX: usize = 200;
/// Lines decided and written at a time.
const CHUNK_LINES: usize = 2_000;
/// Most characters of a system's name.
const SYSTEM_CHARS_MAX: usize = 40;

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineProblem {
    /// The line of the file, from 1.
    pub line: usize,
    /// The column or field.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// Words in Chinese.
    pub zh: String,
    /// Words in English.
    pub en: String,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Lines of the file.
    pub lines: usize,
    /// Cases opened, or to be opened.
    pub opened: usize,
    /// Tickets that had been imported before and were left alone.
    pub known: usize,
    /// What is wrong, at most 200; nothing was written where there is any.
    pub problems: Vec<LineProblem>,
    /// How many lines are wrong in all.
    pub wrong: usize,
    /// Nothing was to be written.
    pub dry_run: bool,
}

/// A line made ready: its number in the file and the case to open.
type Ticket = (usize, OpenCmd);

/// Imports a CSV or XLSX file of a system's tickets. Errors: `auth.forbidden`, `import.system`,
/// `import.too_large`, those of the heading; what is wrong with lines is in the answer.
///
/// Lines are written in chunks of 2,000, each whole; where a server dies in between, the same file
/// imported again goes on where it stopped.
pub async fn import(
    app: &App,
    actor: &Actor,
    system: &str,
    file: FileIn,
    dry_run: bool,
    progress: OnProgress<'_>,
) -> Result<Imported> {
    app.require(actor, Action::Import, Resource::Case, &[])?;
    let system = system_name(system)?;
    let mut found = Imported {
        dry_run,
        ..Imported::default()
    };
    let (tickets, lines) = read(app, &system, file, &mut found)?;
    found.lines = lines;
    let tickets = unknown(app, &system, tickets, &mut found).await?;
    found.opened = tickets.len();
    let work = Work {
        app: app.clone(),
        actor: actor.clone(),
        duties: in_force(app, app.today()).await?,
    };
    let total = tickets.len() as u64;
    work.try_all(&tickets, &mut found, &|done| {
        progress(Progress {
            stage: "check",
            done,
            total,
        });
    })
    .await?;
    if found.wrong > 0 || dry_run {
        return Ok(found);
    }
    work.write_all(tickets, &|done| {
        progress(Progress {
            stage: "write",
            done,
            total,
        });
    })
    .await?;
    Ok(found)
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

/// Lines as tickets; what is wrong with one goes to `found`.
fn read(
    app: &App,
    system: &str,
    file: FileIn,
    found: &mut Imported,
) -> Result<(Vec<Ticket>, usize)> {
    if file.bytes.len() > IMPORT_BYTES_MAX {
        return Err(too_large("文件超过256MB"));
    }
    let rows = rows(file)?;
    let profile = app.profile();
    let today = app.today();
    let ids: BTreeSet<&str> = profile
        .case_types
        .iter()
        .map(|kind| kind.id.as_str())
        .collect();
    let types: Vec<&CaseType> = ids
        .into_iter()
        .filter_map(|id| profile.case_types.current(id, today))
        .collect();
    let mut rows = rows.into_iter();
    let (_, first) = rows.next().unwrap_or_default();
    let heading = Heading::read(&first, &types)?;
    let (mut tickets, mut lines) = (Vec::with_capacity(rows.len()), 0);
    let mut seen = HashSet::new();
    for (line, cells) in rows {
        lines += 1;
        match heading.take(&cells, system, &types) {
            Ok(cmd) => {
                let number = number_of(&cmd);
                if !seen.insert(number.clone()) {
                    let twice = AppError::field(
                        "来源编号",
                        "import.twice",
                        format!("编号“{number}”在本文件中出现两次"),
                        "The number occurs twice in this file",
                    );
                    found.tell(line, &twice);
                }
                tickets.push((line, cmd));
            }
            Err(error) => found.tell(line, &error),
        }
    }
    Ok((tickets, lines))
}

fn rows(file: FileIn) -> Result<Vec<(usize, Vec<String>)>> {
    if file.bytes.starts_with(b"PK") {
        return crate::sheet::xlsx::rows(&file.bytes);
    }
    let text = document::decode(&file.bytes).map_err(AppError::from)?;
    drop(file);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = vec![];
    for record in reader.records() {
        let record = record.map_err(|error| {
            AppError::field(
                "file",
                "import.broken",
                "文件不是完好的CSV",
                "The file is not sound CSV",
            )
            .with_detail(error)
        })?;
        if rows.len() > IMPORT_LINES_MAX {
            return Err(too_large("文件超过30万行，请分成几份"));
        }
        let line = record.position().map_or(0, |p| p.line() as usize);
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push((line, cells));
        }
    }
    Ok(rows)
}

/// The tickets that were not imported before.
async fn unknown(
    app: &App,
    system: &str,
    tickets: Vec<Ticket>,
    found: &mut Imported,
) -> Result<Vec<Ticket>> {
    let mut known = HashSet::new();
    for some in tickets.chunks(store::case::MAX_SOURCES) {
        let numbers: Vec<String> = some.iter().map(|(_, cmd)| number_of(cmd)).collect();
        let store = app.store();
        known.extend(store.case_sources(app.district(), system, &numbers).await?);
    }
    found.known = known.len();
    let new = tickets.into_iter();
    Ok(new
        .filter(|(_, cmd)| !known.contains(&number_of(cmd)))
        .collect())
}

fn number_of(cmd: &OpenCmd) -> String {
    cmd.source
        .as_ref()
        .map_or_else(String::new, |it| it.number.clone())
}

/// What every chunk needs. Cheap to clone.
#[derive(Clone)]
struct Work {
    app: App,
    actor: Actor,
    duties: InForce,
}

impl Work {
    /// Decides every line and throws the outcome away.
    async fn try_all(
        &self,
        tickets: &[Ticket],
        found: &mut Imported,
        done: &(dyn Fn(u64) + Send + Sync),
    ) -> Result<()> {
        let mut count = 0;
        for some in tickets.chunks(2 * CHUNK_LINES) {
            let (left, right) = some.split_at(some.len().div_ceil(2));
            let (left, right) = tokio::join!(self.tried(left), self.tried(right));
            for (line, error) in left?.into_iter().chain(right?) {
                found.tell(line, &error);
            }
            count += some.len() as u64;
            done(count);
        }
        Ok(())
    }

    async fn tried(&self, tickets: &[Ticket]) -> Result<Vec<(usize, AppError)>> {
        let (work, tickets) = (self.clone(), tickets.to_vec());
        blocking(move || {
            let mut wrong = vec![];
            for (line, cmd) in tickets {
                if let Err(error) = work.draft(cmd, "0".to_owned()) {
                    wrong.push((line, error));
                }
            }
            Ok(wrong)
        })
        .await
    }

    fn draft(&self, cmd: OpenCmd, number: String) -> Result<Drafted> {
        let ground = Ground::new(&self.app, &Filer::Staff(&self.actor))?;
        Ok(draft(&self.app, ground, &self.duties, cmd, number)?.1)
    }

    /// Writes all lines, the next chunk being decided while one is written.
    async fn write_all(
        &self,
        tickets: Vec<Ticket>,
        done: &(dyn Fn(u64) + Send + Sync),
    ) -> Result<()> {
        let mut numbers = self.numbers(&tickets).await?;
        let mut chunks = vec![];
        let mut tickets = tickets.into_iter().peekable();
        while tickets.peek().is_some() {
            let some = tickets.by_ref().take(CHUNK_LINES);
            let numbered = some.map(|(_, cmd)| {
                let number = numbers.next(&self.prefix(&cmd));
                (cmd, number)
            });
            chunks.push(numbered.collect::<Vec<_>>());
        }
        let mut count = 0;
        let mut chunks = chunks.into_iter();
        let mut ready = chunks.next().map(|chunk| self.begin(chunk));
        while let Some(now) = ready.take() {
            let drafted = now.await.map_err(broken)??;
            ready = chunks.next().map(|chunk| self.begin(chunk));
            count += drafted.0.len() as u64;
            let (changes, writes) = drafted;
            self.app
                .append_with(&self.actor, changes, vec![], writes)
                .await?;
            done(count);
        }
        Ok(())
    }

    fn begin(&self, chunk: Vec<(OpenCmd, String)>) -> tokio::task::JoinHandle<Result<Chunk>> {
        let work = self.clone();
        tokio::task::spawn_blocking(move || {
            let (mut changes, mut writes) = (Vec::with_capacity(chunk.len()), vec![]);
            for (cmd, number) in chunk {
                let drafted = work.draft(cmd, number)?;
                let case = &drafted.case;
                changes.push(made(kinds::CASE, &case.id, "case.import", case));
                writes.extend(drafted.writes);
            }
            Ok((changes, writes))
        })
    }

    /// The prefix of a line's number: the type's, and the day of the report.
    fn prefix(&self, cmd: &OpenCmd) -> String {
        let ground = Ground::new(&self.app, &Filer::Staff(&self.actor)).ok();
        let today = self.app.today();
        let kind = ground.as_ref().and_then(|ground| {
            let kind = kind_of(ground, &self.duties, cmd, today).ok()?;
            Some(kind.0.prefix.clone())
        });
        let day = cmd.reported_at.map_or(today, calendar::civil_date);
        format!("{}{}", kind.unwrap_or_default(), day.strftime("%Y%m%d"))
    }

    /// Takes all numbers that the lines need, prefix by prefix.
    async fn numbers(&self, tickets: &[Ticket]) -> Result<Numbers> {
        let mut wanted: BTreeMap<String, i64> = BTreeMap::new();
        for (_, cmd) in tickets {
            *wanted.entry(self.prefix(cmd)).or_default() += 1;
        }
        let mut next = HashMap::new();
        for (prefix, mut count) in wanted {
            let mut spans = vec![];
            while count > 0 {
                let some = count.min(store::case::MAX_NUMBERS);
                let store = self.app.store();
                let first = store
                    .take_case_numbers(self.app.district(), &prefix, some)
                    .await?;
                spans.push(first..first + some);
                count -= some;
            }
            next.insert(
                prefix,
                spans.into_iter().flatten().collect::<Vec<_>>().into_iter(),
            );
        }
        Ok(Numbers(next))
    }
}

type Chunk = (Vec<store::Change>, Vec<store::Write>);

/// Numbers taken and not yet given, by prefix.
struct Numbers(HashMap<String, std::vec::IntoIter<i64>>);

impl Numbers {
    fn next(&mut self, prefix: &str) -> String {
        let number = self.0.get_mut(prefix).and_then(Iterator::next).unwrap_or(0);
        format!("{prefix}{number:05}")
    }
}

impl Imported {
    fn tell(&mut self, line: usize, error: &AppError) {
        self.wrong += 1;
        if self.problems.len() >= PROBLEMS_MAX {
            return;
        }
        let first = error.fields().first();
        self.problems.push(LineProblem {
            line,
            field: first.map_or_else(String::new, |field| field.field.clone()),
            code: error.code().to_owned(),
            zh: error.zh().to_owned(),
            en: error.en().to_owned(),
        });
        self.problems.sort_by_key(|problem| problem.line);
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(broken)?
}

fn broken(error: tokio::task::JoinError) -> AppError {
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
        "The file is too large",
    )
}
