//! `learn predict`.

use super::{Refusal, bytes, in_file, level, model, put};
use crate::progress::Meter;
use clap::Args;
use learn::Answer;
use std::path::PathBuf;

/// Arguments of `learn predict`.
#[derive(Debug, Args)]
pub struct PredictArgs {
    /// 模型文件
    #[arg(long, value_name = "MODEL")]
    model: PathBuf,
    /// 待判留言（CSV，列同已标注留言，label可缺）
    #[arg(long = "in", value_name = "MESSAGES")]
    input: PathBuf,
    /// 结果写到这个文件：id,label,probability，每条留言一行，次序不变
    #[arg(long, value_name = "P")]
    out: PathBuf,
    /// 判到第几级；不写则判到最深一级
    #[arg(long)]
    level: Option<usize>,
    /// 把握不到阈值的不写类别（留空），概率照写
    #[arg(long)]
    abstain: bool,
    /// 另定阈值，0至1；与 --abstain 同用
    #[arg(long, requires = "abstain")]
    threshold: Option<f64>,
}

pub(super) fn run(args: &PredictArgs) -> Result<(), Refusal> {
    let model = model(&args.model)?;
    let level = level(&model, args.level)?;
    let read = learn::read_messages(&bytes(&args.input)?, "label");
    let reading = read.map_err(in_file(&args.input))?;
    let meter = Meter::new();
    let total = reading.messages.len() as u64;
    let mut out = csv::Writer::from_writer(vec![]);
    let wrong = |e: csv::Error| Refusal::Usage("learn_write", format!("无法写出结果：{e}"));
    out.write_record(["id", "label", "probability"])
        .map_err(wrong)?;
    let mut left = 0;
    for (message, done) in reading.messages.iter().zip(1..) {
        let answers = model.predict(message);
        // A branch of labels may end above the level asked for.
        let Some(answer) = answers.get(level - 1).or(answers.last()) else {
            continue;
        };
        let kept = !args.abstain || is_sure(answer, args.threshold);
        left += u64::from(!kept);
        let label = if kept { answer.label.as_str() } else { "" };
        let probability = format!("{:.6}", answer.probability);
        out.write_record([message.id.as_str(), label, &probability])
            .map_err(wrong)?;
        meter.tell("判类", done, total);
    }
    meter.finish();
    let written = out.into_inner().map_err(|e| wrong(e.into_error().into()))?;
    put(&args.out, &written)?;
    let asked = if args.abstain {
        format!("，其中{left}条把握不足，留空")
    } else {
        String::new()
    };
    println!("{total}条已写到 {}{asked}。", args.out.display());
    Ok(())
}

fn is_sure(answer: &Answer, threshold: Option<f64>) -> bool {
    threshold.map_or(answer.sure, |least| answer.probability >= least)
}
