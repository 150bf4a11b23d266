//! The two passes over a file: try, write.

use super::file::{CHUNK_LINES, Ticket, TicketFile};
use super::found::{Imported, NewTicket};
use super::{blocking, broken};
use crate::case::OpenCmd;
use crate::case::filer::Filer;
use crate::case::ground::Ground;
use crate::case::open::{Drafted, draft, kind_of};
use crate::change_of::made;
use crate::district::{unit_name, unit_short};
use crate::duty::InForce;
use crate::{Actor, App, AppError, Result, kinds};
use casework::Case;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// How many numbers are wanted after each prefix.
pub(super) type Wanted = BTreeMap<String, i64>;
type Done<'a> = &'a (dyn Fn(u64) + Send + Sync);

/// What every chunk needs. Cheap to clone.
#[derive(Clone)]
pub(super) struct Work {
    pub app: App,
    pub actor: Actor,
    pub duties: InForce,
    pub system: String,
}

/// A new line that was tried: its prefix and type, and what a page shows of it.
struct Tried {
    line: usize,
    outcome: Result<(String, String, NewTicket)>,
}

impl Work {
    fn chunks(&self, file: &TicketFile) -> mpsc::Receiver<Result<Vec<Ticket>>> {
        let today = self.app.today();
        file.chunks(self.app.profile(), self.system.clone(), today)
    }

    /// Decides every line and throws the outcome away.
    pub(super) async fn try_all(
        &self,
        file: &TicketFile,
        compare: bool,
        done: Done<'_>,
    ) -> Result<(Imported, Wanted)> {
        let mut found = Imported::default();
        let (mut seen, mut wanted) = (HashSet::new(), Wanted::new());
        let mut chunks = self.chunks(file);
        while let Some(chunk) = chunks.recv().await {
            let chunk = chunk?;
            found.lines += chunk.len();
            let tickets = sound(chunk, &mut seen, &mut found);
            let known = self.known(&tickets).await?;
            found.known += known.len();
            let (old, new): (Vec<_>, Vec<_>) = tickets
                .into_iter()
                .partition(|(_, cmd)| known.contains_key(number_of(cmd)));
            if compare {
                self.compare(old, &known, &mut found).await?;
            }
            self.try_chunk(new, &mut found, &mut wanted).await?;
            done(found.lines as u64);
        }
        Ok((found, wanted))
    }

    /// Decides the new lines of a chunk, on two threads.
    async fn try_chunk(
        &self,
        mut left: Vec<(usize, OpenCmd)>,
        found: &mut Imported,
        wanted: &mut Wanted,
    ) -> Result<()> {
        let right = left.split_off(left.len() / 2);
        let (left, right) = tokio::join!(self.tried(left), self.tried(right));
        for tried in left?.into_iter().chain(right?) {
            match tried.outcome {
                Ok((prefix, type_name, ticket)) => {
                    found.opened += 1;
                    *wanted.entry(prefix).or_default() += 1;
                    *found.types.entry(type_name).or_default() += 1;
                    if found.shows_more() {
                        found.new.push(ticket);
                    }
                }
                Err(error) => found.tell(tried.line, &error),
            }
        }
        Ok(())
    }

    async fn tried(&self, tickets: Vec<(usize, OpenCmd)>) -> Result<Vec<Tried>> {
        let work = self.clone();
        blocking(move || {
            let tried = tickets.into_iter().map(|(line, cmd)| {
                let drafted = work.draft(cmd, "0".to_owned());
                Tried {
                    line,
                    outcome: drafted.map(|it| work.shown(line, &it.case)),
                }
            });
            Ok(tried.collect())
        })
        .await
    }

    fn shown(&self, line: usize, case: &Case) -> (String, String, NewTicket) {
        let profile = self.app.profile();
        let kind = profile.case_types.get(&case.case_type, case.type_version);
        let named = |read: fn(&casework::CaseType) -> &String| {
            kind.map_or_else(|| case.case_type.clone(), |kind| read(kind).clone())
        };
        let day = calendar::civil_date(case.reported_at);
        let subdistrict = case.place.as_ref().and_then(|p| p.subdistrict.as_ref());
        let owner = case.owner.as_ref();
        let ticket = NewTicket {
            line,
            number: case
                .source
                .as_ref()
                .map_or_else(String::new, |s| s.number.clone()),
            type_name: named(|kind| &kind.name),
            matter: case.matter.clone(),
            day: day.to_string(),
            subdistrict: subdistrict.map(|unit| unit_short(&profile, unit.as_str())),
            owner: owner.map_or_else(String::new, |o| unit_name(&profile, o.unit.as_str())),
        };
        let prefix = prefix_of(&named(|kind| &kind.prefix), day);
        (prefix, named(|kind| &kind.name), ticket)
    }

    fn draft(&self, cmd: OpenCmd, number: String) -> Result<Drafted> {
        let ground = Ground::new(&self.app, &Filer::Staff(&self.actor))?;
        Ok(draft(&self.app, ground, &self.duties, cmd, number)?.1)
    }

    /// Which of these tickets were imported before: number and case.
    async fn known(&self, tickets: &[(usize, OpenCmd)]) -> Result<HashMap<String, String>> {
        let mut known = HashMap::new();
        let (store, here) = (self.app.store(), self.app.district());
        for some in tickets.chunks(store::case::MAX_SOURCES) {
            let numbers: Vec<String> = some
                .iter()
                .map(|(_, cmd)| number_of(cmd).to_owned())
                .collect();
            known.extend(store.case_sources(here, &self.system, &numbers).await?);
        }
        Ok(known)
    }

