//! Lists inside a paragraph: 一是…；二是…。

use crate::{Span, Text, outline};

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// 一是, or empty.
    pub label: String,
    /// The item without label and final stop.
    pub span: Span,
}

/// Items that begin with 一是, 二是… in `span`, in sequence. An item ends where the next begins, at
/// its semicolon, or at the end of its sentence when it is the last.
pub fn items(text: &Text, span: Span) -> Vec<Item> {
    let chars = text.chars();
    let mut starts: Vec<(usize, usize, String)> = Vec::new();
    for at in span.start..span.end {
        let fresh = at == span.start
            || matches!(chars[at - 1], '：' | '；' | '。' | '，' | ':' | ';' | '、');
        if !fresh {
            continue;
        }
        let label = outline::label_at(text, at).filter(|l| {
            l.number == starts.len() + 1 && (l.text.ends_with('是') || l.text.starts_with('第'))
        });
        starts.extend(label.map(|l| (at, l.end, l.text)));
    }
    let ends = starts
        .iter()
        .skip(1)
        .map(|s| s.0)
        .chain([span.end])
        .collect::<Vec<_>>();
    starts
        .into_iter()
        .zip(ends)
        .map(|((_, from, label), end)| Item {
            label,
            span: trimmed(text, Span { start: from, end }),
        })
        .filter(|i| i.span.start < i.span.end)
        .collect()
}

/// Pieces of `span` between any of `stops`, trimmed, without empty ones.
pub fn clauses(text: &Text, span: Span, stops: &[char]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start;
    for at in span.start..=span.end {
        if at == span.end || stops.contains(&text.chars()[at]) {
            let piece = trimmed(text, Span { start, end: at });
            if piece.start < piece.end {
                out.push(piece);
            }
            start = at + 1;
        }
    }
    out
}

fn trimmed(text: &Text, span: Span) -> Span {
    let mut span = text.trim(span);
    while span.end > span.start
        && matches!(text.chars()[span.end - 1], '；' | '。' | '，' | ';' | '、')
    {
        span = text.trim(Span {
            start: span.start,
            end: span.end - 1,
        });
    }
    span
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_in_sequence() {
        let text = Text::new("主要是：一是基础不稳，后劲不足；二是短板仍在；三是作风不实。");
        let found = items(
            &text,
            Span {
                start: 0,
                end: text.len(),
            },
        );
        let words: Vec<String> = found.iter().map(|i| text.slice(i.span)).collect();
        assert_eq!(words, ["基础不稳，后劲不足", "短板仍在", "作风不实"]);
        assert_eq!(found[2].label, "三是");
    }
}
