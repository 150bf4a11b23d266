//! `xiuhua doctor`: every list of the store against the journal it is made of, the search index against
//! the records, files against those who name them, and with a profile
//! every light against the facts it follows from, every case against what must always hold, and every
//! total of cases against a recount.

use super::store_args::{StoreArgs, read_profile, runtime};
use app::{App, OpenOptions, SystemClock};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use store::{Location, Store};

/// Arguments of `doctor`.
#[derive(clap::Args, Clone, Debug)]
pub struct DoctorArgs {
    #[command(flatten)]
    store: StoreArgs,
    /// 发现不一致时按日志重建投影
    #[arg(long)]
    rebuild: bool,
    /// 区划配置目录；给出后逐条重新判定灯色并与所存对照，并逐件检查案件不变量
    #[arg(long, env = "XIUHUA_PROFILE")]
    profile: Option<PathBuf>,
}

/// Exits 0 when all lists equal the journal and all lights their facts, 1 with every difference
/// otherwise. `--rebuild` mends lists; a light that differs is never written over by hand.
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
            let (checked, unindexed) = store.search_check(&district).await?;
            for m in &unindexed {
                println!("{district} {} {}: 索引与记录不符", m.table, m.id);
            }
            println!(
                "{district}: 查找索引核对 {} 条记录，不符 {} 条。",
                checked.records,
                unindexed.len()
            );
            let files = files(&store, &district).await?;
            found += mismatches.len() + unindexed.len() + files;
            if args.rebuild && mismatches.is_empty() && !unindexed.is_empty() {
                store.search_rebuild(&district, |_| ()).await?;
                println!("{district}: 已按记录重建查找索引");
            }
            if args.rebuild && !mismatches.is_empty() {
                store.rebuild(&district).await?;
                println!("{district}: 已按日志重建");
            }
        }
        store.close().await;
        if found == 0 {
            println!("一致：各列表与日志逐行相等。");
        }
        let wrong = match &args.profile {
            Some(profile) => judged_again(&args.store, profile).await?,
            None => 0,
        };
        Ok(if wrong == 0 && (found == 0 || args.rebuild) {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    })
}

/// Files that nobody names, and names without a file; prints and counts them. Neither can be mended from
/// the journal: a file that is missing is taken from a backup, one that nobody names is told of. A file put
/// within the last day may still wait for what will be learnt from it.
async fn files(store: &Store, district: &store::DistrictId) -> anyhow::Result<usize> {
    let before = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24);
    let found = store.misfiled(district, before.as_millisecond()).await?;
    for hash in &found.unused {
        println!("{district} 文件 {hash}：没有记录使用");
    }
    for (kind, id, hash) in &found.missing {
        println!("{district} {kind}/{id}：文件 {hash} 缺失，可从备份取回");
    }
    Ok(found.unused.len() + found.missing.len())
}

/// Judges what has come due, then every light again, looks at every case, and counts again what a
/// commitment is measured by; prints and counts what is wrong.
async fn judged_again(store: &StoreArgs, profile: &Path) -> anyhow::Result<usize> {
    let app = App::open(OpenOptions {
        data_dir: store.data.clone(),
        database: store.database.clone(),
        key_file: store.key_file.clone(),
        profile: read_profile(profile)?,
        clock: Arc::new(SystemClock::default()),
        algorithm: journal::Algorithm::Sm3,
    })
    .await?;
    let found = app::lights::check(&app).await?;
    let cases = app::case::check(&app).await?;
    for fault in &cases.faults {
        println!("案件 {} {}：{}", fault.number, fault.code, fault.detail);
    }
    println!("案件检查 {} 件，不符 {} 处。", cases.checked, cases.wrong);
    let counts = app::counting::check(&app).await?;
    app.close().await;
    for m in &counts.mismatches {
        let counts = if m.counts { "计入" } else { "未计" };
        println!(
            "计数不符 {} 第{}项：案件 {} {counts}",
            m.commitment, m.no, m.case
        );
    }
    if counts.commitments > 0 {
        println!(
            "按案件计数的任务 {} 项，计入案件 {} 件，重新清点不符 {} 件。",
            counts.commitments,
            counts.cases,
            counts.mismatches.len()
        );
    }
    for m in &found.mismatches {
        let stored = m.stored.map_or("无", |colour| colour.code());
        let judged = m.judged.code();
        println!(
            "灯色不符 {} 第{}项：所存 {stored}，应为 {judged}（{}）",
            m.commitment, m.no, m.reason_zh
        );
    }
    println!(
        "灯色重新判定 {} 项，不符 {} 项。",
        found.judged,
        found.mismatches.len()
    );
    Ok(found.mismatches.len() + cases.wrong + counts.mismatches.len())
}
