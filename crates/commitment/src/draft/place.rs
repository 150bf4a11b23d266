//! Where a clause stands, in words.

use crate::Source;
use report::{Clause, Reading, Section};

/// The clause's words and the sections around it. A span beyond the text gives what there is.
pub(super) fn source(reading: &Reading, chars: &[char], clause: &Clause) -> Source {
    let end = clause.span.end.min(chars.len());
    let start = clause.span.start.min(end);
    Source {
        start,
        end,
        quote: chars[start..end].iter().collect(),
        section: headings(&reading.sections, start),
        section_title: innermost_title(&reading.sections, start),
    }
}

/// A clause without the marks it ends or begins with.
pub(crate) fn trimmed(quote: &str) -> &str {
    quote.trim_matches(|c: char| c.is_whitespace() || "、，。；！,;".contains(c))
}

/// Headings of the sections around an offset, from the root, as people read them.
fn headings(sections: &[Section], at: usize) -> Vec<String> {
    let mut headings = Vec::new();
    let mut level = sections;
    while let Some(section) = level.iter().find(|s| s.span.start <= at && at < s.span.end) {
        headings.push(heading(section));
        level = &section.children;
    }
    headings
}

/// 三、2026年工作安排 · （一）扩大内需 · 一是稳增长 · a lead sentence. The sign that joins keys of
/// sections does not occur in them.
fn heading(section: &Section) -> String {
    let words = match section.label.as_str() {
        "" => section.title.clone(),
        label if label.ends_with(['）', '是', '，', '、']) => {
            format!("{label}{}", section.title)
        }
        label => format!("{label}、{}", section.title),
    };
    words.replace('/', "／")
}

/// Title of the innermost section around an offset that has one.
fn innermost_title(sections: &[Section], at: usize) -> String {
    let mut title = String::new();
    let mut level = sections;
    while let Some(section) = level.iter().find(|s| s.span.start <= at && at < s.span.end) {
        if !section.title.is_empty() {
            title.clone_from(&section.title);
        }
        level = &section.children;
    }
    title
}
