//! Paragraphs of the body with the role that the words before them give them.

use super::{annex_start, chain_at, role::of_opening};
use crate::{Role, Section, Span, Text};

/// A paragraph (line) of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The line without white space at its ends.
    pub span: Span,
    /// What the paragraph speaks of: finer than its section's role.
    pub role: Role,
}

/// All non-empty lines with their roles. Inside a review part, the words 五年来 or 一年来 at the
/// head of a paragraph switch between term and year, and self-criticism opens the problems.
pub fn paragraphs(text: &Text, sections: &[Section]) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let mut part_start = usize::MAX;
    let mut now = Role::Front;
    let annex = annex_start(sections).unwrap_or(usize::MAX);
    for line in text.lines() {
        let span = text.trim(*line);
        if span.start == span.end {
            continue;
        }
        if span.start >= annex {
            out.push(Paragraph {
                span,
                role: Role::Annex,
            });
            continue;
        }
        let Some(part) = chain_at(sections, span.start).first().copied() else {
            out.push(Paragraph {
                span,
                role: Role::Front,
            });
            continue;
        };
        if part.span.start != part_start {
            part_start = part.span.start;
            now = part.role;
        }
        if span.start != part.heading.start {
            now = of_opening(&opening(text, span), part.role, now);
        }
        out.push(Paragraph { span, role: now });
    }
    out
}

/// The first 120 code points of a paragraph.
pub fn opening(text: &Text, span: Span) -> String {
    text.slice(Span {
        start: span.start,
        end: span.end.min(span.start + 120),
    })
}
