//! The measured claims of the project: how fast, and how near to what the engine below can do.
//!
//! Every ratio is taken in one run on one machine, with the thing compared measured in turn with
//! ours. `make bench` runs all sections and writes the tables of `docs/performance.md`.

mod appends;
mod bare;
mod cases;
mod copies;
mod document_file;
mod engine;
mod http;
mod imports;
mod intake;
mod ledger_pages;
mod load;
mod million;
mod parse;
mod places;
mod raw;
mod raw_case;
mod sample;
mod search;
mod seed;
mod server;
mod starts;
mod surge;
mod table;
mod template;
mod text;
mod tickets;
mod ticks;

use anyhow::Context;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::time::Duration;
use table::Table;

/// As in the executable.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures Xiuhua.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the benches and prints their tables.
    Run(Run),
    /// Serves a store for a bench; started by `run`, ends with its standard input.
    Server(server::Arguments),
}

/// What to run.
#[derive(clap::Args)]
pub(crate) struct Run {
    /// The folder of the district whose sample report is taken.
    #[arg(long)]
    profile: PathBuf,
    /// Writes the tables between the marks of this file.
    #[arg(long)]
    write: Option<PathBuf>,
    /// Only this section: parse, places, tickets, cases, search, pages, surge, sqlite or postgres.
    #[arg(long)]
    only: Option<String>,
    /// Seconds of one measurement.
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// Districts in the large store.
    #[arg(long, default_value_t = 50)]
    districts: usize,
    /// Commitments of each.
    #[arg(long, default_value_t = 2_000)]
    commitments: usize,
    /// Cases that lists, map and figures are asked among.
    #[arg(long, default_value_t = 1_000_000)]
    cases: i64,
    /// Only this engine: sqlite or postgres.
    #[arg(long)]
    engine: Option<String>,
    /// Seconds that the surge lasts.
    #[arg(long, default_value_t = 600)]
    surge_seconds: u64,
    /// Tickets imported.
    #[arg(long, default_value_t = 240_000)]
    tickets: u64,
    /// Keeps the filled stores of `pages` in this folder, and takes those that are there.
    #[arg(long)]
    keep: Option<PathBuf>,
    /// An empty database of PostgreSQL that outlives the run, for `--keep`.
    #[arg(long)]
    database: Option<String>,
}

impl Run {
    fn time(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }

    fn wants(&self, section: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == section)
    }
}

fn main() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("no runtime")?;
    match Arguments::parse().command {
        Command::Run(run) => runtime.block_on(measure(&run)),
        Command::Server(arguments) => runtime.block_on(server::serve(arguments)),
    }
}

async fn measure(run: &Run) -> anyhow::Result<()> {
    let mut tables: Vec<Table> = Vec::new();
    let mut tell = |table: Table| {
        println!("\n{}", table.plain());
        tables.push(table);
    };
    if run.wants("parse") {
        tell(parse::measure(&run.profile)?);
    }
    if run.wants("places") {
        tell(places::measure(&run.profile)?);
    }
    for section in ["tickets", "cases", "search", "pages", "surge"] {
        if !run.wants(section) {
            continue;
        }
        for engine in engine::at_hand(run.engine.as_deref()).await? {
            println!("{section} on {}", engine.name());
            match section {
                "tickets" => tell(tickets::measure(&run.profile, &engine, run.tickets).await?),
                "surge" => tell(surge::measure(run, &engine).await?),
                "search" => search::measure(&engine, run.cases)
                    .await?
                    .into_iter()
                    .for_each(&mut tell),
                "pages" => million::measure(run, &engine)
                    .await?
                    .into_iter()
                    .for_each(&mut tell),
                _ => cases::measure(&engine, run.cases)
                    .await?
                    .into_iter()
                    .for_each(&mut tell),
            }
        }
    }
    if run.wants("sqlite") || run.wants("postgres") {
        let template = template::take(&run.profile).await?;
        for engine in engine::available(run).await? {
            engine::measure(run, &template, &engine, &mut tell).await?;
        }
    }
    if let Some(file) = &run.write {
        document_file::write(file, run, &tables)?;
    }
    Ok(())
}
