//! The problems a report states of itself.

use crate::{
    Problem, Role, Section, Span, Text,
    enumeration::{Item, clauses, items},
    outline,
};

/// Words with which the answer to the problems begins.
#[rustfmt::skip]
const ANSWER: &[&str] = &["对此", "对这些", "针对这些", "针对上述", "我们将", "我们要", "我们一定", "我们必须", "为此", "下一步", "面对这些", "对于这些"];

/// Reads the problems: one for each 一是…, else one for each clause between semicolons.
pub fn read(text: &Text, sections: &[Section]) -> Vec<Problem> {
    let mut out = Vec::new();
    for paragraph in outline::paragraphs(text, sections)
        .iter()
        .filter(|p| p.role == Role::Problems)
    {
        let span = before_answer(text, paragraph.span);
        let listed = items(text, span);
        let found = if listed.is_empty() && out.is_empty() {
            unlabelled(text, span)
        } else {
            listed
        };
        out.extend(found.into_iter().map(|item| problem(text, item)));
    }
    out
}

fn problem(text: &Text, item: Item) -> Problem {
    let points = clauses(text, item.span, &['，', '；', '。'])
        .into_iter()
        .map(|s| text.slice(s))
        .collect();
    Problem {
        label: item.label,
        text: text.slice(item.span),
        span: item.span,
        points,
    }
}

/// The paragraph up to the sentence that answers the problems.
fn before_answer(text: &Text, span: Span) -> Span {
    let chars = text.chars();
    let answer = (span.start + 1..span.end).find(|at| {
        matches!(chars[at - 1], '。' | '；' | '！') && ANSWER.iter().any(|w| text.has(*at, w))
    });
    Span {
        start: span.start,
        end: answer.unwrap_or(span.end),
    }
}

/// Without labels: what follows the first colon (or the first sentence), between semicolons, or
/// between commas where there are none.
fn unlabelled(text: &Text, span: Span) -> Vec<Item> {
    let chars = text.get(span);
    let intro = chars
        .iter()
        .position(|c| *c == '：')
        .or_else(|| chars.iter().position(|c| *c == '。'));
    let Some(intro) = intro else {
        return Vec::new();
    };
    let body = Span {
        start: span.start + intro + 1,
        end: span.end,
    };
    let semicolons = text.get(body).contains(&'；');
    let stops: &[char] = if semicolons {
        &['；', '。']
    } else {
        &['，', '。']
    };
    clauses(text, body, stops)
        .into_iter()
        .filter(|s| text.slice(*s) != "等等")
        .map(|span| Item {
            label: String::new(),
            span,
        })
        .collect()
}
