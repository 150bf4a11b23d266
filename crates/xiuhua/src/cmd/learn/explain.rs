//! `learn explain`.

use super::{Refusal, bytes, in_file, model};
use clap::Args;
use learn::{Explanation, Message, Model, Reason};
use std::path::PathBuf;

/// Arguments of `learn explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// 模型文件
    #[arg(long, value_name = "MODEL")]
    model: PathBuf,
    /// 一段文字
    #[arg(long, conflicts_with = "input", required_unless_present = "input")]
    text: Option<String>,
    /// 留言文件（CSV）
    #[arg(long = "in", value_name = "MESSAGES")]
    input: Option<PathBuf>,
    /// 只说这个编号的留言（与 --in 同用）
    #[arg(long, requires = "input")]
    id: Option<String>,
    /// 两边各列几个词，最多100
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=100))]
    top: u16,
}

pub(super) fn run(args: &ExplainArgs) -> Result<(), Refusal> {
    let model = model(&args.model)?;
    let messages = messages(args)?;
    for message in &messages {
        if let Some(explained) = model.explain(message, args.top.into()) {
            print(&message.id, &explained, &model);
        }
    }
    Ok(())
}

fn messages(args: &ExplainArgs) -> Result<Vec<Message>, Refusal> {
    let Some(input) = &args.input else {
        return Ok(vec![Message {
            id: "文字".to_owned(),
            text: args.text.clone().unwrap_or_default(),
            tokenised: false,
            label: None,
        }]);
    };
    let read = learn::read_messages(&bytes(input)?, "label");
    let mut messages = read.map_err(in_file(input))?.messages;
    if let Some(id) = &args.id {
        messages.retain(|message| message.id == *id);
        if messages.is_empty() {
            let text = format!("{}：没有编号为{id}的留言", input.display());
            return Err(Refusal::Usage("learn_no_such_message", text));
        }
    }
    Ok(messages)
}

fn print(id: &str, explained: &Explanation, model: &Model) {
    let answer = &explained.answer;
    let sure = match (answer.sure, model.threshold(1)) {
        (true, _) => "达到阈值".to_owned(),
        (false, Some(least)) if least <= 1.0 => format!("不到阈值{least:.4}，交由人工"),
        (false, _) => "没有可用的阈值，交由人工".to_owned(),
    };
    println!(
        "{id}：{}，把握{:.4}，{sure}",
        answer.label, answer.probability
    );
    if let Some((label, probability)) = &explained.instead {
        println!("  其次：{label}，{probability:.4}");
        println!("  支持{}：{}", answer.label, words(&explained.speak_for));
        println!("  支持{label}：{}", words(&explained.against));
    }
}

fn words(reasons: &[Reason]) -> String {
    if reasons.is_empty() {
        return "无".to_owned();
    }
    let each = reasons
        .iter()
        .map(|r| format!("{} {:+.3}", r.word, r.weight));
    each.collect::<Vec<_>>().join("、")
}
