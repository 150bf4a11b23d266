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
        section: clause.section.clone(),
        section_title: innermost_title(&reading.sections, start),
    }
}

/// A clause without the marks it ends or begins with.
pub(crate) fn trimmed(quote: &str) -> &str {
    quote.trim_matches(|c: char| c.is_whitespace() || "、，。；！,;".contains(c))
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
