//! `xiuhua case`: cases from the terminal.

use super::store_args::{StoreArgs, read_profile, runtime};
use crate::progress::Meter;
use anyhow::Context;
use app::case::TicketFile;
use app::{App, FileIn, OpenOptions, SystemClock};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

/// Arguments of `case`.
#[derive(clap::Args, Clone, Debug)]
pub struct CaseArgs {
    #[command(subcommand)]
    command: CaseCommand,
}

#[derive(clap::Subcommand, Clone, Debug)]
enum CaseCommand {
    /// 导入其他系统的工单（CSV 或 XLSX）；按来源系统和编号识别，重复导入不重复建案
    Import(ImportArgs),
}

#[derive(clap::Args, Clone, Debug)]
struct ImportArgs {
    /// 工单文件，第一行为列名
    file: PathBuf,
    /// 来源系统的名称
    #[arg(long)]
    system: String,
    /// 区划配置目录
    #[arg(long, env = "XIUHUA_PROFILE")]
    profile: PathBuf,
    #[command(flatten)]
    store: StoreArgs,
    /// 只检查，不写入
    #[arg(long)]
    dry_run: bool,
}

/// Imports, or says line by line why not.
pub fn run(args: CaseArgs) -> anyhow::Result<ExitCode> {
    let CaseCommand::Import(args) = args.command;
    let bytes =
        std::fs::read(&args.file).with_context(|| format!("无法读取 {}", args.file.display()))?;
    args.store.prepare()?;
    let profile = read_profile(&args.profile)?;
    runtime()?.block_on(async move {
        let options = OpenOptions {
            data_dir: args.store.data.clone(),
            database: args.store.database.clone(),
            key_file: args.store.key_file.clone(),
            profile,
            clock: Arc::new(SystemClock::default()),
            algorithm: journal::Algorithm::Sm3,
        };
        let app = App::open(options).await?;
        let file = FileIn {
            name: args.file.display().to_string(),
            bytes,
        };
        let operator = app.operator();
        let begun = Instant::now();
        let meter = Meter::new();
        let tell = |p: app::Progress| meter.tell(stage(p.stage), p.done, p.total);
        let done = import(&app, &operator, &args, file, &tell).await;
        meter.finish();
        app.close().await;
        let done = done?;
        for problem in &done.problems {
            println!("第{}行 {} {}", problem.line, problem.code, problem.zh);
        }
        for known in &done.differs {
            let columns = known.columns.join("、");
            println!(
                "第{}行 此前已导入为{}，{columns}与案件不同，不改动案件",
                known.line, known.case_number
            );
        }
        if done.differing > done.differs.len() {
            println!("共{}件与案件不同。", done.differing);
        }
        if done.wrong > 0 {
            println!("{}行有错，未写入任何一行。", done.wrong);
            return Ok(ExitCode::FAILURE);
        }
        let did = if args.dry_run {
            "可导入"
        } else {
            "已导入"
        };
        println!(
            "{}行：{did}{}件，此前已有{}件；用时{:.1}秒。",
            done.lines,
            done.opened,
            done.known,
            begun.elapsed().as_secs_f64()
        );
        Ok(ExitCode::SUCCESS)
    })
}

async fn import(
    app: &App,
    operator: &app::Actor,
    args: &ImportArgs,
    file: FileIn,
    tell: app::OnProgress<'_>,
) -> app::Result<app::case::Imported> {
    let file = TicketFile::read(file).await?;
    app::case::import(app, operator, &args.system, &file, args.dry_run, tell).await
}

fn stage(code: &str) -> &'static str {
    match code {
        "check" => "检查",
        _ => "写入",
    }
}
