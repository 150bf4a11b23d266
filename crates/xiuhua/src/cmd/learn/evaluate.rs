//! `learn evaluate`.

use super::figures::print;
use super::train::Options;
use super::{Labelled, Refusal, bytes, in_file, level, model, tell};
use crate::progress::Meter;
use clap::Args;
use learn::Split;
use std::path::{Path, PathBuf};

/// Arguments of `learn evaluate`.
#[derive(Debug, Args)]
pub struct EvaluateArgs {
    /// 评这个模型；不写则用 --labelled、--tokenised 作交叉验证
    #[arg(long, value_name = "MODEL", requires = "input")]
    model: Option<PathBuf>,
    /// 模型没有见过的已标注留言（与 --model 同用）
    #[arg(long = "in", value_name = "LABELLED", requires = "model")]
    input: Option<PathBuf>,
    #[command(flatten)]
    labelled: Labelled,
    /// 交叉验证分几份
    #[arg(long, default_value_t = 5)]
    folds: usize,
    /// 近似重复的留言可分在两边（别处多如此计算，数字偏高）
    #[arg(long)]
    split_copies: bool,
    /// 评第几级；不写则第1级（交叉验证）或最深一级（模型）
    #[arg(long)]
    level: Option<usize>,
    #[command(flatten)]
    options: Options,
}

pub(super) fn run(args: &EvaluateArgs) -> Result<(), Refusal> {
    match (&args.model, &args.input) {
        (Some(model), Some(input)) => of_model(args, model, input),
        _ => crosswise(args),
    }
}

fn of_model(args: &EvaluateArgs, path: &Path, input: &Path) -> Result<(), Refusal> {
    let model = model(path)?;
    let level = level(&model, args.level)?;
    let read = learn::read_labelled(&bytes(input)?, &args.labelled.target);
    let reading = read.map_err(in_file(input))?;
    super::say(input, &reading);
    let (all, sure) = learn::evaluate(&model, &reading.messages, level);
    let Some(all) = all else {
        let text = format!("{}：没有第{level}级的标签可评", input.display());
        return Err(Refusal::Usage("learn_nothing_to_evaluate", text));
    };
    print("模型", &all, true);
    if let Some(sure) = sure {
        print("把握达到阈值的", &sure, false);
    }
    Ok(())
}

fn crosswise(args: &EvaluateArgs) -> Result<(), Refusal> {
    let messages = args.labelled.read()?;
    let split = if args.split_copies {
        Split::Each
    } else {
        Split::CopiesTogether
    };
    let how = (args.folds, split, args.level.unwrap_or(1));
    let meter = Meter::new();
    let validated = learn::cross_validate(&messages, &args.options.read(), how, &tell(&meter));
    meter.finish();
    let got = validated?;
    let copies = match split {
        Split::CopiesTogether => "近似重复的同在一份",
        Split::Each => "近似重复的可在两份",
    };
    println!(
        "{}份交叉验证，{copies}；共{}条，其中{}条与别条近似重复。词表、平面、校准和阈值只由其余各份得出。",
        args.folds, got.all.count, got.copies
    );
    print("全部", &got.all, true);
    let parts = [
        ("原文", &got.raw),
        ("已分词", &got.tokenised),
        ("把握达到阈值的", &got.sure),
    ];
    for (name, figures) in parts {
        if let Some(figures) = figures {
            print(name, figures, false);
        }
    }
    Ok(())
}
