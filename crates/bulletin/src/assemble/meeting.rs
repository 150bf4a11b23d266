//! Agenda and minutes of a weekly meeting, as frozen and decided.

use super::{heading, known, paragraph, told};
use crate::model::Column;
use crate::words::{day, full_day, linked, said};
use crate::{Block, Refusal, Run};
use jiff::civil::Date;
use meeting::{Group, Line, Meeting, Outcome, Source};

/// Names and pages that the journal does not hold.
pub struct Names<'a> {
    /// The name of a unit by its code.
    pub unit: &'a dyn Fn(&str) -> String,
    /// The page of a thing.
    pub href: &'a dyn Fn(&Source) -> String,
}

/// The agenda: title and text.
pub fn agenda(of: &Meeting, known_on: Date, names: &Names<'_>) -> (String, Vec<Block>) {
    let page = format!("/meetings/{}", of.id);
    let mut blocks = vec![told(&sums(of), &page)];
    for group in Group::ALL {
        let lines: Vec<&Line> = of.lines.iter().filter(|l| l.group == *group).collect();
        if lines.is_empty() {
            continue;
        }
        blocks.push(heading(1, group.zh()));
        for line in lines {
            blocks.push(heading(2, &line.title));
            blocks.push(fact(line, names));
            if let Some(unit) = &line.unit {
                let unit = (names.unit)(unit);
                blocks.push(paragraph(vec![Run::words(format!("汇报单位：{unit}。"))]));
            }
        }
    }
    blocks.extend(left_out(of, &page));
    blocks.push(known(known_on));
    (format!("{}周调度会议议程", full_day(of.on)), blocks)
}

/// The minutes: title and text. Errors: `not_minuted`.
pub fn minutes(
    of: &Meeting,
    known_on: Date,
    names: &Names<'_>,
) -> Result<(String, Vec<Block>), Refusal> {
    let minutes = of.minutes.as_ref();
    let minutes = minutes.ok_or_else(|| Refusal::new("not_minuted"))?;
    let page = format!("/meetings/{}", of.id);
    let opening = format!(
        "{}，{}主持召开周调度会议。{}会议议定如下。",
        full_day(of.on),
        minutes.chair,
        sums(of)
    );
    let mut blocks = vec![told(&opening, &page)];
    let is_assigned = |line: &&Line| matches!(line.outcome, Some(Outcome::Assigned { .. }));
    let (assigned, ended): (Vec<&Line>, Vec<&Line>) = of.lines.iter().partition(is_assigned);
    if !assigned.is_empty() {
        blocks.push(heading(1, "继续推进的事项"));
    }
    for line in &assigned {
        blocks.push(heading(2, &line.title));
        blocks.push(fact(line, names));
        blocks.extend(outcome(line, names));
    }
    if !ended.is_empty() {
        blocks.push(heading(1, "办结的事项"));
    }
    for line in &ended {
        blocks.push(heading(2, &line.title));
        blocks.push(fact(line, names));
        blocks.extend(outcome(line, names));
    }
    if !minutes.words.trim().is_empty() {
        blocks.push(heading(1, "其他"));
        blocks.push(paragraph(vec![Run::words(minutes.words.trim())]));
    }
    blocks.extend(left_out(of, &page));
    if !assigned.is_empty() {
        blocks.push(heading(1, "任务分工"));
        blocks.push(tasks(&assigned, names));
    }
    blocks.push(known(known_on));
    Ok((format!("{}周调度会议纪要", full_day(of.on)), blocks))
}

/// How many lines, and of which sort.
fn sums(of: &Meeting) -> String {
    let count = |group: Group| of.lines.iter().filter(|l| l.group == group).count();
    let parts: Vec<String> = Group::ALL
        .iter()
        .filter(|group| count(**group) > 0)
        .map(|group| format!("{}{}项", group.zh(), count(*group)))
        .collect();
    format!(
        "本次会议议题共{}项，其中{}。",
        of.lines.len(),
        parts.join("、")
    )
}

/// Why a line is here, how it stands, what is wanted.
fn fact(line: &Line, names: &Names<'_>) -> Block {
    let href = (names.href)(&line.source);
    let why = line.why_zh.trim_end_matches(['。', '；', '.']);
    let mut runs = linked(&format!("{why}。目前为"), &href);
    // A light or a blocker leads to its page as a number does.
    runs.push(Run::number(line.now.zh(&line.measure), &href));
    let wanted = line.measure.wanted_zh(None);
    runs.extend(linked(&format!("，要求{wanted}。"), &href));
    paragraph(runs)
}

fn outcome(line: &Line, names: &Names<'_>) -> Option<Block> {
    let href = match &line.item {
        Some(item) => format!("/meetings/items/{item}"),
        None => (names.href)(&line.source),
    };
    let words = match line.outcome.as_ref()? {
        Outcome::Assigned {
            unit,
            words,
            due,
            promised,
            ..
        } => format!(
            "由{}负责：{}。{}前{}。",
            (names.unit)(unit),
            words.trim_end_matches(['。', '；', '.']),
            day(*due),
            line.measure.wanted_zh(*promised)
        ),
        Outcome::Changed { reading, .. } => {
            format!("数据已达到要求（{}），办结。", reading.zh(&line.measure))
        }
        Outcome::Missed { reading, .. } => format!(
            "责任单位已说明原因并经认定，按未完成办结（{}）。",
            reading.zh(&line.measure)
        ),
    };
    Some(told(&words, &href))
}

fn tasks(lines: &[&Line], names: &Names<'_>) -> Block {
    let row = |line: &&Line| {
        let Some(Outcome::Assigned {
            unit,
            due,
            promised,
            ..
        }) = &line.outcome
        else {
            return None;
        };
        let href = (names.href)(&line.source);
        let wanted = match (promised, &line.measure) {
            (Some(promised), meeting::Measure::Number { unit, .. }) => {
                format!("{}（承诺）", said(*promised, unit))
            }
            _ => line.measure.wanted_zh(None),
        };
        Some(vec![
            vec![Run::words(line.no.to_string())],
            vec![Run::words(&line.title)],
            vec![Run::words((names.unit)(unit))],
            linked(&wanted, &href),
            vec![Run::words(day(*due))],
        ])
    };
    Block::Table {
        caption: "任务分工".to_owned(),
        columns: vec![
            Column::of("序号", 8),
            Column::of("事项", 36),
            Column::of("责任单位", 22),
            Column::of("要求", 20),
            Column::of("时限", 14),
        ],
        rows: lines.iter().filter_map(row).collect(),
    }
}

fn left_out(of: &Meeting, page: &str) -> Option<Block> {
    if of.left_out.is_empty() {
        return None;
    }
    let why = of.left_out_why.trim_end_matches(['。', '；', '.']);
    Some(told(
        &format!("另有{}项未列入本次议题：{why}。", of.left_out.len()),
        page,
    ))
}
