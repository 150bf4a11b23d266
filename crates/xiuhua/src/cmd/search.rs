//! `xiuhua search rebuild`: what records are found by, made anew from them.

use super::store_args::{StoreArgs, runtime};
use crate::progress::Meter;
use std::process::ExitCode;
use std::time::Instant;
use store::{Location, Store};

/// Arguments of `search`.
#[derive(clap::Args, Clone, Debug)]
pub struct SearchArgs {
    #[command(subcommand)]
    command: SearchCommand,
}

#[derive(clap::Subcommand, Clone, Debug)]
enum SearchCommand {
    /// 按记录重建查找索引；期间照常写入，查找结果可能不全
    Rebuild(StoreArgs),
}

/// Rebuilds district by district and says how fast.
pub fn run(args: &SearchArgs) -> anyhow::Result<ExitCode> {
    let SearchCommand::Rebuild(args) = &args.command;
    runtime()?.block_on(async {
        let at = Location::parse(&args.data, args.database.as_deref())?;
        let store = Store::open(&at, journal::Algorithm::Sm3).await?;
        for district in store.districts().await? {
            let (meter, begun) = (Meter::new(), Instant::now());
            let made = store
                .search_rebuild(&district, |so_far| {
                    meter.tell("重建查找索引", so_far.records as u64, 0);
                })
                .await?;
            let took = begun.elapsed();
            println!(
                "{district}: {} 条记录，{} 块，{:.1} 秒，每秒 {:.0} 条",
                made.records,
                made.blocks,
                took.as_secs_f64(),
                made.records as f64 / took.as_secs_f64().max(0.001)
            );
        }
        store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}
