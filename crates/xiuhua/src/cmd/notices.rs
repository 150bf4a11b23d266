//! `xiuhua notices moved`: what a changed profile's notices of holidays would move, before it does.

use super::store_args::{StoreArgs, read_profile, runtime};
use app::{App, OpenOptions, SystemClock};
use clap::Subcommand;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `notices`.
#[derive(clap::Args, Clone, Debug)]
pub struct NoticesArgs {
    #[command(subcommand)]
    command: NoticesCommand,
}

#[derive(Subcommand, Clone, Debug)]
enum NoticesCommand {
    /// 列出按新通知会移动的督办时限；加 --apply 才写入
    Moved(MovedArgs),
}

#[derive(clap::Args, Clone, Debug)]
struct MovedArgs {
    /// 含新通知的区划配置目录
    #[arg(long, env = "XIUHUA_PROFILE")]
    profile: PathBuf,
    #[command(flatten)]
    store: StoreArgs,
    /// 写入新的时限（每项留一条日志）
    #[arg(long)]
    apply: bool,
}

/// Lists, and with `--apply` writes.
pub fn run(args: NoticesArgs) -> anyhow::Result<ExitCode> {
    let NoticesCommand::Moved(args) = args.command;
    let profile = read_profile(&args.profile)?;
    runtime()?.block_on(async move {
        let options = OpenOptions {
            data_dir: args.store.data,
            database: args.store.database,
            key_file: args.store.key_file,
            profile: profile.clone(),
            clock: Arc::new(SystemClock::default()),
            algorithm: journal::Algorithm::Sm3,
        };
        let app = App::open(options).await?;
        let operator = app.operator();
        let moved = if args.apply {
            app::supervision::apply_moved(&app, &operator, &profile).await?
        } else {
            app::supervision::moved(&app, &operator, &profile).await?
        };
        for one in &moved {
            println!(
                "督办 {}（{}，{}）：{} → {}",
                one.id, one.owner_unit, one.limit, one.old, one.new
            );
        }
        println!(
            "{}{}项",
            if args.apply { "已移动" } else { "将移动" },
            moved.len()
        );
        app.close().await;
        Ok(ExitCode::SUCCESS)
    })
}
