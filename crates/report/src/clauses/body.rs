//! The passages of this year's part: what is left of its sections once headings are taken away.

use crate::outline::paragraphs;
use crate::{Role, Section, Span, Text};

/// Where a passage stands among the headings; decides how much of it is introduction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Under the part's own title, before its first heading: outlook and goals.
    Preamble,
    /// Under a heading that has headings below it, before the first of them.
    Intro,
    /// Under a heading without headings below.
    Tasks,
    /// After the last heading below.
    Tail,
}

/// A stretch of running text under one heading.
#[derive(Debug)]
pub struct Passage<'a> {
    /// Without line breaks and outer blanks.
    pub span: Span,
    /// The innermost section.
    pub section: &'a Section,
    /// Titles from the root to it.
    pub titles: Vec<&'a str>,
    /// Its place.
    pub setting: Setting,
}

/// Most sentences of an introduction; a longer one turns to tasks after its first.
const INTRODUCTION: usize = 2;

/// The place of sentence `n` of `of` in `passage`.
pub fn setting_of(passage: &Passage, n: usize, of: usize) -> Setting {
    match passage.setting {
        Setting::Intro if n > 0 && of > INTRODUCTION => Setting::Tasks,
        place => place,
    }
}

/// All passages of this year's part, in order of place.
pub fn passages<'a>(text: &Text, outline: &'a [Section]) -> Vec<Passage<'a>> {
    let lines: Vec<Span> = paragraphs(text, outline)
        .into_iter()
        .filter(|p| p.role == Role::PlanYear)
        .map(|p| p.span)
        .collect();
    let mut out = Vec::new();
    let mut titles = Vec::new();
    for section in outline {
        walk(text, &lines, section, &mut titles, &mut out);
    }
    out.sort_by_key(|p| p.span.start);
    out
}

fn walk<'a>(
    text: &Text,
    all: &[Span],
    section: &'a Section,
    titles: &mut Vec<&'a str>,
    out: &mut Vec<Passage<'a>>,
) {
    titles.push(&section.title);
    own_text(text, all, section, titles, out);
    for child in &section.children {
        walk(text, all, child, titles, out);
    }
    titles.pop();
}

fn own_text<'a>(
    text: &Text,
    all: &[Span],
    section: &'a Section,
    titles: &[&'a str],
    out: &mut Vec<Passage<'a>>,
) {
    let mut at = section.heading.end.max(section.span.start);
    let mut gap = |span: Span, setting: Setting| {
        let spans = lines(text, all, span)
            .into_iter()
            .filter(|s| !calls_to_close(text, *s));
        out.extend(spans.map(|span| Passage {
            span,
            section,
            titles: titles.to_vec(),
            setting,
        }));
    };
    for (n, child) in section.children.iter().enumerate() {
        let setting = match (n, section.level) {
            (0, 1) => Setting::Preamble,
            (0, _) => Setting::Intro,
            _ => Setting::Tail,
        };
        gap(
            Span {
                start: at,
                end: child.span.start,
            },
            setting,
        );
        at = at.max(child.span.end);
    }
    let setting = if section.children.is_empty() {
        Setting::Tasks
    } else {
        Setting::Tail
    };
    gap(
        Span {
            start: at,
            end: section.span.end,
        },
        setting,
    );
}

/// The lines inside `gap`; a line that stops without a stop goes on in the next.
fn lines(text: &Text, all: &[Span], gap: Span) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut open = false;
    let first = all.partition_point(|l| l.end <= gap.start);
    for line in all[first..].iter().take_while(|l| l.start < gap.end) {
        let span = text.trim(Span {
            start: line.start.max(gap.start),
            end: line.end.min(gap.end),
        });
        if span.start >= span.end {
            continue;
        }
        match out.last_mut() {
            Some(last) if open => last.end = span.end,
            _ => out.push(span),
        }
        open = !matches!(
            text.chars()[span.end - 1],
            '。' | '！' | '？' | '；' | '：' | '”' | '）' | '…' | '.' | '!' | ';' | ':'
        );
    }
    out
}

/// The closing call that a report without a heading for it ends with.
fn calls_to_close(text: &Text, span: Span) -> bool {
    text.contains(span, "让我们") && text.contains(span, "团结在") && text.contains(span, "周围")
}
