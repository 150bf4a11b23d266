//! The ten-day review as issued: promise, action, result, forecast error, what is learned; beside the last three.

use super::{heading, known, paragraph, told};
use crate::model::Column;
use crate::words::{day, linked, said};
use crate::{Block, Refusal, Run};
use meeting::{Review, ReviewLine, Sums};

/// The review and those issued before it, the latest first. Errors: `review_not_issued`.
pub fn ten_day(
    of: &Review,
    before: &[Review],
    unit: &dyn Fn(&str) -> String,
) -> Result<(String, Vec<Block>), Refusal> {
    if of.issued.is_none() {
        return Err(Refusal::new("review_not_issued"));
    }
    let page = format!("/ten-day-reviews/{}", of.id);
    let mut blocks = vec![told(&sums(&of.sums), &page)];
    if !of.lines.is_empty() {
        blocks.push(heading(1, "承诺与结果"));
        blocks.push(results(&of.lines, unit));
    }
    let forecast: Vec<&ReviewLine> = of.lines.iter().filter(|l| l.expected.is_some()).collect();
    if !forecast.is_empty() {
        blocks.push(heading(1, "预测误差"));
        blocks.push(errors(&forecast));
    }
    let missed = of.lines.iter().filter(|l| l.kept == Some(false));
    let missed: Vec<&ReviewLine> = missed.collect();
    if !missed.is_empty() {
        blocks.push(heading(1, "未兑现事项"));
    }
    for line in missed {
        blocks.push(heading(2, &line.title));
        let (why, learned) = line.explained.clone().unwrap_or_default();
        let why = match why.is_empty() {
            true => "责任单位尚未说明原因。".to_owned(),
            false => format!("原因：{why}\n改进：{learned}"),
        };
        let action = line.action.trim_end_matches('。');
        let words = format!("{}承诺：{action}。{why}", unit(&line.unit));
        blocks.push(told(&words, &item(line)));
    }
    blocks.push(heading(1, "本旬认识"));
    blocks.push(paragraph(vec![Run::words(of.learned.trim())]));
    if !before.is_empty() {
        blocks.push(heading(1, "与前期比较"));
        blocks.push(compared(of, before));
    }
    blocks.push(known(of.known_on));
    Ok((format!("{}承诺兑现情况", of.xun.to_chinese()), blocks))
}

fn item(line: &ReviewLine) -> String {
    format!("/meetings/items/{}", line.item)
}

fn sums(of: &Sums) -> String {
    let unread = match of.unread {
        0 => String::new(),
        n => format!("，{n}项暂无读数"),
    };
    let forecasts = match (of.forecasts, &of.mean_error) {
        (0, _) | (_, None) => String::new(),
        (n, Some(error)) => format!(
            "可检验的预测{n}个，其中{}个的结果落在预测区间内，平均误差{}。",
            of.within,
            said(error.0, "%")
        ),
    };
    format!(
        "本旬到期承诺{}项，兑现{}项，未兑现{}项{unread}。{forecasts}",
        of.promises, of.kept, of.missed
    )
}

fn results(lines: &[ReviewLine], unit: &dyn Fn(&str) -> String) -> Block {
    let kept = |line: &ReviewLine| match line.kept {
        Some(true) => "兑现",
        Some(false) => "未兑现",
        None => "无读数",
    };
    let row = |line: &ReviewLine| {
        let href = item(line);
        vec![
            vec![Run::words(&line.title)],
            vec![Run::words(unit(&line.unit))],
            linked(&format!("{}前{}", day(line.due), line.wanted_zh), &href),
            linked(&line.before_zh, &href),
            linked(&line.after_zh, &href),
            vec![Run::words(kept(line))],
        ]
    };
    Block::Table {
        caption: "承诺与结果".to_owned(),
        columns: vec![
            Column::of("事项", 24),
            Column::of("责任单位", 16),
            Column::of("承诺", 20),
            Column::of("原为", 15),
            Column::of("现为", 15),
            Column::of("结果", 10),
        ],
        rows: lines.iter().map(row).collect(),
    }
}

fn errors(lines: &[&ReviewLine]) -> Block {
    let row = |line: &&ReviewLine| {
        let expected = line.expected.as_ref()?;
        let href = item(line);
        let number = |text: String| vec![Run::number(text, href.as_str())];
        let unit = expected.unit.as_str();
        let or_none = |value: Option<String>| value.map_or_else(Vec::new, number);
        Some(vec![
            vec![Run::words(&line.title)],
            vec![Run::words(expected.period.to_chinese())],
            number(format!(
                "{}（{}至{}）",
                said(expected.middle, unit),
                said(expected.low, ""),
                said(expected.high, "")
            )),
            or_none(line.came.map(|came| said(came, unit))),
            or_none(line.error_percent.map(|error| said(error.0, "%"))),
        ])
    };
    Block::Table {
        caption: "预测误差".to_owned(),
        columns: vec![
            Column::of("事项", 28),
            Column::of("时期", 16),
            Column::number("当时预测（区间）", 28),
            Column::number("实际", 16),
            Column::number("误差", 12),
        ],
        rows: lines.iter().filter_map(row).collect(),
    }
}

fn compared(of: &Review, before: &[Review]) -> Block {
    let row = |review: &Review| {
        let page = format!("/ten-day-reviews/{}", review.id);
        let number = |text: String| vec![Run::number(text, page.as_str())];
        let sums = &review.sums;
        vec![
            vec![Run::words(review.xun.to_chinese())],
            number(sums.promises.to_string()),
            number(sums.kept.to_string()),
            number(sums.missed.to_string()),
            sums.mean_error
                .map_or_else(Vec::new, |error| number(said(error.0, "%"))),
        ]
    };
    Block::Table {
        caption: "与前期比较".to_owned(),
        columns: vec![
            Column::of("旬", 32),
            Column::number("到期承诺", 17),
            Column::number("兑现", 17),
            Column::number("未兑现", 17),
            Column::number("平均预测误差", 17),
        ],
        rows: std::iter::once(of).chain(before).map(row).collect(),
    }
}
