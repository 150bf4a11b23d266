//! Level-1 headings: where the parts of a report begin.

use super::{
    annex,
    label::{Family, Label, label_at},
    role::year_in,
};
use crate::{Span, Text};

/// A level-1 heading is a line of at most this many code points.
pub const LONGEST_PART: usize = 60;

/// A part of a report.
pub struct Part {
    /// Where its heading stands.
    pub heading: Span,
    /// 一, or empty.
    pub label: String,
    /// Heading words.
    pub title: String,
}

/// Level-1 headings: 一、 二、 … in sequence on short lines; else bare titles of parts.
pub fn parts(text: &Text) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    for line in text.lines() {
        let span = text.trim(*line);
        if out.len() >= 2 && annex::opens(text, span) {
            break;
        }
        if let Some(label) = part_label(text, span).filter(|l| l.number == out.len() + 1) {
            let title = title_of(
                text,
                Span {
                    start: label.end,
                    end: span.end,
                },
            );
            out.push(Part {
                heading: span,
                label: label.text,
                title,
            });
        }
    }
    let bare = bare_parts(text);
    let outer = bare.len() >= 2
        && out
            .first()
            .is_none_or(|first| bare[0].heading.start < first.heading.start || restarts(text));
    if outer || out.is_empty() { bare } else { out }
}

/// 一、 stands more than once before the annex: the numbered lines are sections of bare parts.
fn restarts(text: &Text) -> bool {
    let lines = text
        .lines()
        .iter()
        .map(|l| text.trim(*l))
        .take_while(|l| !annex::opens(text, *l));
    lines
        .filter(|l| part_label(text, *l).is_some_and(|p| p.number == 1))
        .count()
        >= 2
}

fn part_label(text: &Text, line: Span) -> Option<Label> {
    let length = line.end - line.start;
    if length == 0 || length > LONGEST_PART {
        return None;
    }
    let label =
        label_at(text, line.start).filter(|l| l.family == Family::Part && l.end < line.end)?;
    let inner_stop = text
        .get(Span {
            start: label.end,
            end: line.end - 1,
        })
        .contains(&'。');
    (!inner_stop).then_some(label)
}

fn bare_parts(text: &Text) -> Vec<Part> {
    #[rustfmt::skip]
    const WORDS: &[&str] = &["回顾", "工作总结", "工作安排", "重点工作", "主要工作", "目标任务", "主要目标", "工作任务", "自身建设"];
    text.lines()
        .iter()
        .map(|line| text.trim(*line))
        .filter(|s| (4..=36).contains(&(s.end - s.start)))
        .filter(|s| {
            !matches!(
                text.chars()[s.end - 1],
                '。' | '：' | '！' | '；' | '，' | ':'
            )
        })
        .filter(|s| label_at(text, s.start).is_none())
        .filter(|s| {
            let title = text.slice(*s);
            let timed = year_in(&title).is_some()
                || title.contains('“')
                || title.contains("五年")
                || title.contains("今年")
                || title.contains("过去")
                || title.contains("建设");
            timed && WORDS.iter().any(|w| title.contains(w)) && !title.contains("报告")
        })
        .map(|heading| Part {
            heading,
            label: String::new(),
            title: text.slice(heading),
        })
        .collect()
}

/// Heading words without their final stop.
pub fn title_of(text: &Text, span: Span) -> String {
    text.slice(text.trim(span))
        .trim_end_matches(['。', '：', ':'])
        .to_owned()
}
