//! The monthly report: indicators, projects and commitments of a month.

use super::{heading, known, paragraph, told};
use crate::model::Column;
use crate::words::{full_day, linked, said};
use crate::{Block, Run};
use figure::{Decimal, Period};
use jiff::civil::Date;

/// Rows of each table; the pages have the rest.
const ROWS_MAX: usize = 60;
/// Yuan of one 亿元 and of one 万元.
const YI: i64 = 100_000_000;

/// A month as everybody may see it.
#[derive(Debug, Clone)]
pub struct Monthly {
    /// The month.
    pub month: Period,
    /// The day as known on.
    pub known_on: Date,
    /// Indicators of its last days.
    pub indicators: Vec<IndicatorMonth>,
    /// Projects at its end.
    pub projects: ProjectMonth,
    /// Commitments at its end.
    pub commitments: CommitmentMonth,
}

/// An indicator of the month.
#[derive(Debug, Clone)]
pub struct IndicatorMonth {
    /// Name.
    pub name: String,
    /// The period of the value in words; empty where none came.
    pub period_zh: String,
    /// The value with its unit.
    pub value: Option<(Decimal, String)>,
    /// Growth with its unit.
    pub growth: Option<(Decimal, String)>,
    /// How final, in Chinese.
    pub stage_zh: String,
    /// The page of its workings.
    pub href: String,
}

/// Projects at the end of the month.
#[derive(Debug, Clone, Default)]
pub struct ProjectMonth {
    /// All of them.
    pub whole: Chapter,
    /// By bureau.
    pub bureaus: Vec<Chapter>,
    /// In each batch: name, count, page.
    pub batches: Vec<(String, u32, String)>,
    /// Red and yellow ones: name, light, why, page.
    pub behind: Vec<(String, String, String, String)>,
    /// How many are behind.
    pub behind_total: usize,
}

/// The sums of some projects; amounts in 元.
#[derive(Debug, Clone, Default)]
pub struct Chapter {
    /// What they have in common.
    pub name: String,
    /// How many.
    pub count: u32,
    /// Plan of the year.
    pub plan: Decimal,
    /// Reported.
    pub reported: Decimal,
    /// Enrolled.
    pub enrolled: Decimal,
    /// Done by plan, and ahead in points.
    pub progress: Option<(Decimal, Decimal)>,
    /// The page that opens them.
    pub href: String,
}

/// How many of each light.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    /// All.
    pub total: i64,
    /// Reached.
    pub done: i64,
    /// As planned.
    pub green: i64,
    /// Behind.
    pub yellow: i64,
    /// Far behind.
    pub red: i64,
    /// Not judged yet.
    pub grey: i64,
}

/// Commitments at the end of the month.
#[derive(Debug, Clone, Default)]
pub struct CommitmentMonth {
    /// The day, as known on it.
    pub on: Date,
    /// Counts.
    pub tally: Tally,
    /// The page of all.
    pub href: String,
    /// Red ones: title, unit, why, page.
    pub reds: Vec<(String, String, String, String)>,
}

/// Title and text.
pub fn monthly(of: &Monthly) -> (String, Vec<Block>) {
    let mut blocks = vec![heading(1, "指标")];
    indicators(of, &mut blocks);
    blocks.push(heading(1, "重点项目"));
    projects(&of.projects, &mut blocks);
    blocks.push(heading(1, "承诺事项"));
    commitments(&of.commitments, &mut blocks);
    blocks.push(known(of.known_on));
    let title = format!("{}指标、项目和承诺情况", of.month.to_chinese());
    (title, blocks)
}

fn indicators(of: &Monthly, blocks: &mut Vec<Block>) {
    let (come, missing): (Vec<_>, Vec<_>) =
        of.indicators.iter().partition(|i| !i.period_zh.is_empty());
    blocks.push(told(
        &format!(
            "{}应有数据的指标{}个，已有{}个，尚缺{}个。",
            of.month.to_chinese(),
            of.indicators.len(),
            come.len(),
            missing.len()
        ),
        &format!("/indicators?as_of={}", of.known_on),
    ));
    let row = |one: &&IndicatorMonth| {
        let number = |of: &Option<(Decimal, String)>, none: &str| match of {
            Some((value, unit)) => vec![Run::number(said(*value, unit), &one.href)],
            None => vec![Run::words(none)],
        };
        vec![
            vec![Run::words(&one.name)],
            vec![Run::words(&one.period_zh)],
            number(&one.value, "不公布"),
            number(&one.growth, ""),
            vec![Run::words(&one.stage_zh)],
        ]
    };
    if !come.is_empty() {
        blocks.push(Block::Table {
            caption: "主要指标".to_owned(),
            columns: vec![
                Column::of("指标", 38),
                Column::of("时期", 18),
                Column::number("数值", 18),
                Column::number("同比", 14),
                Column::of("状态", 12),
            ],
            rows: come.iter().take(ROWS_MAX).map(row).collect(),
        });
    }
    if !missing.is_empty() {
        let names: Vec<&str> = missing.iter().map(|i| i.name.as_str()).collect();
        blocks.push(paragraph(vec![Run::words(format!(
            "尚缺：{}。",
            names.join("、")
        ))]));
    }
}

