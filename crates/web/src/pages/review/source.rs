//! The report's text with every span marked. Offsets are code points.

use commitment::{Commitment, Status};
use report::{FigureKind, Reading, Section};

/// A paragraph or heading.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// 0 for a paragraph, otherwise the heading's level.
    pub level: u8,
    /// Its words in order.
    pub parts: Vec<Part>,
}

/// Words that belong to the same draft, or to none.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// The draft.
    pub draft: Option<Draft>,
    /// Words, cut where a figure begins or ends.
    pub runs: Vec<Run>,
}

/// The draft behind some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Offset where the draft begins; only on its first words.
    pub mark: Option<usize>,
    /// Ids of the drafts drawn from these words.
    pub items: Vec<String>,
    /// Status code shown: proposed where any of them is.
    pub status: &'static str,
}

impl Draft {
    /// The first of the drafts.
    pub fn first(&self) -> &str {
        self.items.first().map(String::as_str).unwrap_or_default()
    }
    /// All of them, for scripts.
    pub fn all(&self) -> String {
        self.items.join(" ")
    }
}

/// Words that are a figure, or not.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    /// `target`, `result`, `context`, or empty.
    pub figure: &'static str,
    /// What the figure measures.
    pub measure: String,
    /// The words.
    pub text: String,
}

struct Stretch {
    start: usize,
    end: usize,
    items: Vec<String>,
    status: Status,
}

/// Cuts the text into lines and marks drafts and figures in them.
pub fn lines<'a>(
    text: &str,
    reading: &Reading,
    drafts: impl Iterator<Item = &'a Commitment>,
) -> Vec<Line> {
    let chars: Vec<char> = text.chars().collect();
    let stretches = stretches(drafts);
    let of_draft = cover(chars.len(), stretches.iter().map(|s| (s.start, s.end)));
    let of_figure = cover(
        chars.len(),
        reading
            .figures
            .iter()
            .map(|f| (f.value_span.start, f.value_span.end)),
    );
    let mut headings = vec![];
    collect_headings(&reading.sections, &mut headings);
    let mut begun = vec![false; stretches.len()];
    let mut lines = vec![];
    let mut at = 0;
    for raw in chars.split(|c| *c == '\n') {
        let (start, end) = (at, at + raw.len());
        at = end + 1;
        if raw.iter().all(|c| c.is_whitespace()) {
            continue;
        }
        let level = headings
            .iter()
            .find(|(s, e, _)| *s >= start && *e <= end && 2 * (e - s) >= raw.len())
            .map_or(0, |h| h.2);
        let mut parts: Vec<Part> = vec![];
        let mut from = start;
        while from < end {
            let same =
                |i: &usize| of_draft[*i] == of_draft[from] && of_figure[*i] == of_figure[from];
            let to = (from + 1..end).find(|i| !same(i)).unwrap_or(end);
            let run = run(reading, of_figure[from], &chars[from..to]);
            let goes_on = from > start && of_draft[from] == of_draft[from - 1];
            match parts.last_mut().filter(|_| goes_on) {
                Some(part) => part.runs.push(run),
                None => parts.push(Part {
                    draft: draft(&stretches, &mut begun, of_draft[from]),
                    runs: vec![run],
                }),
            }
            from = to;
        }
        lines.push(Line { level, parts });
    }
    lines
}

/// Drafts of the same words make one stretch.
fn stretches<'a>(drafts: impl Iterator<Item = &'a Commitment>) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = vec![];
    let mut place = std::collections::HashMap::new();
    for c in drafts.filter(|c| c.status != Status::Replaced) {
        let (start, end) = (c.source.start, c.source.end);
        match place.get(&(start, end)) {
            Some(index) => {
                let stretch: &mut Stretch = &mut found[*index];
                stretch.items.push(c.id.clone());
                if c.status == Status::Proposed || stretch.status == Status::Dropped {
                    stretch.status = c.status;
                }
            }
            None => {
                place.insert((start, end), found.len());
                found.push(Stretch {
                    start,
                    end,
                    items: vec![c.id.clone()],
                    status: c.status,
                });
            }
        }
    }
    found
}

/// For each code point the index of the shortest span over it.
fn cover(length: usize, spans: impl Iterator<Item = (usize, usize)>) -> Vec<Option<usize>> {
    let mut indexed: Vec<(usize, (usize, usize))> = spans.enumerate().collect();
    indexed.sort_by_key(|(_, (start, end))| std::cmp::Reverse(end.saturating_sub(*start)));
    let mut over = vec![None; length];
    for (index, (start, end)) in indexed {
        if start < end.min(length) {
            over[start..end.min(length)].fill(Some(index));
        }
    }
    over
}

