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
    /// 列出按新通知会移动的督办时限和案件时钟（含协办、吹哨）；加 --apply 才写入
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

fn clock(which: &app::case::Moving) -> String {
    use app::case::Moving;
    match which {
        Moving::Clock { key } => format!("时钟 {key}"),
        Moving::CoHandling { unit, .. } => format!("协办单位 {unit}"),
        Moving::Whistle { unit, .. } => format!("被吹哨单位 {unit}"),
    }
}

fn times(one: &app::case::MovedClock) -> String {
    let new = calendar::format_instant(one.new.at);
    match one.old.filter(|_| one.shifts()) {
        Some(old) => format!("{} → {new}", calendar::format_instant(old)),
        None => format!(
            "时限不变（{new}），所依据的通知改为：{}",
            one.new.notices.join("、")
        ),
    }
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
        let clocks = if args.apply {
            app::case::apply_moved(&app, &operator).await?
        } else {
            app::case::moved(&app, &operator, &profile).await?
        };
        for one in &clocks {
            println!(
                "案件 {}（{}）：{}",
                one.number,
                clock(&one.clock),
                times(one)
            );
        }
        println!(
            "{}督办{}项、案件时钟{}个",
            if args.apply { "已移动" } else { "将移动" },
            moved.len(),
            clocks.len()
        );
        app.close().await;
        Ok(ExitCode::SUCCESS)
    })
}
