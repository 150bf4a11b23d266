//! Lead sentences: the short sentence at the head of a paragraph that says what it is about.

use crate::{Span, Text};

/// A lead sentence is at most this long, in code points.
const LONGEST: usize = 40;
/// A lead sentence inside a paragraph is at most this long.
const LONGEST_INNER: usize = 12;
const SHORTEST_INNER: usize = 6;

/// The first sentence of `span`, without its stop, and where the rest begins. `None` when there
/// is no stop in the first `limit` code points (unless the span itself ends there).
pub fn first_sentence(text: &Text, span: Span, limit: usize) -> Option<(Span, usize)> {
    let chars = text.get(span);
    let stop = chars
        .iter()
        .take(limit + 1)
        .position(|c| matches!(c, '。' | '！' | '：' | ':'));
    match stop {
        Some(n) => Some((
            Span {
                start: span.start,
                end: span.start + n,
            },
            span.start + n + 1,
        )),
        None if chars.len() <= limit => Some((span, span.end)),
        None => None,
    }
}

/// The lead sentence at the head of the paragraph `span`, without its stop.
pub fn at_head(text: &Text, span: Span) -> Option<Span> {
    let (sentence, rest) = first_sentence(text, span, LONGEST)?;
    let stopped = rest > sentence.end && text.chars()[sentence.end] == '。';
    (stopped && sentence.end - sentence.start >= 4 && plain(text, sentence)).then_some(sentence)
}

/// Lead sentences inside a paragraph of the review, which holds several of them; empty when the
/// paragraph does not begin with one.
pub fn inside(text: &Text, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = span.start;
    while let Some((sentence, rest)) = next_sentence(text, at, span.end) {
        let length = sentence.end - sentence.start;
        let is_lead = (SHORTEST_INNER..=LONGEST_INNER).contains(&length)
            && plain(text, sentence)
            && !text.get(sentence).contains(&'、')
            && rest < span.end;
        if is_lead {
            out.push(sentence);
        } else if out.is_empty() {
            return out;
        }
        at = rest;
    }
    out
}

fn next_sentence(text: &Text, at: usize, end: usize) -> Option<(Span, usize)> {
    if at >= end {
        return None;
    }
    let stop = text
        .get(Span { start: at, end })
        .iter()
        .position(|c| *c == '。')
        .map_or(end, |n| at + n);
    Some((
        Span {
            start: at,
            end: stop,
        },
        (stop + 1).min(end),
    ))
}

/// No comma and no number outside quotation marks.
fn plain(text: &Text, sentence: Span) -> bool {
    let mut quoted = 0;
    for c in text.get(sentence) {
        match c {
            '“' => quoted += 1,
            '”' => quoted -= 1,
            '，' | '；' | ',' | ';' if quoted <= 0 => return false,
            c if c.is_ascii_digit() && quoted <= 0 => return false,
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads(s: &str) -> Vec<String> {
        let text = Text::new(s);
        inside(
            &text,
            Span {
                start: 0,
                end: text.len(),
            },
        )
        .iter()
        .map(|l| text.slice(*l))
        .collect()
    }

    #[test]
    fn a_paragraph_may_hold_several_leads() {
        assert_eq!(
            leads("政策持续发力。消费增长3%，投资向好。产业加快升级。新增企业20家。"),
            ["政策持续发力", "产业加快升级"]
        );
        assert!(leads("消费增长3%，投资向好。产业加快升级。").is_empty());
    }

    #[test]
    fn a_lead_at_the_head_has_no_comma_and_no_number() {
        let head = |s: &str| {
            let text = Text::new(s);
            at_head(
                &text,
                Span {
                    start: 0,
                    end: text.len(),
                },
            )
            .map(|l| text.slice(l))
        };
        assert_eq!(
            head("深化“人工智能+”行动、加快转型。升级平台。"),
            Some("深化“人工智能+”行动、加快转型".into())
        );
        assert_eq!(head("推动增长，加快转型。升级平台。"), None);
        assert_eq!(head("新增企业20家。升级平台。"), None);
    }
}