fn yi(amount: Decimal) -> String {
    let scaled = amount.checked_div(Decimal::from(YI));
    scaled.map_or_else(String::new, |value| indicator::percent::fixed(value, 2))
}

fn projects(of: &ProjectMonth, blocks: &mut Vec<Block>) {
    let whole = &of.whole;
    let progress = whole
        .progress
        .as_ref()
        .map_or_else(String::new, |(done, ahead)| {
            let side = match *ahead < Decimal::ZERO {
                true => "落后",
                false => "超前",
            };
            format!(
                "，完成年度计划的{}，{side}时序进度{}",
                said(*done, "%"),
                said(ahead.abs(), "个百分点")
            )
        });
    blocks.push(told(
        &format!(
            "在库项目{}个，年度计划投资{}亿元；累计报送投资{}亿元，入库投资{}亿元{progress}。",
            whole.count,
            yi(whole.plan),
            yi(whole.reported),
            yi(whole.enrolled)
        ),
        &whole.href,
    ));
    if !of.batches.is_empty() {
        let mut runs = vec![Run::words("按批次：")];
        for (at, (name, count, href)) in of.batches.iter().enumerate() {
            let before = if at == 0 { "" } else { "，" };
            runs.push(Run::words(format!("{before}{name}")));
            runs.push(Run::number(count.to_string(), href));
            runs.push(Run::words("个"));
        }
        runs.push(Run::words("。"));
        blocks.push(paragraph(runs));
    }
    let row = |one: &Chapter| {
        let number = |text: String| vec![Run::number(text, &one.href)];
        vec![
            vec![Run::words(&one.name)],
            number(one.count.to_string()),
            number(yi(one.plan)),
            number(yi(one.reported)),
            number(yi(one.enrolled)),
            one.progress
                .map_or_else(Vec::new, |(done, _)| number(said(done, "%"))),
        ]
    };
    if !of.bureaus.is_empty() {
        blocks.push(Block::Table {
            caption: "按责任单位".to_owned(),
            columns: vec![
                Column::of("责任单位", 32),
                Column::number("项目数", 10),
                Column::number("年度计划（亿元）", 16),
                Column::number("报送（亿元）", 15),
                Column::number("入库（亿元）", 15),
                Column::number("完成", 12),
            ],
            rows: of.bureaus.iter().take(ROWS_MAX).map(row).collect(),
        });
    }
    behind("进度落后的项目", ["项目", "灯", "原因"], &of.behind, blocks);
    if of.behind_total > of.behind.len().min(ROWS_MAX) {
        blocks.push(told(
            &format!("进度落后的项目共{}个，其余见项目页。", of.behind_total),
            &whole.href,
        ));
    }
}

fn commitments(of: &CommitmentMonth, blocks: &mut Vec<Block>) {
    let t = &of.tally;
    let light = |colour: &str| match of.href.contains('?') {
        true => format!("{}&light={colour}", of.href),
        false => format!("{}?light={colour}", of.href),
    };
    let counts = [
        ("绿灯", t.green, "green"),
        ("黄灯", t.yellow, "yellow"),
        ("红灯", t.red, "red"),
        ("灰灯", t.grey, "grey"),
    ];
    let mut runs = vec![Run::words(format!("截至{}，在册承诺", full_day(of.on)))];
    runs.push(Run::number(t.total.to_string(), &of.href));
    runs.push(Run::words("项，已完成"));
    runs.push(Run::number(t.done.to_string(), &of.href));
    runs.push(Run::words("项"));
    for (name, count, colour) in counts {
        runs.push(Run::words(format!("，{name}")));
        runs.push(Run::number(count.to_string(), light(colour)));
        runs.push(Run::words("项"));
    }
    runs.push(Run::words("。"));
    blocks.push(paragraph(runs));
    behind("红灯事项", ["事项", "牵头单位", "原因"], &of.reds, blocks);
}

/// A table of a name, a word and a reason; empty for no rows.
fn behind(
    caption: &str,
    columns: [&str; 3],
    rows: &[(String, String, String, String)],
    blocks: &mut Vec<Block>,
) {
    if rows.is_empty() {
        return;
    }
    let [name, word, why] = columns;
    let row = |(name, word, why, href): &(String, String, String, String)| {
        vec![
            vec![Run::words(name)],
            vec![Run::words(word)],
            linked(why, href),
        ]
    };
    blocks.push(heading(2, caption));
    blocks.push(Block::Table {
        caption: caption.to_owned(),
        columns: vec![
            Column::of(name, 34),
            Column::of(word, 18),
            Column::of(why, 48),
        ],
        rows: rows.iter().take(ROWS_MAX).map(row).collect(),
    });
}