    /// Writes all lines: while a chunk is written, the next is made ready to be and the one after that
    /// decided.
    pub(super) async fn write_all(
        &self,
        file: &TicketFile,
        wanted: Wanted,
        done: Done<'_>,
    ) -> Result<()> {
        let mut numbers = self.numbers(wanted).await?;
        let mut chunks = self.chunks(file);
        let mut count = 0;
        let mut deciding: Option<JoinHandle<Result<Chunk>>> = None;
        let mut writing: Option<JoinHandle<Result<u64>>> = None;
        loop {
            let next = match chunks.recv().await {
                Some(chunk) => Some(self.begin(chunk?, &mut numbers).await?),
                None => None,
            };
            let last = next.is_none();
            if let Some(now) = std::mem::replace(&mut deciding, next) {
                let chunk = now.await.map_err(broken)??;
                // The first that is written carries the request's key, which is this task's.
                if count == 0 {
                    count += self.write(chunk).await?;
                } else {
                    let work = self.clone();
                    let next = tokio::spawn(async move { work.write(chunk).await });
                    count += ended(writing.replace(next)).await?;
                }
                done(count);
            }
            if last {
                count += ended(writing).await?;
                done(count);
                return Ok(());
            }
        }
    }

    /// Writes a chunk; tells of how many cases.
    async fn write(&self, (changes, writes): Chunk) -> Result<u64> {
        let count = changes.len() as u64;
        if count > 0 {
            let written = self.app.append_with(&self.actor, changes, vec![], writes);
            written.await?;
        }
        Ok(count)
    }

    /// Numbers the new lines of a chunk and decides them on another thread.
    async fn begin(
        &self,
        chunk: Vec<Ticket>,
        numbers: &mut Numbers,
    ) -> Result<JoinHandle<Result<Chunk>>> {
        let mut tickets = Vec::with_capacity(chunk.len());
        for (line, cmd) in chunk {
            tickets.push((line, cmd?));
        }
        let known = self.known(&tickets).await?;
        let (profile, today) = (self.app.profile(), self.app.today());
        let mut numbered = Vec::with_capacity(tickets.len());
        for (_, cmd) in tickets {
            if known.contains_key(number_of(&cmd)) {
                continue;
            }
            let kind = kind_of(&profile, &self.duties, &cmd, today)?.0;
            let day = cmd.reported_at.map_or(today, calendar::civil_date);
            let number = numbers.next(prefix_of(&kind.prefix, day))?;
            numbered.push((cmd, number));
        }
        let work = self.clone();
        Ok(tokio::task::spawn_blocking(move || work.changes(numbered)))
    }

    fn changes(&self, numbered: Vec<(OpenCmd, String)>) -> Result<Chunk> {
        let (mut changes, mut writes) = (Vec::with_capacity(numbered.len()), vec![]);
        for (cmd, number) in numbered {
            let drafted = self.draft(cmd, number)?;
            let case = &drafted.case;
            changes.push(made(kinds::CASE, &case.id, "case.import", case));
            writes.extend(drafted.writes);
        }
        Ok((changes, writes))
    }

    /// Takes all numbers that the lines need, prefix by prefix.
    async fn numbers(&self, wanted: Wanted) -> Result<Numbers> {
        let mut taken: HashMap<String, Vec<Range<i64>>> = HashMap::new();
        let (store, here) = (self.app.store(), self.app.district());
        for (prefix, mut count) in wanted {
            let mut spans = vec![];
            while count > 0 {
                let some = count.min(store::case::MAX_NUMBERS);
                let first = store.take_case_numbers(here, &prefix, some).await?;
                spans.push(first..first + some);
                count -= some;
            }
            spans.reverse();
            taken.insert(prefix, spans);
        }
        Ok(Numbers(taken))
    }
}

type Chunk = (Vec<store::Change>, Vec<store::Write>);

/// So many cases were written; none where nothing was under way.
async fn ended(writing: Option<JoinHandle<Result<u64>>>) -> Result<u64> {
    match writing {
        Some(writing) => writing.await.map_err(broken)?,
        None => Ok(0),
    }
}

/// The lines that can be read, each number once; what is wrong with others goes to `found`.
fn sound(
    chunk: Vec<Ticket>,
    seen: &mut HashSet<String>,
    found: &mut Imported,
) -> Vec<(usize, OpenCmd)> {
    let mut tickets = Vec::with_capacity(CHUNK_LINES);
    for (line, taken) in chunk {
        match taken {
            Ok(cmd) if seen.insert(number_of(&cmd).to_owned()) => tickets.push((line, cmd)),
            Ok(cmd) => {
                let twice = AppError::field(
                    "来源编号",
                    "import.twice",
                    format!("编号“{}”在本文件中出现两次", number_of(&cmd)),
                    "The number occurs twice in this file",
                );
                found.tell(line, &twice);
            }
            Err(error) => found.tell(line, &error),
        }
    }
    tickets
}

pub(super) fn number_of(cmd: &OpenCmd) -> &str {
    cmd.source.as_ref().map_or("", |it| it.number.as_str())
}

fn prefix_of(prefix: &str, day: Date) -> String {
    format!("{prefix}{}", day.strftime("%Y%m%d"))
}

/// Numbers taken and not yet given, by prefix.
struct Numbers(HashMap<String, Vec<Range<i64>>>);

impl Numbers {
    fn next(&mut self, prefix: String) -> Result<String> {
        let spans = self.0.get_mut(&prefix);
        let number = spans.and_then(|spans| {
            while let Some(span) = spans.last_mut() {
                match span.next() {
                    Some(number) => return Some(number),
                    None => spans.pop(),
                };
            }
            None
        });
        // Only where the file's lines fall on other days than a moment ago: midnight has passed.
        let number = number.ok_or_else(|| broken("no number left"))?;
        Ok(format!("{prefix}{number:05}"))
    }
}
