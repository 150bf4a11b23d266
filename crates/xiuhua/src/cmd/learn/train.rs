//! `learn train`.

use super::{Labelled, Refusal, put, tell};
use crate::progress::Meter;
use clap::Args;
use learn::{Interval, TrainOptions};
use std::path::PathBuf;
use std::time::Instant;

/// Arguments of `learn train`.
#[derive(Debug, Args)]
pub struct TrainArgs {
    #[command(flatten)]
    labelled: Labelled,
    /// 模型写到这个文件
    #[arg(long, value_name = "OUT")]
    model: PathBuf,
    #[command(flatten)]
    options: Options,
}

/// What steers a training.
#[derive(Debug, Args)]
pub struct Options {
    /// 随机种子；种子与数据相同，模型就相同
    #[arg(long, default_value_t = TrainOptions::default().seed)]
    seed: u64,
    /// 达到这一准确率的把握才自动采用，据此定阈值
    #[arg(long, default_value_t = TrainOptions::default().target_accuracy)]
    target_accuracy: f64,
    /// 分错一条的代价（越大越贴合训练数据）
    #[arg(long, default_value_t = TrainOptions::default().cost)]
    cost: f64,
}

impl Options {
    pub(super) fn read(&self) -> TrainOptions {
        TrainOptions {
            seed: self.seed,
            target_accuracy: self.target_accuracy,
            cost: self.cost,
            ..TrainOptions::default()
        }
    }
}

pub(super) fn run(args: &TrainArgs) -> Result<(), Refusal> {
    let messages = args.labelled.read()?;
    let begun = Instant::now();
    let meter = Meter::new();
    let trained = learn::train(&messages, &args.options.read(), &tell(&meter));
    meter.finish();
    let model = trained?;
    let bytes = model.to_bytes();
    put(&args.model, &bytes)?;
    println!(
        "已由{}条留言训练：{}个特征，{}字节，用时{:.1}秒。",
        model.summary().messages,
        model.features(),
        bytes.len(),
        begun.elapsed().as_secs_f64()
    );
    for level in 1..=model.levels() {
        println!("第{level}级：{}类", model.classes(level).len());
    }
    println!("训练时留出部分上的覆盖率与准确率（第1级）：");
    for point in &model.summary().curve {
        let interval = Interval::of(point.right, point.kept);
        let (low, high) = interval.map_or((0.0, 1.0), |i| (i.low, i.high));
        println!(
            "  覆盖{:>5.1}%  准确{:>6.2}%（{:.2}–{:.2}）  把握≥{:.4}  {}条",
            point.coverage * 100.0,
            point.accuracy() * 100.0,
            low * 100.0,
            high * 100.0,
            point.threshold,
            point.kept
        );
    }
    let target = model.summary().target_accuracy * 100.0;
    match model.threshold(1) {
        Some(threshold) if threshold <= 1.0 => {
            println!("阈值{threshold:.4}：此上准确率达到{target:.1}%；其下交由人工。");
        }
        _ => println!("没有阈值能使准确率达到{target:.1}%：全部交由人工。"),
    }
    Ok(())
}
