//! A reading as Markdown, for people.

use super::rows::{HEADING, rows};
use report::{Reading, Section};

/// The text.
pub fn write(reading: &Reading, text: &str) -> String {
    let mut out = format!(
        "# {}年{}\n\n",
        reading.year,
        reading.front.title.as_deref().unwrap_or("政府工作报告")
    );
    out += &format!(
        "数字{}个，任务{}条，名词{}条，自述问题{}条，目标与上年实绩对照{}处。\n\n## 结构\n\n",
        reading.figures.len(),
        reading.clauses.len(),
        reading.glossary.len(),
        reading.problems.len(),
        reading.links.len()
    );
    reading
        .sections
        .iter()
        .for_each(|s| section(&mut out, s, 0));
    out += "\n## 任务\n\n";
    out += &line(&HEADING.map(str::to_owned));
    out += &line(&HEADING.map(|_| "---".to_owned()));
    rows(reading, text).iter().for_each(|row| out += &line(row));
    out += "\n## 名词解释\n\n";
    reading
        .glossary
        .iter()
        .for_each(|term| out += &format!("{}. {}：{}\n", term.n, term.term, term.definition));
    out
}

fn section(out: &mut String, s: &Section, depth: usize) {
    *out += &format!(
        "{}- {}{}\n",
        "  ".repeat(depth),
        if s.label.is_empty() {
            String::new()
        } else {
            format!("{}、", s.label)
        },
        s.title
    );
    s.children
        .iter()
        .for_each(|child| section(out, child, depth + 1));
}

fn line(cells: &[String; 9]) -> String {
    format!(
        "| {} |\n",
        cells.each_ref().map(|c| c.replace('|', "\\|")).join(" | ")
    )
}