fn draft(stretches: &[Stretch], begun: &mut [bool], index: Option<usize>) -> Option<Draft> {
    let stretch = &stretches[index?];
    let first = !std::mem::replace(&mut begun[index?], true);
    let mark = first.then_some(stretch.start);
    Some(Draft {
        mark,
        items: stretch.items.clone(),
        status: stretch.status.code(),
    })
}

fn run(reading: &Reading, figure: Option<usize>, chars: &[char]) -> Run {
    let figure = figure.map(|index| &reading.figures[index]);
    let class = figure.map_or("", |f| match f.kind {
        FigureKind::TargetYear | FigureKind::TargetTerm => "target",
        FigureKind::ResultYear | FigureKind::ResultTerm => "result",
        FigureKind::Context => "context",
    });
    Run {
        figure: class,
        measure: figure.map(|f| f.measure.clone()).unwrap_or_default(),
        text: chars.iter().collect(),
    }
}

fn collect_headings(sections: &[Section], into: &mut Vec<(usize, usize, u8)>) {
    for section in sections {
        if section.heading.start < section.heading.end {
            into.push((section.heading.start, section.heading.end, section.level));
        }
        collect_headings(&section.children, into);
    }
}

/// Label and title of every section down to level two, by key, in order.
pub fn sections(sections: &[Section]) -> Vec<(String, String)> {
    let mut found = vec![];
    for section in sections {
        found.push((
            section.path.join("/"),
            format!("{}{}", section.label, section.title),
        ));
        if section.level < 2 {
            found.extend(self::sections(&section.children));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Reading, Vec<Commitment>) {
        let reading = report::read(text, &report::ReadOptions::default()).expect("a report");
        let mut n = 0;
        let id = || {
            n += 1;
            format!("d{n}")
        };
        let drafts = commitment::draft(&reading, text, &[], id);
        (reading, drafts)
    }

    const TEXT: &str = "政府工作报告\n\n一、2025年工作回顾\n\n全区生产总值增长5.1%，新增学位300个。\n\n二、2026年工作安排\n\n（一）办好民生\n\n新增学位260个，举办招聘活动不少于40场，建成望汀养老驿站。\n";

    fn words(line: &Line) -> String {
        line.parts
            .iter()
            .flat_map(|p| &p.runs)
            .map(|r| r.text.as_str())
            .collect()
    }

    #[test]
    fn nothing_of_the_text_is_lost() {
        let (reading, drafts) = read(TEXT);
        let shown: Vec<String> = lines(TEXT, &reading, drafts.iter())
            .iter()
            .map(words)
            .collect();
        let expected: Vec<&str> = TEXT.lines().filter(|l| !l.is_empty()).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn figures_of_both_years_are_told_apart() {
        let (reading, drafts) = read(TEXT);
        let all = lines(TEXT, &reading, drafts.iter());
        let class = |text: &str| {
            let runs = all.iter().flat_map(|l| &l.parts).flat_map(|p| &p.runs);
            runs.filter(|r| r.text.contains(text))
                .map(|r| r.figure)
                .collect::<Vec<_>>()
        };
        assert_eq!(class("300个"), ["result"]);
        assert_eq!(class("260个"), ["target"]);
    }

    #[test]
    fn every_draft_has_one_mark_in_the_text() {
        let (reading, drafts) = read(TEXT);
        assert!(drafts.len() >= 3, "{} drafts", drafts.len());
        let all = lines(TEXT, &reading, drafts.iter());
        for draft in &drafts {
            let marks = all
                .iter()
                .flat_map(|l| &l.parts)
                .filter_map(|p| p.draft.as_ref());
            let own = marks
                .filter(|d| d.mark == Some(draft.source.start) && d.items.contains(&draft.id))
                .count();
            assert_eq!(own, 1, "{}", draft.text);
        }
    }

    #[test]
    fn spans_beyond_the_text_and_replaced_drafts_are_passed_over() {
        let (reading, mut drafts) = read(TEXT);
        drafts[0].source.end = 1_000_000;
        drafts[1].status = Status::Replaced;
        let all = lines(TEXT, &reading, drafts.iter());
        let marked = |id: &str| {
            all.iter()
                .flat_map(|l| &l.parts)
                .filter_map(|p| p.draft.as_ref())
                .any(|d| d.items.iter().any(|i| i == id))
        };
        assert!(marked(&drafts[0].id) && !marked(&drafts[1].id));
    }
}
