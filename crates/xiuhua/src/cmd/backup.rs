//! `xiuhua backup`: a copy of a SQLite store while it is in use.

use super::store_args::{StoreArgs, runtime};
use std::path::PathBuf;
use std::process::ExitCode;
use store::{Location, Store};

/// Arguments of `backup`.
#[derive(clap::Args, Clone, Debug)]
pub struct BackupArgs {
    #[command(flatten)]
    store: StoreArgs,
    /// 备份文件（不可已存在）；放回数据目录并命名为 xiuhua.sqlite3 即恢复
    #[arg(long)]
    to: PathBuf,
}

/// Writes the copy.
pub fn run(args: &BackupArgs) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(!args.to.exists(), "备份文件 {} 已存在", args.to.display());
    runtime()?.block_on(async {
        let at = Location::parse(&args.store.data, args.store.database.as_deref())?;
        let store = Store::open(&at, journal::Algorithm::Sm3).await?;
        store.backup_to(&args.to).await?;
        store.close().await;
        println!("已备份到 {}", args.to.display());
        println!(
            "个人信息主密钥 {} 不在备份之内：恢复时须一并放回，请另行保管",
            args.store.key_file().display()
        );
        Ok(ExitCode::SUCCESS)
    })
}
