//! `xiuhua report parse`: a report file read, and written in the form asked for.

mod csv;
mod markdown;
mod rows;
mod xlsx;

use anyhow::Context;
use clap::{Subcommand, ValueEnum};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `report`.
#[derive(clap::Args, Clone, Debug)]
pub struct ReportArgs {
    #[command(subcommand)]
    command: ReportCommand,
}

#[derive(Subcommand, Clone, Debug)]
enum ReportCommand {
    /// 解析一份政府工作报告（txt、md、docx、pdf、html）
    Parse(ParseArgs),
}

#[derive(clap::Args, Clone, Debug)]
struct ParseArgs {
    /// 报告文件
    file: PathBuf,
    /// 输出格式；写到标准输出，或 --output 指定的文件（xlsx 必须指定）
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// 输出文件
    #[arg(long, short)]
    output: Option<PathBuf>,
    /// 数字逐条写为 JSONL
    #[arg(long)]
    figures: Option<PathBuf>,
    /// 任务逐条写为 JSONL
    #[arg(long)]
    commitments: Option<PathBuf>,
    /// 规整后的正文（各处偏移所指的文本）
    #[arg(long)]
    normalised: Option<PathBuf>,
    /// 报告安排的年度；不写则从正文判断
    #[arg(long)]
    year: Option<i16>,
    /// 即使不像政府工作报告也解析（例如只有第三部分的节选）
    #[arg(long)]
    excerpt: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Json,
    Csv,
    Xlsx,
    Md,
}

/// Runs the subcommand. A file that cannot be read as a report exits 2 with its stable code.
pub fn run(args: ReportArgs) -> anyhow::Result<ExitCode> {
    let ReportCommand::Parse(args) = args.command;
    let bytes =
        std::fs::read(&args.file).with_context(|| format!("无法打开 {}", args.file.display()))?;
    let name = args
        .file
        .file_name()
        .and_then(|n| n.to_str())
        .unwrap_or("report");
    let document = match document::read(name, &bytes) {
        Ok(document) => document,
        Err(refusal) => return Ok(refused(refusal.code(), &refusal.to_string())),
    };
    document.notes.iter().for_each(|note| eprintln!("{note}"));
    if !args.excerpt
        && let Err(refusal) = document::looks_like_report(&document.text)
    {
        return Ok(refused(refusal.code(), &refusal.to_string()));
    }
    let options = report::ReadOptions {
        year: args.year,
        ..Default::default()
    };
    let reading = match report::read(&document.text, &options) {
        Ok(reading) => reading,
        Err(error) => return Ok(refused(error.code(), &error.to_string())),
    };
    write_parts(&args, &reading, &document.text)?;
    let wants_parts =
        args.figures.is_some() || args.commitments.is_some() || args.normalised.is_some();
    match (args.format, wants_parts) {
        (Some(form), _) => write_form(form, &reading, &document.text, args.output.as_deref())?,
        (None, true) => {}
        (None, false) => write_form(Form::Json, &reading, &document.text, args.output.as_deref())?,
    }
    Ok(ExitCode::SUCCESS)
}

fn refused(code: &str, words: &str) -> ExitCode {
    eprintln!("{code}: {words}");
    ExitCode::from(2)
}

fn write_parts(args: &ParseArgs, reading: &report::Reading, text: &str) -> anyhow::Result<()> {
    if let Some(path) = &args.figures {
        json_lines(path, &report::gold::figures(reading, text))?;
    }
    if let Some(path) = &args.commitments {
        json_lines(path, &report::gold::commitments(reading, text))?;
    }
    if let Some(path) = &args.normalised {
        std::fs::write(path, text).with_context(|| format!("无法写入 {}", path.display()))?;
    }
    Ok(())
}

fn json_lines(path: &Path, rows: &[serde_json::Value]) -> anyhow::Result<()> {
    let text: String = rows.iter().map(|row| format!("{row}\n")).collect();
    std::fs::write(path, text).with_context(|| format!("无法写入 {}", path.display()))
}

fn write_form(
    form: Form,
    reading: &report::Reading,
    text: &str,
    output: Option<&Path>,
) -> anyhow::Result<()> {
    let bytes = match form {
        Form::Json => serde_json::to_vec_pretty(reading)?,
        Form::Csv => csv::write(reading, text)?,
        Form::Md => markdown::write(reading, text).into_bytes(),
        Form::Xlsx => xlsx::write(reading, text)?,
    };
    match output {
        Some(path) => {
            std::fs::write(path, bytes).with_context(|| format!("无法写入 {}", path.display()))
        }
        None if form == Form::Xlsx && std::io::IsTerminal::is_terminal(&std::io::stdout()) => {
            anyhow::bail!("xlsx 是二进制格式，请用 --output 指定文件")
        }
        None => std::io::stdout()
            .write_all(&bytes)
            .context("无法写到标准输出"),
    }
}
