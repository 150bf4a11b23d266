//! A reading as the lines of a table: one per clause of this year's part, or per target in it.

use report::{Clause, ClauseKind, Reading};

/// Headings of the table.
pub const HEADING: [&str; 9] = [
    "序号",
    "任务",
    "类型",
    "量化目标",
    "动作",
    "对象",
    "完成时限",
    "章节",
    "把握%",
];

/// The lines.
pub fn rows(reading: &Reading, text: &str) -> Vec<[String; 9]> {
    let chars: Vec<char> = text.chars().collect();
    let words = |start: usize, end: usize| {
        chars
            .get(start..end)
            .unwrap_or_default()
            .iter()
            .collect::<String>()
    };
    let targets = |clause: &Clause| {
        let figures = clause
            .figures
            .iter()
            .filter_map(|i| reading.figures.get(*i));
        let mut targets: Vec<String> = figures
            .map(|f| {
                format!(
                    "{}{}",
                    f.cue.as_deref().unwrap_or(""),
                    words(f.value_span.start, f.value_span.end)
                )
            })
            .collect();
        targets.extend(clause.word_target.iter().map(|t| t.written.clone()));
        targets.join("；")
    };
    let line = |(index, c): (usize, &Clause)| {
        [
            (index + 1).to_string(),
            words(c.span.start, c.span.end),
            kind(c.kind).to_owned(),
            targets(c),
            c.action.clone().unwrap_or_default(),
            c.object.clone(),
            c.deadline.clone().unwrap_or_default(),
            c.section.join(" / "),
            c.certainty.to_string(),
        ]
    };
    reading.clauses.iter().enumerate().map(line).collect()
}

fn kind(kind: ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Quantified => "量化",
        ClauseKind::Milestone => "节点",
        ClauseKind::Continuing => "持续",
        ClauseKind::Principle => "原则",
    }
}
