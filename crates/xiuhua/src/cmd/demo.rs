//! `xiuhua demo`: the sample district, loaded once into its own store, and served.

use super::serve::{ListenArgs, log_to_stderr, serve};
use super::store_args::{StoreArgs, read_profile, runtime};
use crate::progress::Meter;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `demo`.
#[derive(clap::Args, Clone, Debug)]
pub struct DemoArgs {
    /// 区划配置目录（须带 demo/ 示例数据）
    #[arg(long, env = "XIUHUA_PROFILE")]
    profile: PathBuf,
    #[command(flatten)]
    store: StoreArgs,
    #[command(flatten)]
    listen: ListenArgs,
    /// 只载入，不启动服务
    #[arg(long)]
    load_only: bool,
}

/// Loads the demonstration where the store is empty, then serves.
pub fn run(args: DemoArgs) -> anyhow::Result<ExitCode> {
    log_to_stderr();
    args.store.prepare()?;
    let profile = read_profile(&args.profile)?;
    runtime()?.block_on(async move {
        let meter = Meter::new();
        let tell = |p: app::Progress| meter.tell(stage(p.stage), p.done, p.total);
        let (app, loaded) = app::demo::open(args.store.data, args.store.database, profile, &tell).await?;
        meter.finish();
        match loaded {
            Some(l) => println!("示例已载入：{}项任务、{}条记录（另有{}条日期在今天之后，未载入）。全部为示例数据。", l.issued, l.records, l.left_out),
            None => println!("沿用已有的示例数据。"),
        }
        if args.load_only {
            app.close().await;
            return Ok(());
        }
        serve(app, &args.listen).await
    })?;
    Ok(ExitCode::SUCCESS)
}

fn stage(code: &'static str) -> &'static str {
    match code {
        "review" => "审阅示例台账",
        "records" => "载入半年记录",
        "demo" => "示例就绪",
        other => other,
    }
}
