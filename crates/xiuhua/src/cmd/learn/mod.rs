//! `xiuhua learn`: a classifier from labelled messages, its answers, its figures, its reasons.
//!
//! Answers go to files or standard output; progress and remarks to standard error. What cannot be
//! used ends with exit code 2 and a stable code in brackets.

mod evaluate;
mod explain;
mod figures;
mod predict;
mod train;

use crate::progress::Meter;
use clap::{Args, Subcommand};
use learn::{LearnError, Message, Model, Progress, Reading, Stage};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Largest model file read, in bytes.
const MODEL_BYTES_MAX: u64 = 512 << 20;
/// Exit code for input that cannot be used.
const EXIT_BAD_INPUT: u8 = 2;

/// Arguments of `learn`.
#[derive(Debug, Args)]
pub struct LearnArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// 由已标注留言训练模型
    Train(train::TrainArgs),
    /// 给留言判类别和把握（CSV：id,label,probability）
    Predict(predict::PredictArgs),
    /// 评估：给出模型则评模型，否则交叉验证
    Evaluate(evaluate::EvaluateArgs),
    /// 说明判断的依据：哪些词起了作用
    Explain(explain::ExplainArgs),
}

/// The labelled messages of one or two files.
#[derive(Debug, Args)]
struct Labelled {
    /// 已标注留言（CSV，列：id,title,body,label；其余列不读）
    #[arg(long, value_name = "CSV")]
    labelled: Option<PathBuf>,
    /// 已标注且已分词的留言（CSV，列：tokens,label）
    #[arg(long, value_name = "CSV")]
    tokenised: Option<PathBuf>,
    /// 标签列的名称；标签可写作“一级/二级/三级”，也可以是建议单位等任何一列
    #[arg(long, default_value = "label", value_name = "COLUMN")]
    target: String,
}

/// What keeps a command from answering.
#[derive(Debug)]
enum Refusal {
    Learn(LearnError, Option<PathBuf>),
    File(PathBuf, std::io::Error),
    Usage(&'static str, String),
}

impl From<LearnError> for Refusal {
    fn from(error: LearnError) -> Self {
        Self::Learn(error, None)
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Learn(error, None) => write!(f, "{error} [{}]", error.code()),
            Self::Learn(error, Some(path)) => {
                write!(f, "{}：{error} [{}]", path.display(), error.code())
            }
            Self::File(path, error) => {
                write!(f, "无法读写 {}：{error} [learn_file]", path.display())
            }
            Self::Usage(code, text) => write!(f, "{text} [{code}]"),
        }
    }
}

/// Runs the command; bad input is said on standard error with exit code 2.
///
/// # Errors
/// None at present: every refusal has words and a code of its own.
pub fn run(args: &LearnArgs) -> anyhow::Result<ExitCode> {
    let done = match &args.what {
        What::Train(args) => train::run(args),
        What::Predict(args) => predict::run(args),
        What::Evaluate(args) => evaluate::run(args),
        What::Explain(args) => explain::run(args),
    };
    match done {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(refusal) => {
            eprintln!("{refusal}");
            Ok(ExitCode::from(EXIT_BAD_INPUT))
        }
    }
}

impl Labelled {
    /// The messages of both files, those of the raw file first.
    fn read(&self) -> Result<Vec<Message>, Refusal> {
        let mut messages = vec![];
        for path in self.labelled.iter().chain(&self.tokenised) {
            let reading =
                learn::read_labelled(&bytes(path)?, &self.target).map_err(in_file(path))?;
            say(path, &reading);
            messages.extend(reading.messages);
        }
        if self.labelled.is_none() && self.tokenised.is_none() {
            let text = "请用 --labelled 或 --tokenised 给出已标注留言".to_owned();
            return Err(Refusal::Usage("learn_no_input", text));
        }
        Ok(messages)
    }
}

fn say(path: &Path, reading: &Reading) {
    let aside = match reading.unusable {
        0 => String::new(),
        n => format!("，另有{n}条缺标签或缺文字未用"),
    };
    eprintln!(
        "{}：{}条（{}）{aside}",
        path.display(),
        reading.messages.len(),
        reading.encoding
    );
}

fn bytes(path: &Path) -> Result<Vec<u8>, Refusal> {
    let failed = |e| Refusal::File(path.to_owned(), e);
    let size = std::fs::metadata(path).map_err(failed)?.len();
    let max = learn::FILE_BYTES_MAX;
    if size > max as u64 {
        let bytes = usize::try_from(size).unwrap_or(usize::MAX);
        return Err(in_file(path)(LearnError::TooLarge { bytes, max }));
    }
    std::fs::read(path).map_err(failed)
}

fn model(path: &Path) -> Result<Model, Refusal> {
    let failed = |e| Refusal::File(path.to_owned(), e);
    let size = std::fs::metadata(path).map_err(failed)?.len();
    if size > MODEL_BYTES_MAX {
        return Err(in_file(path)(LearnError::Foreign));
    }
    let read = std::fs::read(path).map_err(failed)?;
    Model::from_bytes(&read).map_err(in_file(path))
}

/// Writes a file whole or not at all: beside it first, then in its place.
fn put(path: &Path, content: &[u8]) -> Result<(), Refusal> {
    let failed = |e| Refusal::File(path.to_owned(), e);
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    std::fs::write(&beside, content).map_err(failed)?;
    std::fs::rename(&beside, path).map_err(failed)
}

fn in_file(path: &Path) -> impl Fn(LearnError) -> Refusal {
    let path = path.to_owned();
    move |error| Refusal::Learn(error, Some(path.clone()))
}

/// The level asked for, or the deepest.
fn level(model: &Model, asked: Option<usize>) -> Result<usize, Refusal> {
    let deepest = model.levels();
    match asked {
        None => Ok(deepest),
        Some(level) if (1..=deepest).contains(&level) => Ok(level),
        Some(_) => {
            let text = format!("模型的标签有{deepest}级，--level 应在1至{deepest}之间");
            Err(Refusal::Usage("learn_no_level", text))
        }
    }
}

fn tell(meter: &Meter) -> impl Fn(Progress) {
    move |p: Progress| {
        let stage = match p.stage {
            Stage::Segment => "分词",
            Stage::Fit => "训练",
            Stage::Validate => "交叉验证",
        };
        meter.tell(stage, p.done, p.total);
    }
}
