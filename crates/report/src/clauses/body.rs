//! The passages of this year's part: what is left of its sections once headings are taken away.

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

/// All passages whose section belongs to this year's part, in order of place.
pub fn passages<'a>(text: &Text, outline: &'a [Section]) -> Vec<Passage<'a>> {
    let mut out = Vec::new();
    let mut titles = Vec::new();
    for section in outline {
        walk(text, section, &mut titles, &mut out);
    }
    out.sort_by_key(|p| p.span.start);
    out
}

fn walk<'a>(text: &Text, section: &'a Section, titles: &mut Vec<&'a str>, out: &mut Vec<Passage<'a>>) {
    titles.push(&section.title);
    if section.role == Role::PlanYear {
        own_text(text, section, titles, out);
    }
    for child in &section.children {
        walk(text, child, titles, out);
    }
    titles.pop();
}

fn own_text<'a>(text: &Text, section: &'a Section, titles: &[&'a str], out: &mut Vec<Passage<'a>>) {
    let mut at = section.heading.end.max(section.span.start);
    for (n, child) in section.children.iter().enumerate() {
        let setting = match (n, section.level) {
            (0, 1) => Setting::Preamble,
            (0, _) => Setting::Intro,
            _ => Setting::Tail,
        };
        lines(text, Span { start: at, end: child.span.start }, setting, section, titles, out);
        at = at.max(child.span.end);
    }
    let setting = if section.children.is_empty() { Setting::Tasks } else { Setting::Tail };
    lines(text, Span { start: at, end: section.span.end }, setting, section, titles, out);
}

fn lines<'a>(
    text: &Text,
    gap: Span,
    setting: Setting,
    section: &'a Section,
    titles: &[&'a str],
    out: &mut Vec<Passage<'a>>,
) {
    if gap.start >= gap.end {
        return;
    }
    for line in text.lines() {
        let cut = Span { start: line.start.max(gap.start), end: line.end.min(gap.end) };
        if cut.start >= cut.end {
            continue;
        }
        let span = text.trim(cut);
        if span.start < span.end && !calls_to_close(text, span) {
            out.push(Passage { span, section, titles: titles.to_vec(), setting });
        }
    }
}

/// The closing call that a report without a heading for it ends with.
fn calls_to_close(text: &Text, span: Span) -> bool {
    text.contains(span, "让我们") && text.contains(span, "团结在") && text.contains(span, "周围")
}
