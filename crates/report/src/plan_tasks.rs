//! The tasks of the coming five years.

use crate::{
    PlanTask, Role, Section, Span, Text,
    enumeration::{Item, items},
    outline,
};

/// A list of tasks has at least this many items.
const FEWEST: usize = 3;

/// Reads the tasks: the first list 一是…；二是… of the plan part inside one paragraph, else the
/// headings of its sections.
pub fn read(text: &Text, sections: &[Section]) -> Vec<PlanTask> {
    let parts: Vec<&Section> = sections
        .iter()
        .filter(|s| s.role == Role::PlanTerm)
        .collect();
    let inside = |span: Span| {
        parts
            .iter()
            .any(|p| p.span.start <= span.start && span.end <= p.span.end)
    };
    let listed = outline::paragraphs(text, sections)
        .iter()
        .filter(|p| inside(p.span))
        .map(|p| items(text, p.span))
        .find(|list| list.len() >= FEWEST);
    if let Some(list) = listed {
        return list.into_iter().map(|item| task(text, item)).collect();
    }
    parts
        .iter()
        .flat_map(|p| &p.children)
        .filter(|s| s.level == 2)
        .map(|s| headed(text, s))
        .collect()
}

fn task(text: &Text, item: Item) -> PlanTask {
    PlanTask {
        label: item.label,
        text: text.slice(item.span),
        span: item.span,
    }
}

fn headed(text: &Text, section: &Section) -> PlanTask {
    let label = section.label.chars().count();
    let dash = if text.has(section.heading.start, "——") {
        2
    } else {
        0
    };
    let span = Span {
        start: section.heading.start + label.max(dash),
        end: section.heading.end,
    };
    PlanTask {
        label: section.label.clone(),
        text: section.title.clone(),
        span,
    }
}
