//! `xiuhua init`: the first three administrators of a new store, each with a password to change.

use super::store_args::{StoreArgs, read_profile, runtime};
use app::{App, OpenOptions, SystemClock};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `init`.
#[derive(clap::Args, Clone, Debug)]
pub struct InitArgs {
    /// 区划配置目录
    #[arg(long, env = "XIUHUA_PROFILE")]
    profile: PathBuf,
    #[command(flatten)]
    store: StoreArgs,
}

/// Creates them once; a store that has people is left alone.
pub fn run(args: InitArgs) -> anyhow::Result<ExitCode> {
    args.store.prepare()?;
    let profile = read_profile(&args.profile)?;
    runtime()?.block_on(async move {
        let options = OpenOptions {
            data_dir: args.store.data,
            database: args.store.database,
            key_file: args.store.key_file,
            profile,
            clock: Arc::new(SystemClock::default()),
            algorithm: journal::Algorithm::Sm3,
        };
        let app = App::open(options).await?;
        let first = app::person::first_administrators(&app).await?;
        for one in &first {
            println!("{}\t{}\t首次密码：{}", one.login, one.name, one.password);
        }
        println!("请分别交给三位管理员；首次登录须更换密码。此密码不再显示。");
        app.close().await;
        Ok(ExitCode::SUCCESS)
    })
}
