//! From a text to a [`Reading`].

use thiserror::Error;

use crate::{
    Reading, Role, Section, Span, Text, clauses, figures, front, glossary, links, outline,
    plan_tasks, problems,
};

/// The longest text read, in code points: ten times the longest report known.
pub const DEFAULT_LIMIT: usize = 1_000_000;

/// A report names itself within this many lines.
const FRONT_LINES: usize = 40;

/// What to know before reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// The longest text to read, in code points.
    pub limit: usize,
    /// The year the commitments are for, where the caller knows it; else it is found in the text.
    pub year: Option<i16>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            limit: DEFAULT_LIMIT,
            year: None,
        }
    }
}

/// Why a text cannot be read as a report. The message is for people, the code for programs.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// Nothing but white space.
    #[error("文件里没有文字，无法解析。")]
    Empty,
    /// Longer than the limit.
    #[error("文本有{length}字，超过{limit}字的上限，请确认文件是否为政府工作报告。")]
    TooLarge {
        /// Length in code points.
        length: usize,
        /// The limit in code points.
        limit: usize,
    },
    /// No parts of a work report were found.
    #[error(
        "没有找到政府工作报告的结构（如“一、工作回顾”“二、工作安排”），请确认导入的是政府工作报告。"
    )]
    NotAReport,
    /// Neither text nor caller says which year the report is for.
    #[error("没有找到报告所属的年份，请指定年份后重新解析。")]
    NoYear,
}

impl ReadError {
    /// The stable code of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "report.empty",
            Self::TooLarge { .. } => "report.too_large",
            Self::NotAReport => "report.not_a_report",
            Self::NoYear => "report.no_year",
        }
    }
}

/// Reads a report. All offsets of the result are Unicode code points into `source`.
pub fn read(source: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    if source.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let length = source.chars().count();
    if length > options.limit {
        return Err(ReadError::TooLarge {
            length,
            limit: options.limit,
        });
    }
    let text = Text::for_reading(source);
    let sections = outline::outline(&text);
    if !is_report(&text, &sections) {
        return Err(ReadError::NotAReport);
    }
    let titles: Vec<&str> = sections
        .iter()
        .filter(|s| s.role != Role::Annex)
        .map(|s| s.title.as_str())
        .collect();
    let year = options
        .year
        .unwrap_or_else(|| front::plan_year(&text, &titles));
    if year == 0 {
        return Err(ReadError::NoYear);
    }
    let figures = figures::read(&text, &sections, year);
    let clauses = clauses::read(&text, &sections, &figures, year);
    Ok(Reading {
        year,
        front: front::read(&text),
        clauses,
        glossary: glossary::read(&text, &sections),
        problems: problems::read(&text, &sections),
        plan_tasks: plan_tasks::read(&text, &sections),
        links: links::links(&figures),
        figures,
        sections,
    })
}

/// A work report addresses deputies or calls itself one, looks back, and has a part that looks
/// ahead. Notices and plans of a government have parts too, but do not do all of this.
fn is_report(text: &Text, sections: &[Section]) -> bool {
    let all = Span {
        start: 0,
        end: text.len(),
    };
    let front = Span {
        start: 0,
        end: text
            .lines()
            .get(FRONT_LINES)
            .map_or(text.len(), |l| l.start),
    };
    let says = |span: Span, words: &[&str]| words.iter().any(|w| text.contains(span, w));
    let addressed = says(all, &["各位代表"]) || says(front, &["工作报告"]);
    let looks_back = says(
        all,
        &[
            "回顾",
            "一年来",
            "过去一年",
            "过去的一年",
            "五年来",
            "过去五年",
            "总结",
        ],
    );
    let ahead = sections
        .iter()
        .any(|s| matches!(s.role, Role::PlanYear | Role::PlanTerm));
    let parts = sections.iter().filter(|s| s.role != Role::Annex).count();
    addressed && looks_back && ahead && parts >= 2
}
