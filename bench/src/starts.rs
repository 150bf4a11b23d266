//! How soon a server answers on a full store, and the memory it takes.

use crate::engine::{Engine, Place};
use crate::load::{self, Request};
use crate::sample::median;
use crate::seed::Seeded;
use crate::server::Server;
use crate::table::Table;
use crate::{Run, http};
use std::sync::Arc;

/// Starts; the middle one is told.
const STARTS: usize = 5;
/// Clients when memory is taken.
const CLIENTS: usize = 64;
/// Bars: start in seconds, memory in MiB.
const START_BAR_S: f64 = 1.0;
const MEMORY_BAR_MIB: f64 = 300.0;

pub(crate) async fn measure(
    run: &Run,
    engine: &Engine,
    place: &Place,
    seeded: &Seeded,
) -> anyhow::Result<Table> {
    let (mut starts, mut fresh) = (Vec::new(), Vec::new());
    let mut most = 0.0;
    for number in 0..STARTS {
        let mut server = Server::start(&run.profile, place, &seeded.district.0, &[]).await?;
        starts.push(server.start.as_secs_f64() * 1000.0);
        fresh.push(server.memory_mib()?.0);
        if number + 1 == STARTS {
            let accounts = server.accounts()?;
            let header = format!("Cookie: xh_session={}\r\n", accounts.office);
            let pages = [http::get("/ledger", &header), http::get("/", &header)];
            let request: Request = Arc::new(move |client, n| pages[(client + n) % 2].clone());
            load::run(server.at, CLIENTS, run.time(), 200, request).await?;
            most = server.memory_mib()?.1;
        }
        server.stop()?;
    }
    let mut table = Table::new(
        format!("{}: start and memory on the large store", engine.name()),
        &["what", "measured", "bar"],
    );
    table.row([
        "process start to first answer, ms".into(),
        format!("{:.0}", median(starts)),
        format!("{}", START_BAR_S * 1000.0),
    ]);
    table.row([
        "resident after start, MiB".into(),
        format!("{:.0}", median(fresh)),
        "–".into(),
    ]);
    table.row([
        format!("most resident, {CLIENTS} clients on list and overview, MiB"),
        format!("{most:.0}"),
        format!("{MEMORY_BAR_MIB}"),
    ]);
    Ok(table)
}
