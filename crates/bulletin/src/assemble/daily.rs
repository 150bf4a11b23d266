//! The daily brief: what arrived, what moved beyond its usual range, what is overdue.

use super::{heading, known, paragraph, told};
use crate::model::Column;
use crate::words::{day, linked, said};
use crate::{Block, Run};
use figure::Decimal;
use indicator::DayCaveat;
use jiff::civil::Date;

/// Rows of each table; the page has the rest.
const ROWS_MAX: usize = 30;

/// The board of a day as everybody may see it.
#[derive(Debug, Clone)]
pub struct Daily {
    /// The day, as known on it.
    pub on: Date,
    /// Arrivals from this day on.
    pub since: Date,
    /// Series looked at.
    pub series: usize,
    /// The page.
    pub href: String,
    /// The newest first.
    pub arrived: Vec<Arrival>,
    /// How many in all.
    pub arrived_total: usize,
    /// Beyond the usual range.
    pub moved: Vec<Move>,
    /// How many in all.
    pub moved_total: usize,
    /// The longest overdue first.
    pub late: Vec<Late>,
    /// How many in all.
    pub late_total: usize,
}

/// A value that came in.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Name of the indicator.
    pub name: String,
    /// Period in words.
    pub period_zh: String,
    /// The value with its unit; none where it may not be shown.
    pub value: Option<(Decimal, String)>,
    /// Growth with its unit; none where it cannot be said.
    pub growth: Option<(Decimal, String)>,
    /// How final, in Chinese.
    pub stage_zh: String,
    /// The value first told, where it was another.
    pub revised_from: Option<Decimal>,
    /// The page of its workings.
    pub href: String,
}

/// A value beyond its usual range.
#[derive(Debug, Clone)]
pub struct Move {
    /// Name of the indicator.
    pub name: String,
    /// Period in words.
    pub period_zh: String,
    /// What was looked at, with its unit.
    pub value: (Decimal, String),
    /// The rule in words, with its range.
    pub why_zh: String,
    /// What a reader has to know of the day.
    pub caveats: Vec<DayCaveat>,
    /// The page of its workings.
    pub href: String,
}

/// A value that is overdue.
#[derive(Debug, Clone)]
pub struct Late {
    /// Name of the indicator.
    pub name: String,
    /// The missing period in words.
    pub period_zh: String,
    /// Where it comes from.
    pub source: String,
    /// The day it was expected.
    pub due: Date,
    /// Days since.
    pub days: i64,
    /// The page of the series.
    pub href: String,
}

/// Title and text.
pub fn daily(of: &Daily) -> (String, Vec<Block>) {
    let since = match of.since == of.on {
        true => "当日".to_owned(),
        false => format!("{}以来", day(of.since)),
    };
    let opening = format!(
        "{}共监测指标{}个。{since}新到数据{}条，超出常态{}个，逾期未报{}个。",
        day(of.on),
        of.series,
        of.arrived_total,
        of.moved_total,
        of.late_total
    );
    let mut blocks = vec![told(&opening, &of.href)];
    blocks.push(heading(1, "超出常态的变动"));
    blocks.extend(nothing(of.moved.is_empty(), "没有指标超出常态范围。"));
    for one in of.moved.iter().take(ROWS_MAX) {
        blocks.push(heading(2, format!("{}（{}）", one.name, one.period_zh)));
        blocks.push(told(&moved(one), &one.href));
    }
    blocks.extend(rest(of.moved_total, of.moved.len(), &of.href));
    blocks.push(heading(1, "新到数据"));
    blocks.extend(nothing(of.arrived.is_empty(), "没有新到数据。"));
    if !of.arrived.is_empty() {
        blocks.push(arrived(&of.arrived));
    }
    blocks.extend(rest(of.arrived_total, of.arrived.len(), &of.href));
    blocks.push(heading(1, "逾期未报"));
    blocks.extend(nothing(of.late.is_empty(), "没有逾期未报的数据。"));
    if !of.late.is_empty() {
        blocks.push(late(&of.late));
    }
    blocks.extend(rest(of.late_total, of.late.len(), &of.href));
    blocks.push(known(of.on));
    (
        format!("{}年{}指标监测情况", of.on.year(), day(of.on)),
        blocks,
    )
}

fn nothing(none: bool, words: &str) -> Option<Block> {
    none.then(|| paragraph(vec![Run::words(words)]))
}

/// How many more there are than the bulletin prints.
fn rest(total: usize, at_hand: usize, href: &str) -> Option<Block> {
    let printed = at_hand.min(ROWS_MAX);
    let words = format!("其余{}条见监测页。", total.saturating_sub(printed));
    (total > printed).then(|| told(&words, href))
}

fn moved(of: &Move) -> String {
    let caveats: Vec<String> = of.caveats.iter().map(caveat).collect();
    let caveats = match caveats.is_empty() {
        true => String::new(),
        false => format!("提示：{}。", caveats.join("、")),
    };
    let (value, unit) = &of.value;
    format!("{}。{}。{caveats}", said(*value, unit), of.why_zh)
}

fn caveat(of: &DayCaveat) -> String {
    match of {
        DayCaveat::Holiday(name) => format!("{name}放假"),
        DayCaveat::MakeupWorkday(name) => format!("{name}调休上班"),
        DayCaveat::Stop(why) => format!("停工（{why}）"),
        DayCaveat::BesideHoliday(name) => format!("紧邻{name}假期"),
        DayCaveat::NotNoticed => "当年放假安排未公布".to_owned(),
        DayCaveat::TemperatureUnknown => "气温未知".to_owned(),
    }
}

fn arrived(rows: &[Arrival]) -> Block {
    let row = |one: &Arrival| {
        let number = |of: &Option<(Decimal, String)>| {
            let said = of.as_ref().map(|(value, unit)| said(*value, unit));
            said.map_or_else(Vec::new, |text| vec![Run::number(text, &one.href)])
        };
        let mut value = number(&one.value);
        if value.is_empty() {
            value.push(Run::words("企业数过少，不公布"));
        }
        let mut stage = vec![Run::words(&one.stage_zh)];
        if let Some(first) = one.revised_from {
            stage.extend(linked(&format!("（初为{}）", said(first, "")), &one.href));
        }
        vec![
            vec![Run::words(&one.name)],
            vec![Run::words(&one.period_zh)],
            value,
            number(&one.growth),
            stage,
        ]
    };
    Block::Table {
        caption: "新到数据".to_owned(),
        columns: vec![
            Column::of("指标", 34),
            Column::of("时期", 20),
            Column::number("数值", 19),
            Column::number("同比", 14),
            Column::of("状态", 13),
        ],
        rows: rows.iter().take(ROWS_MAX).map(row).collect(),
    }
}

fn late(rows: &[Late]) -> Block {
    let row = |one: &Late| {
        vec![
            vec![Run::words(&one.name)],
            vec![Run::words(&one.period_zh)],
            vec![Run::words(&one.source)],
            vec![Run::words(day(one.due))],
            vec![Run::number(format!("{}天", one.days), &one.href)],
        ]
    };
    Block::Table {
        caption: "逾期未报".to_owned(),
        columns: vec![
            Column::of("指标", 32),
            Column::of("缺报时期", 20),
            Column::of("来源单位", 20),
            Column::of("应报日期", 15),
            Column::number("已逾期", 13),
        ],
        rows: rows.iter().take(ROWS_MAX).map(row).collect(),
    }
}
