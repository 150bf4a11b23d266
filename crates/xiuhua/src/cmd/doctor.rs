//! `xiuhua doctor`: every list of the store against the journal it is made of.

use super::store_args::{StoreArgs, runtime};
use std::process::ExitCode;
use store::{Location, Store};

/// Arguments of `doctor`.
#[derive(clap::Args, Clone, Debug)]
pub struct DoctorArgs {
    #[command(flatten)]
    store: StoreArgs,
    /// 发现不一致时按日志重建投影
    #[arg(long)]
    rebuild: bool,
}

/// Exits 0 when all lists equal the journal, 1 with every difference otherwise.
pub fn run(args: &DoctorArgs) -> anyhow::Result<ExitCode> {
    runtime()?.block_on(async {
        let at = Location::parse(&args.store.data, args.store.database.as_deref())?;
        let store = Store::open(&at, journal::Algorithm::Sm3).await?;
        let mut found = 0;
        for district in store.districts().await? {
            let mismatches = store.rebuild_check(&district).await?;
            for m in &mismatches {
                println!(
                    "{district} {} {}: 应为 {:?}，实为 {:?}",
                    m.table, m.id, m.expected, m.found
                );
            }
            found += mismatches.len();
            if args.rebuild && !mismatches.is_empty() {
                store.rebuild(&district).await?;
                println!("{district}: 已按日志重建");
            }
        }
        store.close().await;
        if found == 0 {
            println!("一致：各列表与日志逐行相等。");
        }
        Ok(if found == 0 || args.rebuild {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    })
}
