//! The heading tree of a report and the part each paragraph belongs to.

mod annex;
mod label;
mod lead;
mod paragraph;
mod parts;
mod role;
mod tree;

pub use label::{Label, label_at};
pub use paragraph::{Paragraph, paragraphs};
pub(crate) use role::year_in;

use crate::{Role, Section, Span, Text};

/// Reads the heading tree. Level 1 are 一、 headings (or bare part titles where a report has no
/// numbers), level 2 are （一）, 一是 and parallel paragraph openings, level 3 are lead sentences.
/// The annex, where there is one, is the last level-1 section.
pub fn outline(text: &Text) -> Vec<Section> {
    tree::build(text)
}

/// The sections around `at`, outermost first.
pub fn chain_at(sections: &[Section], at: usize) -> Vec<&Section> {
    let mut chain = Vec::new();
    let mut level = sections;
    while let Some(section) = level.iter().find(|s| s.span.start <= at && at < s.span.end) {
        chain.push(section);
        level = &section.children;
    }
    chain
}

/// Path of the innermost section around `at`; empty in the front matter.
pub fn path_at(sections: &[Section], at: usize) -> Vec<String> {
    chain_at(sections, at)
        .last()
        .map(|s| s.path.clone())
        .unwrap_or_default()
}

/// Role of the innermost section around `at`; [`Role::Front`] before the first.
pub fn role_at(sections: &[Section], at: usize) -> Role {
    chain_at(sections, at)
        .last()
        .map_or(Role::Front, |s| s.role)
}

/// Where the annex begins, if there is one.
pub fn annex_start(sections: &[Section]) -> Option<usize> {
    sections
        .iter()
        .find(|s| s.role == Role::Annex)
        .map(|s| s.span.start)
}

/// Spans of all headings, in order of place.
pub fn headings(sections: &[Section]) -> Vec<Span> {
    fn walk(sections: &[Section], out: &mut Vec<Span>) {
        for section in sections {
            out.push(section.heading);
            walk(&section.children, out);
        }
    }
    let mut out = Vec::new();
    walk(sections, &mut out);
    out
}

/// The end of the body: where the annex begins, or the end of the text.
pub fn body_end(text: &Text, sections: &[Section]) -> usize {
    annex_start(sections).unwrap_or(text.len())
}
