//! The one executable of Xiuhua: serving, the demonstration, and the tools that need no server.

mod cmd;
mod pipe;
mod progress;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Pages and actions make and drop many small texts on several threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// 绣花：城市区级政府工作运行平台。把政府工作报告变成有人负责、有据可查的台账。
#[derive(Parser)]
#[command(name = "xiuhua", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 启动服务（区划配置和数据目录由参数给出）
    Serve(cmd::serve::ServeArgs),
    /// 载入示例数据并启动服务
    Demo(cmd::demo::DemoArgs),
    /// 解析政府工作报告
    Report(cmd::report::ReportArgs),
    /// 工作时限：到期时间、某日是否工作日、年度安排
    Calendar(cmd::calendar::CalendarArgs),
    /// 案件：导入工单
    Case(cmd::case::CaseArgs),
    /// 检查或查看区划配置
    Profile(cmd::profile::ProfileArgs),
    /// 区划、网格与地址：检查、查找、列编码、画示意分区
    Place(cmd::place::PlaceArgs),
    /// 节假日通知变更：先列出会移动的时限，再按需应用
    Notices(cmd::notices::NoticesArgs),
    /// 由已标注留言学习分类：训练、判类、评估、说明
    Learn(cmd::learn::LearnArgs),
    /// 校验日志链、封存
    Audit(cmd::audit::AuditArgs),
    /// 自检：投影与日志逐行核对
    Doctor(cmd::doctor::DoctorArgs),
    /// 查找索引：按记录重建
    Search(cmd::search::SearchArgs),
    /// 建立首批管理员账号
    Init(cmd::init::InitArgs),
    /// 在线备份（SQLite）
    Backup(cmd::backup::BackupArgs),
}

fn main() -> ExitCode {
    pipe::end_quietly();
    let command = Cli::parse().command;
    match run(command) {
        Ok(code) => code,
        Err(error) if pipe::is_closed(&error) => pipe::gone(),
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(args) => cmd::serve::run(args),
        Command::Demo(args) => cmd::demo::run(args),
        Command::Report(args) => cmd::report::run(args),
        Command::Calendar(args) => cmd::calendar::run(args),
        Command::Case(args) => cmd::case::run(args),
        Command::Profile(args) => cmd::profile::run(&args),
        Command::Place(args) => cmd::place::run(&args),
        Command::Notices(args) => cmd::notices::run(args),
        Command::Learn(args) => cmd::learn::run(&args),
        Command::Audit(args) => cmd::audit::run(args),
        Command::Doctor(args) => cmd::doctor::run(&args),
        Command::Search(args) => cmd::search::run(&args),
        Command::Init(args) => cmd::init::run(args),
        Command::Backup(args) => cmd::backup::run(&args),
    }
}
