//! All that is measured on one engine, in one run.

use crate::seed::{self, Seeded, Wanted};
use crate::server::Server;
use crate::table::{Table, thousands};
use crate::template::Template;
use crate::{Run, appends, imports, ledger_pages, starts, ticks};
use anyhow::Context;
use std::path::PathBuf;
use store::{Algorithm, Location, Store};
use tempfile::TempDir;

/// One of the two engines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

/// An engine that is at hand, and a folder for its stores.
pub(crate) struct Engine {
    pub kind: Kind,
    folder: TempDir,
}

/// Where one store is.
pub(crate) struct Place {
    pub data: PathBuf,
    pub database: Option<String>,
}

impl Place {
    pub(crate) fn location(&self) -> anyhow::Result<Location> {
        Ok(Location::parse(&self.data, self.database.as_deref())?)
    }

    pub(crate) async fn open(&self) -> anyhow::Result<Store> {
        Ok(Store::open(&self.location()?, Algorithm::Sm3).await?)
    }

    /// After filling: PostgreSQL takes its statistics and notes which pages all may see, as it does by itself
    /// within minutes, so that it does not do so while we measure.
    pub(crate) async fn settle(&self) -> anyhow::Result<()> {
        if let Some(url) = &self.database {
            let (client, talking) = tokio_postgres::connect(url, tokio_postgres::NoTls).await?;
            tokio::spawn(talking);
            client.batch_execute("VACUUM (ANALYZE)").await?;
            client.batch_execute("CHECKPOINT").await?;
        }
        Ok(())
    }
}

impl Engine {
    pub(crate) fn name(&self) -> &'static str {
        match self.kind {
            Kind::Sqlite => "SQLite",
            Kind::Postgres => "PostgreSQL",
        }
    }

    /// An empty place of its own.
    pub(crate) async fn place(&self, name: &str) -> anyhow::Result<Place> {
        let data = self.folder.path().join(name);
        std::fs::create_dir_all(&data)?;
        let database = match self.kind {
            Kind::Sqlite => None,
            Kind::Postgres => Some(
                store::testing::postgres_url()
                    .await
                    .context("no PostgreSQL")?,
            ),
        };
        Ok(Place { data, database })
    }
}

/// SQLite, and PostgreSQL where a server can be had; the one named alone, where one is.
pub(crate) async fn at_hand(only: Option<&str>) -> anyhow::Result<Vec<Engine>> {
    let wants = |name| only.is_none_or(|only| only == name);
    let engine = |kind| {
        anyhow::Ok(Engine {
            kind,
            folder: TempDir::new()?,
        })
    };
    let mut engines = vec![];
    if wants("sqlite") {
        engines.push(engine(Kind::Sqlite)?);
    }
    if wants("postgres") && store::testing::postgres_url().await.is_some() {
        engines.push(engine(Kind::Postgres)?);
    }
    Ok(engines)
}

/// Those that a run wants.
pub(crate) async fn available(run: &Run) -> anyhow::Result<Vec<Engine>> {
    let mut engines = at_hand(run.engine.as_deref()).await?;
    engines.retain(|engine| match engine.kind {
        Kind::Sqlite => run.wants("sqlite"),
        Kind::Postgres => run.wants("postgres"),
    });
    Ok(engines)
}

/// Fills a store with one district, then with all, and measures on both.
pub(crate) async fn measure(
    run: &Run,
    template: &Template,
    engine: &Engine,
    tell: &mut impl FnMut(Table),
) -> anyhow::Result<()> {
    let today = calendar::civil_date(jiff::Timestamp::now());
    let wanted = |number| Wanted {
        number,
        commitments: run.commitments,
        due_tomorrow: None,
    };
    let place = engine.place("ledger").await?;
    let store = place.open().await?;
    println!("filling one district on {}", engine.name());
    let (mut seeded, _) = seed::districts(&store, template, today, &[wanted(0)]).await?;
    let first = seeded.remove(0);
    place.settle().await?;
    let alone = on_server(run, &place, &first, ledger_pages::measure).await?;
    println!("filling {} more", run.districts.saturating_sub(1));
    let others: Vec<Wanted> = (1..run.districts).map(wanted).collect();
    let (others, rate) = seed::districts(&store, template, today, &others).await?;
    place.settle().await?;
    let all = on_server(run, &place, &first, ledger_pages::measure).await?;
    let bare = ledger_pages::bare(run, engine, &place, &store, &first).await?;
    let mut pages = ledger_pages::table(run, engine, &alone, &all, &bare);
    let entries: usize = others.iter().map(|one| one.entries).sum::<usize>() + first.entries;
    pages.note(format!(
        "{} journal entries in the large store, written at {} a second in batches of 1,000.",
        thousands(entries as f64),
        thousands(rate)
    ));
    tell(pages);
    tell(appends::measure(run, engine, &place, &store, &first).await?);
    tell(starts::measure(run, engine, &place, &first).await?);
    tell(imports::measure(run, engine, &place, template).await?);
    tell(ticks::measure(engine, &place, &store, template, today).await?);
    store.close().await;
    Ok(())
}

/// Runs a measurement against a server of its own.
pub(crate) async fn on_server<T>(
    run: &Run,
    place: &Place,
    seeded: &Seeded,
    measure: impl AsyncFnOnce(&Run, &mut Server, &Place, &Seeded) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let units: Vec<&str> = seeded.by_lead.keys().map(String::as_str).collect();
    let mut server = Server::start(&run.profile, place, &seeded.district.0, &units).await?;
    let outcome = measure(run, &mut server, place, seeded).await?;
    server.stop()?;
    Ok(outcome)
}
